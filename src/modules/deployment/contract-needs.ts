import Type, { type Static } from 'typebox'
import { command, type Method, query } from '#src/platform/kernel/endpoint.ts'
import {
  instantSchema,
  localDateSchema,
  monthSchema,
  nullable,
  oneOf,
  regionalIdSchema,
  textSchema,
  uuidSchema,
} from '#src/platform/kernel/schema.ts'
import { site, version } from './contract-shapes.ts'

/** 需求单: what family doctors ask for, the managers' answers, and the gaps of a month that follow from both. */

export const needReasons = [
  'poorly_controlled',
  'unclear_finding',
  'screened_positive',
  'after_discharge',
  'cannot_travel',
  'waits_too_long',
  'residents_ask',
  'other',
] as const
export const needUrgencies = ['routine', 'soon', 'urgent'] as const
export const needStatuses = ['open', 'planned', 'declined', 'withdrawn'] as const
export const declineReasons = ['nobody_free', 'too_few', 'served_elsewhere', 'next_month', 'no_room', 'other'] as const
export const gapReasons = ['came_last_month', 'open_need'] as const

export type NeedUrgency = (typeof needUrgencies)[number]
export type NeedStatus = (typeof needStatuses)[number]
export type NeedReason = (typeof needReasons)[number]
export type DeclineReason = (typeof declineReasons)[number]

const head = (verb: string, method: Method, path: string, permission: string, summary: string) => ({
  name: `deployment.${verb}`,
  subject: 'none' as const,
  method,
  path,
  permission,
  summary,
})

export const need = Type.Object({
  needId: regionalIdSchema,
  institutionId: uuidSchema,
  institutionName: Type.String(),
  speciality: Type.String(),
  residents: Type.Integer(),
  reasons: Type.Array(oneOf(needReasons)),
  note: nullable(Type.String()),
  urgency: oneOf(needUrgencies),
  wishedFrom: nullable(localDateSchema),
  wishedUntil: nullable(localDateSchema),
  status: oneOf(needStatuses),
  /** The session that answers it, with its day. */
  session: nullable(Type.Object({ sessionId: regionalIdSchema, localDate: localDateSchema, partOfDay: Type.String() })),
  declineReason: nullable(oneOf(declineReasons)),
  answerNote: nullable(Type.String()),
  filedByName: nullable(Type.String()),
  filedAt: instantSchema,
  answeredAt: nullable(instantSchema),
  mayWithdraw: Type.Boolean(),
  version: Type.Integer(),
})
export type Need = Static<typeof need>

export const gap = Type.Object({
  institutionId: uuidSchema,
  speciality: Type.String(),
  /** The week, cut at the month's ends. */
  from: localDateSchema,
  to: localDateSchema,
  firstDay: localDateSchema,
  why: oneOf(gapReasons),
  /** Sessions of the speciality at the site in the month before. */
  lastMonth: Type.Integer(),
  /** Open requests that this week would answer, and for how many residents (人). */
  needs: Type.Integer(),
  residents: Type.Integer(),
})
export type GapView = Static<typeof gap>

const answered = Type.Object({ needId: regionalIdSchema, version })
const oneNeed = '/deployment/needs/:needId'
const place = ['platform.wrong_institution', 'deployment.need_unknown']

export const needContract = {
  fileNeed: command({
    ...head(
      'fileNeed',
      'POST',
      '/deployment/needs',
      'deployment.need.file',
      'Ask for a speciality at the own institution (需求单)',
    ),
    input: Type.Object({
      speciality: textSchema(40),
      residents: Type.Integer({ minimum: 1, maximum: 5000 }),
      reasons: Type.Array(oneOf(needReasons), { minItems: 1, maxItems: needReasons.length }),
      note: Type.Optional(nullable(textSchema(400))),
      urgency: oneOf(needUrgencies),
      wishedFrom: Type.Optional(nullable(localDateSchema)),
      wishedUntil: Type.Optional(nullable(localDateSchema)),
    }),
    output: answered,
    errors: ['deployment.wish_ends_before_it_starts', 'deployment.wish_is_over', 'deployment.need_filed_already'],
  }),
  planNeed: command({
    ...head(
      'planNeed',
      'POST',
      `${oneNeed}/plan`,
      'deployment.need.answer',
      'Answer a request with the session that was laid out for it',
    ),
    input: Type.Object({
      needId: regionalIdSchema,
      version,
      sessionId: regionalIdSchema,
      note: Type.Optional(nullable(textSchema(400))),
    }),
    output: answered,
    errors: [
      ...place,
      'deployment.session_unknown',
      'deployment.changed_meanwhile_need',
      'deployment.need_answered',
      'deployment.session_does_not_answer',
    ],
  }),
  declineNeed: command({
    ...head(
      'declineNeed',
      'POST',
      `${oneNeed}/decline`,
      'deployment.need.answer',
      'Say why a request is not planned now',
    ),
    input: Type.Object({
      needId: regionalIdSchema,
      version,
      reason: oneOf(declineReasons),
      note: Type.Optional(nullable(textSchema(400))),
    }),
    output: answered,
    errors: [...place, 'deployment.changed_meanwhile_need', 'deployment.need_answered', 'deployment.other_needs_words'],
  }),
  withdrawNeed: command({
    ...head('withdrawNeed', 'POST', `${oneNeed}/withdraw`, 'deployment.need.file', 'Take back an open request'),
    input: Type.Object({ needId: regionalIdSchema, version }),
    output: answered,
    errors: [
      ...place,
      'deployment.changed_meanwhile_need',
      'deployment.need_answered',
      'deployment.only_managers_for_others',
    ],
  }),
  needs: query({
    ...head(
      'needs',
      'GET',
      '/deployment/needs',
      'deployment.need.view',
      'Requests of the institutions within reach, open ones first, with counts by site and speciality',
    ),
    input: Type.Object({
      status: Type.Optional(oneOf(needStatuses)),
      institutionId: Type.Optional(uuidSchema),
      needId: Type.Optional(regionalIdSchema),
    }),
    output: Type.Object({
      needs: Type.Array(need),
      sites: Type.Array(site),
      /** Open ones: site × speciality. */
      counts: Type.Array(
        Type.Object({
          institutionId: uuidSchema,
          speciality: Type.String(),
          needs: Type.Integer(),
          residents: Type.Integer(),
          mostUrgent: oneOf(needUrgencies),
        }),
      ),
      /** Specialities that came to these sites within 180 days, to choose from. */
      specialities: Type.Array(Type.String()),
    }),
    errors: ['platform.wrong_institution'],
  }),
  monthGaps: query({
    ...head(
      'monthGaps',
      'GET',
      '/deployment/gaps',
      'deployment.session.lay_out',
      'Site × speciality × week without anyone, although somebody came last month or somebody asks',
    ),
    input: Type.Object({ month: monthSchema, institutionId: Type.Optional(uuidSchema) }),
    output: Type.Object({ gaps: Type.Array(gap), names: Type.Record(Type.String(), Type.String()) }),
    errors: ['platform.wrong_institution'],
  }),
}
