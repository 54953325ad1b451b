import Type, { type Static } from 'typebox'
import { command, type Method, query } from '#src/platform/kernel/endpoint.ts'
import { instantSchema, monthSchema, nothing, nullable, oneOf, uuidSchema } from '#src/platform/kernel/schema.ts'

/** A published month as picture, poster and calendar: what was taken, whether it still holds, and addresses. */

export const handoutForms = ['picture', 'poster_a4', 'poster_a3'] as const
export const calendarKinds = ['institution', 'person'] as const
export type HandoutForm = (typeof handoutForms)[number]
export type CalendarKind = (typeof calendarKinds)[number]

const head = (verb: string, method: Method, path: string, permission: string, summary: string) => ({
  name: `deployment.${verb}`,
  subject: 'none' as const,
  method,
  path,
  permission,
  summary,
})

const taken = Type.Object({
  form: oneOf(handoutForms),
  takenAt: instantSchema,
  /** Changes of the month since it was taken; 0: what hangs on the wall still holds. */
  changes: Type.Integer(),
})
const siteHandouts = Type.Object({
  institutionId: uuidSchema,
  code: Type.String(),
  name: Type.String(),
  shortName: Type.String(),
  /** How often the month was published, and changed afterwards; null: not published. */
  version: nullable(Type.Integer()),
  changes: Type.Integer(),
  taken: Type.Array(taken),
})
export type SiteHandouts = Static<typeof siteHandouts>

const ofOwner = {
  kind: oneOf(calendarKinds),
  /** Without it a person's own. */
  institutionId: Type.Optional(uuidSchema),
}
const calendarErrors = [
  'platform.wrong_institution',
  'deployment.no_person_of_account',
  'deployment.only_managers_for_others',
]

export const handoutContract = {
  monthHandouts: query({
    ...head(
      'monthHandouts',
      'GET',
      '/deployment/handouts',
      'deployment.month.publish',
      'Pictures and posters taken of a month, site by site, and whether they still hold',
    ),
    input: Type.Object({ month: monthSchema }),
    output: Type.Object({ sites: Type.Array(siteHandouts) }),
    errors: [],
  }),
  takeHandout: command({
    ...head(
      'takeHandout',
      'POST',
      '/deployment/handouts',
      'deployment.month.publish',
      'Note that a picture or poster of a published month was taken, to be told when it no longer holds',
    ),
    input: Type.Object({ institutionId: uuidSchema, month: monthSchema, form: oneOf(handoutForms) }),
    output: Type.Object({ takenAt: instantSchema }),
    errors: ['platform.wrong_institution', 'deployment.month_not_published'],
  }),
  openCalendar: command({
    ...head(
      'openCalendar',
      'POST',
      '/deployment/calendars',
      'deployment.session.view_own',
      'The address of a calendar (iCal) of an institution or of oneself; the same one while it is open',
    ),
    input: Type.Object(ofOwner),
    output: Type.Object({ path: Type.String() }),
    errors: calendarErrors,
    // Whoever holds the address reads the calendar.
    secretAnswer: true,
  }),
  closeCalendar: command({
    ...head(
      'closeCalendar',
      'POST',
      '/deployment/calendars/close',
      'deployment.session.view_own',
      'End a calendar address that went to the wrong people; the next one is another',
    ),
    input: Type.Object({
      ...ofOwner,
      /** Somebody else's, as who plans at the home institution: of a person who has left, say. */
      staffId: Type.Optional(uuidSchema),
    }),
    output: nothing,
    errors: calendarErrors,
  }),
}
