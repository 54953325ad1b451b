import Type, { type Static } from 'typebox'
import { command, type Method, query } from '#src/platform/kernel/endpoint.ts'
import {
  fenSchema,
  instantSchema,
  localDateSchema,
  monthSchema,
  nullable,
  oneOf,
  regionalIdSchema,
  textSchema,
  uuidSchema,
} from '#src/platform/kernel/schema.ts'
import { certificate, figures, servicePosting, serviceRow } from './contract-service-shapes.ts'
import { version } from './contract-shapes.ts'

/** 派驻 and 基层服务证明: months at a site with confirmed attendance, and the certificate of confirmed service. */

export const postingDuties = ['management', 'technical'] as const
export const nationalVerdicts = [
  'counts',
  'too_short',
  'part_time',
  'below_middle_rank',
  'no_title',
  'too_short_so_far',
] as const
export type PostingDuty = (typeof postingDuties)[number]

const head = (verb: string, method: Method, path: string, permission: string, summary: string) => ({
  name: `deployment.${verb}`,
  subject: 'none' as const,
  method,
  path,
  permission,
  summary,
})
const onePosting = '/deployment/postings/:postingId'
const place = ['platform.wrong_institution', 'deployment.posting_unknown']

const monthSheet = Type.Object({
  month: monthSchema,
  /** Days of the month that belong to the posting, and those on which the person was there. */
  possible: Type.Array(Type.Integer()),
  days: Type.Array(Type.Integer()),
  reportedAt: nullable(instantSchema),
  confirmedAt: nullable(instantSchema),
  version: Type.Integer(),
})
const posting = Type.Object({
  postingId: regionalIdSchema,
  staffId: uuidSchema,
  name: Type.String(),
  titleCode: nullable(Type.String()),
  homeInstitutionName: Type.String(),
  institutionId: nullable(uuidSchema),
  placeName: Type.String(),
  isOutside: Type.Boolean(),
  duty: oneOf(postingDuties),
  isFullTime: Type.Boolean(),
  postHeld: Type.String(),
  letterNumber: Type.String(),
  letterFile: nullable(Type.String()),
  /** For the person and those who keep the posting; null for their colleagues. */
  subsidyFenPerDay: nullable(fenSchema),
  firstDay: localDateSchema,
  lastDay: localDateSchema,
  endedWhy: nullable(Type.String()),
  note: nullable(Type.String()),
  /** Confirmed days (天) in the year asked for. */
  confirmedDays: Type.Integer(),
  national: oneOf(nationalVerdicts),
  version: Type.Integer(),
})
export type Posting = Static<typeof posting>
const listInput = {
  year: Type.Integer({ minimum: 2000, maximum: 2100 }),
  institutionId: Type.Optional(uuidSchema),
  staffId: Type.Optional(uuidSchema),
  duty: Type.Optional(oneOf(postingDuties)),
}

const period = { staffId: Type.Optional(uuidSchema), from: localDateSchema, to: localDateSchema }
const serviceErrors = [
  'platform.wrong_institution',
  'deployment.no_person_of_account',
  'deployment.only_managers_for_others',
  'deployment.period_ends_before_it_starts',
]

