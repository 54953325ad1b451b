import Type from 'typebox'
import { command, type Method, query } from '#src/platform/kernel/endpoint.ts'
import {
  instantSchema,
  localTimeSchema,
  nothing,
  nullable,
  oneOf,
  regionalIdSchema,
  textSchema,
  uuidSchema,
} from '#src/platform/kernel/schema.ts'
import { cancelReasons, chip, staffingList, version, written } from './contract-shapes.ts'

/** What may still happen to a promised session: who comes is named, replaced, late, or there. */

const one = '/deployment/sessions/:sessionId'
const head = (verb: string, method: Method, path: string, permission: string, summary: string) => ({
  name: `deployment.${verb}`,
  subject: 'none' as const,
  method,
  path,
  permission,
  summary,
})
const place = ['platform.wrong_institution', 'deployment.session_unknown']
export const clashCodes = [
  'deployment.person_busy',
  'deployment.on_leave',
  'deployment.may_not_work_here',
  'deployment.staff_unknown',
]
const session = Type.Object({ sessionId: regionalIdSchema })
const person = Type.Object({ staffId: uuidSchema, name: Type.String(), titleCode: nullable(Type.String()) })

export const lifeContract = {
  sessionsToName: query({
    ...head(
      'sessionsToName',
      'GET',
      '/deployment/sessions-to-name',
      'deployment.person.name',
      'Sessions for which my department or team must still say who comes',
    ),
    input: Type.Object({}),
    output: Type.Object({ items: Type.Array(Type.Object({ session: chip, institutionName: Type.String() })) }),
    errors: [],
  }),
  namePerson: command({
    ...head('namePerson', 'POST', `${one}/people`, 'deployment.person.name', 'Say who comes to a session'),
    input: Type.Object({ sessionId: regionalIdSchema, version, staff: staffingList }),
    output: written,
    errors: [
      ...place,
      ...clashCodes,
      'deployment.changed_meanwhile',
      'deployment.session_over',
      'deployment.no_lead',
      'deployment.person_named_already',
    ],
  }),
  substitutesFor: query({
    ...head(
      'substitutesFor',
      'GET',
      `${one}/substitutes`,
      'deployment.session.cancel',
      'People of the same speciality who are free and may work at the site',
    ),
    input: Type.Object({ sessionId: regionalIdSchema, staffId: uuidSchema }),
    output: Type.Object({
      candidates: Type.Array(
        Type.Object({
          ...person.properties,
          institutionName: Type.String(),
          departmentName: nullable(Type.String()),
          sameSpeciality: Type.Boolean(),
          /** Sessions of the same day elsewhere: the way must be long enough. */
          sameDay: Type.Integer(),
        }),
      ),
    }),
    errors: place,
  }),
  substituteExpert: command({
    ...head(
      'substituteExpert',
      'POST',
      `${one}/substitute`,
      'deployment.session.cancel',
      'Another person comes instead (替诊); those booked are told and may cancel free of charge',
    ),
    input: Type.Object({
      sessionId: regionalIdSchema,
      version,
      staffId: uuidSchema,
      byStaffId: uuidSchema,
      reason: oneOf(cancelReasons),
      note: Type.Optional(nullable(textSchema(200))),
    }),
    output: written,
    errors: [
      ...place,
      ...clashCodes,
      'deployment.changed_meanwhile',
      'deployment.session_over',
      'deployment.only_published_are_cancelled',
      'deployment.not_laid_out',
      'deployment.person_twice',
    ],
  }),
  sayLate: command({
    ...head(
      'sayLate',
      'POST',
      `${one}/late`,
      'deployment.session.say_late',
      'The expert comes later (晚到), or in time after all',
    ),
    input: Type.Object({ sessionId: regionalIdSchema, minutes: Type.Integer({ minimum: 0, maximum: 240 }) }),
    output: Type.Object({ sessionId: regionalIdSchema, minutes: Type.Integer() }),
    errors: [
      ...place,
      'deployment.not_your_session',
      'deployment.late_only_on_the_day',
      'deployment.only_published_are_cancelled',
      'deployment.session_over',
    ],
  }),
  siteCode: query({
    ...head(
      'siteCode',
      'GET',
      '/deployment/site-code',
      'deployment.site_code.show',
      'The code by which experts check in here',
    ),
    input: Type.Object({}),
    output: Type.Object({
      institutionId: uuidSchema,
      institutionName: Type.String(),
      code: Type.String(),
      validUntil: instantSchema,
      /** Today's experts here: who has come. */
      experts: Type.Array(
        Type.Object({
          sessionId: regionalIdSchema,
          ...person.properties,
          startsAt: localTimeSchema,
          endsAt: localTimeSchema,
          lateMinutes: nullable(Type.Integer()),
          arrivedAt: nullable(localTimeSchema),
          way: nullable(oneOf(['site_code', 'desk'] as const)),
        }),
      ),
    }),
    errors: [],
  }),
  checkInExpert: command({
    ...head(
      'checkInExpert',
      'POST',
      `${one}/check-in`,
      'deployment.session.view_own',
      'Check in at the site by its code',
    ),
    input: Type.Object({ sessionId: regionalIdSchema, code: Type.String({ pattern: '^\\d{6}$' }) }),
    output: Type.Object({ sessionId: regionalIdSchema, arrivedAt: localTimeSchema }),
    errors: [
      'deployment.session_unknown',
      'deployment.not_your_session',
      'deployment.site_code_wrong',
      'deployment.site_code_paused',
      'deployment.check_in_only_on_the_day',
    ],
    rateLimit: 10,
  }),
  recordArrival: command({
    ...head(
      'recordArrival',
      'POST',
      `${one}/arrivals`,
      'deployment.attendance.record',
      'The desk writes down that an expert has come',
    ),
    input: Type.Object({ sessionId: regionalIdSchema, staffId: uuidSchema, reason: textSchema(200) }),
    output: Type.Object({ sessionId: regionalIdSchema, arrivedAt: localTimeSchema }),
    errors: [...place, 'deployment.not_laid_out', 'deployment.check_in_only_on_the_day'],
  }),
  sessionCard: query({
    ...head(
      'sessionCard',
      'GET',
      `${one}/card`,
      'deployment.session.view_own',
      'What an expert needs to know before coming',
    ),
    input: session,
    output: Type.Object({
      session: chip,
      institutionName: Type.String(),
      address: nullable(Type.String()),
      phone: nullable(Type.String()),
      contactName: nullable(Type.String()),
      contactPhone: nullable(Type.String()),
      carPlate: nullable(Type.String()),
      has: nullable(Type.String()),
      lacks: nullable(Type.String()),
      arrivals: Type.Array(Type.Object({ staffId: uuidSchema, arrivedAt: localTimeSchema })),
      mayCheckIn: Type.Boolean(),
      maySayLate: Type.Boolean(),
    }),
    errors: ['deployment.session_unknown', 'deployment.not_your_session'],
  }),
  siteCard: query({
    ...head(
      'siteCard',
      'GET',
      '/deployment/site-cards/:institutionId',
      'deployment.board.view',
      'What experts are told of a site',
    ),
    input: Type.Object({ institutionId: uuidSchema }),
    output: Type.Object({
      contactName: nullable(Type.String()),
      contactPhone: nullable(Type.String()),
      carPlate: nullable(Type.String()),
      has: nullable(Type.String()),
      lacks: nullable(Type.String()),
      version: Type.Integer(),
    }),
    errors: ['platform.wrong_institution'],
  }),
  changeSiteCard: command({
    ...head(
      'changeSiteCard',
      'PUT',
      '/deployment/site-cards/:institutionId',
      'deployment.site_card.change',
      'Say who receives experts at a site, which car comes, what is there',
    ),
    input: Type.Object({
      institutionId: uuidSchema,
      version: Type.Integer({ minimum: 0 }),
      contactName: nullable(textSchema(40)),
      contactPhone: nullable(textSchema(30)),
      carPlate: nullable(textSchema(20)),
      has: nullable(textSchema(400)),
      lacks: nullable(textSchema(400)),
    }),
    output: nothing,
    errors: ['platform.wrong_institution', 'deployment.changed_meanwhile', 'deployment.site_in_another_region'],
  }),
}
