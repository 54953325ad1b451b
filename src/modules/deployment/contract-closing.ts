import Type, { type Static } from 'typebox'
import { command, type Method, query } from '#src/platform/kernel/endpoint.ts'
import {
  instantSchema,
  localDateSchema,
  localTimeSchema,
  nullable,
  oneOf,
  regionalIdSchema,
  textSchema,
  uuidSchema,
} from '#src/platform/kernel/schema.ts'
import { chip } from './contract-shapes.ts'

/** 下沉工作日志: one sheet for each session that was held, written by the expert, confirmed by the receiving centre. */

const count = (maximum: number) => Type.Integer({ minimum: 0, maximum })
export const sheetCounts = Type.Object({
  /** 初诊 */
  firstVisits: count(2000),
  /** 复诊 */
  returnVisits: count(2000),
  /** 加号, among those seen */
  extraVisits: count(2000),
  /** People of the site who were taught, 人次. */
  taught: count(5000),
  /** Patients seen on ward rounds, 人次. */
  rounds: count(1000),
  /** Operations shown, 例. */
  operations: count(200),
  /** Who came to a lecture or a free clinic, 人次. */
  attended: count(20_000),
})
export type SheetCounts = Static<typeof sheetCounts>

const words = {
  taughtWhat: nullable(textSchema(200)),
  operationNames: nullable(textSchema(200)),
  newTechnique: nullable(textSchema(200)),
  lacking: nullable(textSchema(200)),
  note: nullable(textSchema(500)),
}
const typedWords = Type.Partial(Type.Object(words)).properties

export const sheetStates = ['missing', 'sent', 'returned', 'confirmed'] as const
export type SheetState = (typeof sheetStates)[number]

export const sheet = Type.Object({
  version: Type.Integer(),
  ...sheetCounts.properties,
  ...words,
  arrivedAt: localTimeSchema,
  leftAt: localTimeSchema,
  /** Seen by booking's count when the sheet was written. */
  countedVisits: nullable(Type.Integer()),
  writtenAt: instantSchema,
  writtenBy: Type.String(),
  decision: nullable(oneOf(['confirmed', 'returned'] as const)),
  decidedAt: nullable(instantSchema),
  decidedBy: nullable(Type.String()),
  decisionReason: nullable(Type.String()),
})
export type Sheet = Static<typeof sheet>

const one = '/deployment/sessions/:sessionId/sheet'
const head = (verb: string, method: Method, path: string, permission: string, summary: string) => ({
  name: `deployment.${verb}`,
  subject: 'none' as const,
  method,
  path,
  permission,
  summary,
})
const place = ['platform.wrong_institution', 'deployment.session_unknown', 'deployment.not_your_session']

export const closingContract = {
  closingSheet: query({
    ...head('closingSheet', 'GET', one, 'deployment.sheet.see', 'The closing sheet of a session with all its versions'),
    input: Type.Object({ sessionId: regionalIdSchema }),
    output: Type.Object({
      session: chip,
      institutionName: Type.String(),
      state: oneOf(sheetStates),
      /** Newest first. */
      versions: Type.Array(sheet),
      /** When somebody of the session checked in, the region's clock. */
      arrivedAt: nullable(localTimeSchema),
      /** Until when a sheet that nobody has written yet is due. */
      dueAt: nullable(instantSchema),
      mayWrite: Type.Boolean(),
      mayDecide: Type.Boolean(),
    }),
    errors: place,
  }),
  writeClosingSheet: command({
    ...head(
      'writeClosingSheet',
      'POST',
      one,
      'deployment.sheet.write',
      'Write or correct the closing sheet of a session',
    ),
    input: Type.Object({
      sessionId: regionalIdSchema,
      /** The newest version this screen saw; 0 when there was none. */
      basedOn: Type.Integer({ minimum: 0 }),
      ...sheetCounts.properties,
      ...typedWords,
      arrivedAt: localTimeSchema,
      leftAt: localTimeSchema,
      countedVisits: Type.Optional(nullable(count(5000))),
    }),
    output: Type.Object({ sessionId: regionalIdSchema, version: Type.Integer() }),
    errors: [
      ...place,
      'deployment.sheet_too_early',
      'deployment.sheet_of_stopped_session',
      'deployment.sheet_changed_meanwhile',
      'deployment.left_before_arriving',
      'deployment.extra_more_than_seen',
      'deployment.sheet_is_empty',
    ],
  }),
  decideClosingSheet: command({
    ...head(
      'decideClosingSheet',
      'POST',
      `${one}/decision`,
      'deployment.sheet.decide',
      'Confirm a closing sheet, or send it back with the reason',
    ),
    input: Type.Object({
      sessionId: regionalIdSchema,
      version: Type.Integer({ minimum: 1 }),
      decision: oneOf(['confirmed', 'returned'] as const),
      reason: Type.Optional(nullable(textSchema(200))),
    }),
    output: Type.Object({ sessionId: regionalIdSchema, state: oneOf(sheetStates) }),
    errors: [
      'platform.wrong_institution',
      'deployment.session_unknown',
      'deployment.sheet_unknown',
      'deployment.sheet_changed_meanwhile',
      'deployment.sheet_decided',
      'deployment.own_sheet',
      'deployment.return_needs_reason',
      'deployment.sheet_too_early',
    ],
  }),
  closingList: query({
    ...head(
      'closingList',
      'GET',
      '/deployment/closing-sheets',
      'deployment.sheet.see',
      'Sessions that were held and how far their closing sheets are',
    ),
    input: Type.Object({
      from: localDateSchema,
      to: localDateSchema,
      state: Type.Optional(oneOf(sheetStates)),
      institutionId: Type.Optional(uuidSchema),
    }),
    output: Type.Object({
      items: Type.Array(
        Type.Object({
          session: chip,
          institutionName: Type.String(),
          state: oneOf(sheetStates),
          newest: nullable(sheet),
          mayDecide: Type.Boolean(),
        }),
      ),
    }),
    errors: ['platform.wrong_institution'],
  }),
}
