import Type from 'typebox'
import { command, type Method } from '#src/platform/kernel/endpoint.ts'
import {
  localDateSchema,
  monthSchema,
  nothing,
  nullable,
  oneOf,
  regionalIdSchema,
  textSchema,
  uuidSchema,
} from '#src/platform/kernel/schema.ts'
import { queries } from './contract-queries.ts'
import {
  absenceKinds,
  cancelReasons,
  chip,
  copy,
  laidOut,
  preview,
  problem,
  publication,
  recurrenceSchema,
  sessionDraft,
  sessionFields,
  sessionTemplate,
  version,
  written,
} from './contract-shapes.ts'

const place = ['platform.wrong_institution', 'deployment.session_unknown']
const clashes = [
  'deployment.person_busy',
  'deployment.room_busy',
  'deployment.on_leave',
  'deployment.may_not_work_here',
  'deployment.bad_times',
  'deployment.part_unknown',
  'deployment.room_elsewhere',
  'deployment.in_the_past',
  'deployment.site_in_another_region',
]
const one = '/deployment/sessions/:sessionId'
const head = (verb: string, method: Method, path: string, permission: string, summary: string) => ({
  name: `deployment.${verb}`,
  subject: 'none' as const,
  method,
  path,
  permission,
  summary,
})

export const contract = {
  layOutSession: command({
    ...head(
      'layOutSession',
      'POST',
      '/deployment/sessions',
      'deployment.session.lay_out',
      'Lay out one session as a draft',
    ),
    input: sessionDraft,
    output: written,
    errors: [...place, ...clashes],
  }),
  changeSession: command({
    ...head(
      'changeSession',
      'PATCH',
      one,
      'deployment.session.lay_out',
      'Change what a session is: people, room, times, seats, words',
    ),
    input: Type.Object({
      sessionId: regionalIdSchema,
      version,
      ...Type.Partial(Type.Object(sessionFields)).properties,
      localDate: Type.Optional(localDateSchema),
    }),
    output: written,
    errors: [...place, ...clashes, 'deployment.changed_meanwhile', 'deployment.session_over', 'deployment.kind_stands'],
  }),
  moveSession: command({
    ...head(
      'moveSession',
      'POST',
      `${one}/move`,
      'deployment.session.lay_out',
      'Move a session to another day, part of the day, site or room',
    ),
    input: Type.Object({
      sessionId: regionalIdSchema,
      version,
      localDate: localDateSchema,
      partOfDay: Type.Optional(Type.String()),
      institutionId: Type.Optional(uuidSchema),
      roomId: Type.Optional(nullable(uuidSchema)),
    }),
    output: written,
    errors: [...place, ...clashes, 'deployment.changed_meanwhile', 'deployment.session_over'],
  }),
  removeDraftSession: command({
    ...head('removeDraftSession', 'DELETE', one, 'deployment.session.lay_out', 'Take a draft off the board'),
    input: Type.Object({ sessionId: regionalIdSchema, version }),
    output: nothing,
    errors: [...place, 'deployment.changed_meanwhile', 'deployment.only_drafts_are_removed'],
  }),
  rehearseSeries: command({
    ...head(
      'rehearseSeries',
      'POST',
      '/deployment/series/rehearsal',
      'deployment.session.lay_out',
      'The days a series would make, with holidays and clashes',
    ),
    input: Type.Object({ template: sessionTemplate, recurrence: recurrenceSchema }),
    output: preview,
    errors: [
      'platform.wrong_institution',
      'deployment.series_too_long',
      'deployment.part_unknown',
      'deployment.bad_times',
    ],
  }),
  layOutSeries: command({
    ...head(
      'layOutSeries',
      'POST',
      '/deployment/series',
      'deployment.session.lay_out',
      'Lay out a session on every day of a pattern',
    ),
    input: Type.Object({ template: sessionTemplate, recurrence: recurrenceSchema, leaveOutClashes: Type.Boolean() }),
    output: Type.Object({ seriesId: regionalIdSchema, ...laidOut.properties }),
    errors: [
      'platform.wrong_institution',
      'deployment.series_too_long',
      'deployment.series_clashes',
      'deployment.series_empty',
      ...clashes,
    ],
  }),
  rehearseCopy: command({
    ...head(
      'rehearseCopy',
      'POST',
      '/deployment/months/copy/rehearsal',
      'deployment.session.lay_out',
      'What copying a month would lay out and what stands in the way',
    ),
    input: copy,
    output: Type.Object({
      sessions: Type.Integer(),
      problems: Type.Array(problem),
      /** Sessions that clash: one may clash in several ways. */
      skipped: Type.Integer(),
      left: Type.Integer(),
      /** Which sessions of the earlier month have no day in this one, and why. */
      leftOut: Type.Array(
        Type.Object({
          session: chip,
          institutionName: Type.String(),
          why: oneOf(['no_such_day', 'holiday', 'no_make_up_day'] as const),
        }),
      ),
    }),
    errors: ['platform.wrong_institution'],
  }),
  copyMonth: command({
    ...head(
      'copyMonth',
      'POST',
      '/deployment/months/copy',
      'deployment.session.lay_out',
      'Lay out a month like an earlier one; what clashes is left out and listed',
    ),
    input: copy,
    output: laidOut,
    errors: ['platform.wrong_institution', 'deployment.nothing_to_copy'],
  }),
  publishMonth: command({
    ...head(
      'publishMonth',
      'POST',
      '/deployment/months/publish',
      'deployment.month.publish',
      'Publish all drafts of a month at the chosen institutions, or none of them',
    ),
    input: Type.Object({ month: monthSchema, institutionIds: Type.Array(uuidSchema, { minItems: 1, maxItems: 400 }) }),
    output: publication,
    errors: ['platform.wrong_institution', 'deployment.month_has_problems', 'deployment.nothing_to_publish'],
  }),
  publishSession: command({
    ...head(
      'publishSession',
      'POST',
      `${one}/publish`,
      'deployment.month.publish',
      'Publish one draft after its month was published',
    ),
    input: Type.Object({ sessionId: regionalIdSchema, version }),
    output: written,
    errors: [...place, 'deployment.changed_meanwhile', 'deployment.month_has_problems', 'deployment.already_published'],
  }),
  cancelSession: command({
    ...head(
      'cancelSession',
      'POST',
      `${one}/cancel`,
      'deployment.session.cancel',
      'Stop a published session (停诊), with the reason',
    ),
    input: Type.Object({
      sessionId: regionalIdSchema,
      version,
      reason: oneOf(cancelReasons),
      note: Type.Optional(nullable(textSchema(200))),
      /** What those who had booked are offered: a session that is there, or the same people on another day or at another site. */
      instead: Type.Optional(
        Type.Union([
          Type.Object({ sessionId: regionalIdSchema }),
          Type.Object({
            localDate: localDateSchema,
            partOfDay: Type.String({ minLength: 1, maxLength: 20 }),
            institutionId: Type.Optional(uuidSchema),
          }),
        ]),
      ),
    }),
    output: Type.Object({ sessionId: regionalIdSchema, version, substituteSessionId: nullable(regionalIdSchema) }),
    errors: [
      ...place,
      ...clashes,
      'deployment.instead_unfit',
      'deployment.changed_meanwhile',
      'deployment.only_published_are_cancelled',
      'deployment.session_over',
    ],
  }),
  recordAbsence: command({
    ...head(
      'recordAbsence',
      'POST',
      '/deployment/absences',
      'deployment.absence.record',
      'Write down that a person is away',
    ),
    input: Type.Object({
      staffId: uuidSchema,
      kind: oneOf(absenceKinds),
      from: localDateSchema,
      to: localDateSchema,
      partOfDay: Type.Optional(nullable(Type.String())),
      note: Type.Optional(nullable(textSchema(200))),
    }),
    output: Type.Object({ absenceId: regionalIdSchema, clashes: Type.Array(problem) }),
    errors: [
      'platform.wrong_institution',
      'deployment.absence_ends_before_it_starts',
      'deployment.absent_already',
      'deployment.absent_meanwhile',
      'deployment.part_unknown',
    ],
  }),
  withdrawAbsence: command({
    ...head(
      'withdrawAbsence',
      'DELETE',
      '/deployment/absences/:absenceId',
      'deployment.absence.record',
      'Take back an absence',
    ),
    input: Type.Object({ absenceId: regionalIdSchema }),
    output: nothing,
    errors: ['platform.wrong_institution', 'deployment.absence_unknown'],
  }),
  ...queries,
}
