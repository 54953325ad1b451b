import Type, { type Static } from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import { nothing, oneOf } from '#src/platform/kernel/schema.ts'

/** One Excel workbook in and out: a sheet a kind, rehearsal first, all or nothing. */

/** 10 MB of workbook are 13.4 million characters of base64. */
export const workbookMaximumBytes = 10 * 1024 * 1024
const workbookInput = Type.Object({
  fileBase64: Type.String({ minLength: 4, maxLength: 13_981_100, pattern: '^[A-Za-z0-9+/]+={0,2}$' }),
})
const workbookFile = Type.Object({ fileName: Type.String(), fileBase64: Type.String() })

/** What is wrong in one cell: `人员!D17`. An `error` hinders the import, a `warning` is shown and passes. */
export const findingView = Type.Object({
  sheet: Type.String(),
  row: Type.Integer(),
  /** `人员!D17`, or the sheet's name alone when a whole sheet is meant. */
  cell: Type.String(),
  column: Type.String(),
  severity: oneOf(['error', 'warning']),
  /** Translation key `error.<code>` of the module that found it. */
  code: Type.String(),
  details: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])),
  /** What stands in the cell, cut after 60 characters. */
  value: Type.String(),
})
export type WorkbookFindingView = Static<typeof findingView>
export const sheetCountView = Type.Object({
  key: Type.String(),
  sheet: Type.String(),
  rows: Type.Integer(),
  created: Type.Integer(),
  changed: Type.Integer(),
  unchanged: Type.Integer(),
})

export const workbookTemplate = query({
  name: 'network.workbookTemplate',
  method: 'GET',
  path: '/network/workbook/template',
  permission: 'network.workbook.export',
  summary: 'Gives an empty workbook with a sheet a kind and what each column means.',
  subject: 'none',
  input: nothing,
  output: workbookFile,
  errors: [],
})
export const exportWorkbook = query({
  name: 'network.exportWorkbook',
  method: 'GET',
  path: '/network/workbook',
  permission: 'network.workbook.export',
  summary: 'Gives a workbook with everything that this person manages; it can be imported again.',
  subject: 'none',
  input: nothing,
  output: workbookFile,
  errors: [],
})
export const rehearseWorkbook = command({
  name: 'network.rehearseWorkbook',
  method: 'POST',
  path: '/network/workbook/rehearsal',
  permission: 'network.workbook.import',
  summary: 'Reads a workbook and says what would happen and what is wrong, cell by cell; writes nothing.',
  subject: 'none',
  input: workbookInput,
  output: Type.Object({
    sheets: Type.Array(sheetCountView),
    /** At most 500; `findingCount` counts all. */
    findings: Type.Array(findingView),
    findingCount: Type.Integer(),
    errorCount: Type.Integer(),
    importable: Type.Boolean(),
  }),
  errors: ['network.not_a_workbook', 'network.workbook_too_large', 'network.workbook_empty'],
  bodyLimit: 15 * 1024 * 1024,
})
export const importWorkbook = command({
  name: 'network.importWorkbook',
  method: 'POST',
  path: '/network/workbook',
  permission: 'network.workbook.import',
  summary: 'Imports a workbook: everything in one transaction, or nothing when a cell is wrong.',
  subject: 'none',
  input: workbookInput,
  output: Type.Object({ sheets: Type.Array(sheetCountView) }),
  errors: [
    'network.not_a_workbook',
    'network.workbook_too_large',
    'network.workbook_empty',
    'network.workbook_has_findings',
  ],
  bodyLimit: 15 * 1024 * 1024,
})
