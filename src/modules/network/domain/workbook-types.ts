import type { LocalDate } from '#src/platform/kernel/dates.ts'

/** A cell as the workbook holds it, white space at the ends removed; empty cells are null. */
export type CellContent = string | number | boolean | Date | null
export type FindingDetails = Readonly<Record<string, string | number | boolean | null>>
export type CellFinding = { readonly code: string; readonly details?: FindingDetails }
export type Parsed<T> = { readonly value: T } | { readonly finding: CellFinding }

/** One column of a sheet: its Chinese title finds it, `key` names it in the row. */
export type WorkbookColumn<T = unknown> = {
  readonly key: string
  /** The words in row 1, exactly; the order of columns in a workbook doesn't matter. */
  readonly title: string
  readonly required: boolean
  readonly width: number
  /** What may stand here, written under the title (row 2) of template and export. */
  readonly hint: string
  /** Offered as a drop-down list. */
  readonly choices?: readonly string[]
  readonly parse: (content: Exclude<CellContent, null>) => Parsed<T>
  /** The inverse of `parse`, for the export. (A method, so that columns of different values fit one list.) */
  format(value: T): string | number
}

/** The values of one row by column key; a column that is empty, missing or wrong is null. */
export type RowValues = Readonly<Record<string, unknown>>
export type SheetRow<V extends RowValues = RowValues> = {
  /** Excel's own row number: the first data row is 3. */
  readonly number: number
  readonly values: V
  /** Keys of columns whose cell is wrong: say nothing more about these. */
  readonly wrong: ReadonlySet<string>
}

/** One thing wrong, found by a sheet's own check; the engine adds sheet and cell. */
export type RowFinding = {
  readonly row: number
  /** Column key. */
  readonly column: string
  readonly severity: 'error' | 'warning'
  /** Full code, `network.unknown_institution`: the sentence is `error.unknown_institution` of that module. */
  readonly code: string
  readonly details?: FindingDetails
}
export type SheetCounts = { readonly created: number; readonly changed: number; readonly unchanged: number }

export type KnownConsortium = { readonly consortiumId: string; readonly code: string; readonly inReach: boolean }
export type KnownInstitution = {
  readonly institutionId: string
  readonly code: string
  readonly name: string
  readonly regionId: number
  /** Whether this person may change it and what belongs to it. */
  readonly inReach: boolean
}
export type KnownDepartment = { readonly departmentId: string; readonly code: string; readonly name: string }
export type KnownRoom = { readonly roomId: string; readonly code: string; readonly name: string }
export type KnownStaff = {
  readonly staffId: string
  readonly code: string
  readonly name: string
  readonly institutionId: string
}
export type KnownTeam = { readonly teamId: string; readonly code: string; readonly institutionId: string }

/**
 * Everything that can be named by its code: in the database, or in an earlier sheet of the same workbook
 * (new things get their id at rehearsal, so that later sheets can point at them).
 */
export type WorkbookLookups = {
  readonly consortium: (code: string) => KnownConsortium | undefined
  readonly institution: (code: string) => KnownInstitution | undefined
  /** By code or by name. */
  readonly department: (institutionId: string, codeOrName: string) => KnownDepartment | undefined
  /** By code or by name. */
  readonly room: (institutionId: string, codeOrName: string) => KnownRoom | undefined
  readonly staff: (code: string) => KnownStaff | undefined
  readonly team: (code: string) => KnownTeam | undefined
  /** Home institution, or a practice site valid on the day (of the database or of this workbook). */
  readonly mayWorkAt: (staffId: string, institutionId: string, on: LocalDate) => boolean
}