export const postingContract = {
  enterPosting: command({
    ...head(
      'enterPosting',
      'POST',
      '/deployment/postings',
      'deployment.posting.manage',
      'Write down that a person is posted to a site, or to a place outside the region',
    ),
    input: Type.Object({
      staffId: uuidSchema,
      /** Who employed the person on the first day, where it isn't today's employer. */
      homeInstitutionId: Type.Optional(uuidSchema),
      institutionId: Type.Optional(nullable(uuidSchema)),
      placeText: Type.Optional(nullable(textSchema(80))),
      duty: oneOf(postingDuties),
      isFullTime: Type.Boolean(),
      postHeld: textSchema(60),
      letterNumber: textSchema(60),
      letterFile: Type.Optional(nullable(textSchema(200))),
      subsidyFenPerDay: Type.Optional(nullable(fenSchema)),
      firstDay: localDateSchema,
      lastDay: localDateSchema,
      note: Type.Optional(nullable(textSchema(400))),
    }),
    output: Type.Object({ postingId: regionalIdSchema, version }),
    errors: [
      'platform.wrong_institution',
      'deployment.site_in_another_region',
      'deployment.posting_ends_before_it_starts',
      'deployment.posting_needs_one_place',
      'deployment.posted_already',
    ],
  }),
  endPosting: command({
    ...head(
      'endPosting',
      'POST',
      `${onePosting}/end`,
      'deployment.posting.manage',
      'End a posting early, or extend it',
    ),
    input: Type.Object({ postingId: regionalIdSchema, version, lastDay: localDateSchema, why: textSchema(200) }),
    output: Type.Object({ postingId: regionalIdSchema, version }),
    errors: [
      ...place,
      'deployment.changed_meanwhile_posting',
      'deployment.posting_ends_before_it_starts',
      'deployment.posted_already',
      'deployment.days_outside_posting',
    ],
  }),
  reportPostingMonth: command({
    ...head(
      'reportPostingMonth',
      'POST',
      `${onePosting}/months/:month`,
      'deployment.posting.report',
      'Write down the days of a month on which the person was there',
    ),
    input: Type.Object({
      postingId: regionalIdSchema,
      month: monthSchema,
      /** Of the month as it was read; 0: nothing reported yet. */
      version: Type.Integer({ minimum: 0 }),
      days: Type.Array(Type.Integer({ minimum: 1, maximum: 31 }), { maxItems: 31 }),
    }),
    output: Type.Object({ version }),
    errors: [
      ...place,
      'deployment.only_managers_for_others',
      'deployment.changed_meanwhile_posting',
      'deployment.days_outside_posting',
      'deployment.days_still_to_come',
      'deployment.month_confirmed_already',
    ],
  }),
  confirmPostingMonth: command({
    ...head(
      'confirmPostingMonth',
      'POST',
      `${onePosting}/months/:month/confirm`,
      'deployment.posting.confirm',
      'Confirm the reported days of a month, as the receiving site',
    ),
    input: Type.Object({ postingId: regionalIdSchema, month: monthSchema, version }),
    output: Type.Object({ version }),
    errors: [
      ...place,
      'deployment.month_not_reported',
      'deployment.changed_meanwhile_posting',
      'deployment.nobody_confirms_own_days',
      'deployment.month_confirmed_already',
    ],
  }),
  postings: query({
    ...head('postings', 'GET', '/deployment/postings', 'deployment.posting.view', 'Postings that touch a year'),
    input: Type.Object(listInput),
    output: Type.Object({
      postings: Type.Array(posting),
      /** People (人): counted once each. */
      people: Type.Integer(),
      counting: Type.Integer(),
      withoutTitle: Type.Integer(),
    }),
    errors: [],
  }),
  postingDetail: query({
    ...head('postingDetail', 'GET', onePosting, 'deployment.posting.view', 'One posting with its months'),
    input: Type.Object({ postingId: regionalIdSchema }),
    output: Type.Object({ posting, months: Type.Array(monthSheet), mayReport: Type.Boolean() }),
    errors: place,
  }),
  exportPostings: query({
    ...head(
      'exportPostings',
      'GET',
      '/deployment/postings/export',
      'deployment.posting.view',
      'The list as a workbook',
    ),
    input: Type.Object(listInput),
    output: Type.Object({ fileName: Type.String(), fileBase64: Type.String() }),
    errors: [],
  }),
  serviceFigures: query({
    ...head(
      'serviceFigures',
      'GET',
      '/deployment/service',
      'deployment.session.view_own',
      'What a person did at the grass roots in a period, from confirmed sheets and attendance, row by row',
    ),
    input: Type.Object(period),
    output: Type.Object({
      staffId: uuidSchema,
      name: Type.String(),
      titleCode: nullable(Type.String()),
      homeInstitutionName: Type.String(),
      figures,
      rows: Type.Array(serviceRow),
      postings: Type.Array(servicePosting),
      certificates: Type.Array(certificate),
    }),
    errors: serviceErrors,
  }),
  issueCertificate: command({
    ...head(
      'issueCertificate',
      'POST',
      '/deployment/certificates',
      'deployment.session.view_own',
      'Issue a certificate of grass-roots service with number and code, from confirmed figures',
    ),
    input: Type.Object(period),
    output: certificate,
    errors: [...serviceErrors, 'deployment.nothing_to_certify', 'deployment.period_still_runs'],
  }),
  checkCertificate: query({
    ...head(
      'checkCertificate',
      'GET',
      '/deployment/certificates/:code',
      'public',
      'Whether a certificate on paper is genuine: its number, period and figures',
    ),
    input: Type.Object({ code: Type.String({ pattern: '^[0-9A-Z]{12}$' }) }),
    output: Type.Object({ certificate, maskedName: Type.String(), homeInstitutionName: Type.String() }),
    errors: ['deployment.certificate_unknown'],
    rateLimit: 20,
  }),
}
