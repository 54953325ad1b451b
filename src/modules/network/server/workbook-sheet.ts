import type { Ctx } from '#src/platform/server/context.ts'
import type {
  RowFinding,
  RowValues,
  SheetCounts,
  SheetRow,
  WorkbookColumn,
  WorkbookLookups,
} from '../domain/workbook-types.ts'

/**
 * One kind of row in the workbook. Network brings the sheets of its own tables; a higher module contributes its sheets
 * (排班 is deployment's) and the server app registers them. The engine parses cells by the columns, finds missing and
 * repeated rows, then asks `rehearse` of each sheet in order; only when no sheet has an error it asks `apply` in the same order.
 */
export type WorkbookSheet<V extends RowValues = RowValues> = {
  /** Unique among all sheets: `deployment.session`. */
  readonly key: string
  /** The name on the tab. */
  readonly title: string
  /** Sheets are read and written in this order; network uses 100–900. */
  readonly order: number
  readonly columns: readonly WorkbookColumn[]
  /** Columns that together must not repeat within the sheet (`network.row_repeated`); empty when rows may repeat. */
  readonly identity: readonly string[]
  /** Looks at all rows at once, reads the database, writes nothing but what later sheets may look up. */
  readonly rehearse: (ctx: Ctx, rows: readonly SheetRow<V>[], lookups: WorkbookLookups) => Promise<Rehearsed>
  /** What the person manages, in a stable order, as rows that `rehearse` accepts unchanged. */
  readonly exportRows: (ctx: Ctx) => Promise<readonly V[]>
}

/** The outcome of a rehearsal: what is wrong, what would happen, and how to do it. */
export type Rehearsed = {
  readonly findings: readonly RowFinding[]
  readonly counts: SheetCounts
  /** Called in the command's transaction, only when no sheet has an error. */
  readonly apply: (ctx: Ctx) => Promise<void>
}

const registered = new Map<string, WorkbookSheet>()

/** Plugs in the sheets of a module; the same key again replaces. Called once by the server app at start. */
export const registerSheets = (sheets: readonly WorkbookSheet<never>[]): void => {
  for (const sheet of sheets) registered.set(sheet.key, sheet as unknown as WorkbookSheet)
}
export const registeredSheets = (): readonly WorkbookSheet[] =>
  [...registered.values()].sort((one, other) => one.order - other.order)
