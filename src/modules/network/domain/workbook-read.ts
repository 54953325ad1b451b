import type { CellContent, CellFinding, RowFinding, SheetRow, WorkbookColumn } from './workbook-types.ts'

/** A sheet as it was found in the file: titles of row 1 by column number, and the rows from 3 on. */
export type RawSheet = {
  readonly title: string
  readonly header: ReadonlyMap<number, string>
  readonly rows: readonly RawRow[]
  /** Excel's number of the last row that holds anything. */
  readonly lastRow: number
}
export type RawRow = { readonly number: number; readonly cells: ReadonlyMap<number, RawCell> }
export type RawCell = { readonly content: CellContent } | { readonly fault: CellFinding }

/** The first row of data; row 1 holds the titles, row 2 says what may stand in the column. */
export const firstDataRow = 3
export const maximumRows = 20_000

/** A finding with its place in the file. */
export type PlacedFinding = {
  readonly sheet: string
  readonly row: number
  readonly cell: string
  readonly column: string
  readonly severity: 'error' | 'warning'
  readonly code: string
  readonly details: Readonly<Record<string, string | number | boolean | null>>
  readonly value: string
}

export type ReadSheet = {
  readonly title: string
  readonly rows: readonly SheetRow[]
  readonly findings: readonly PlacedFinding[]
  /** Turns what a sheet's own check found into a place in the file. */
  readonly place: (finding: RowFinding) => PlacedFinding
}

/** 1 → A, 27 → AA. */
export const columnLetters = (number: number): string => {
  let letters = ''
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}

const shown = (cell: RawCell | undefined): string => {
  if (cell === undefined || !('content' in cell) || cell.content === null) return ''
  const text = cell.content instanceof Date ? cell.content.toISOString().slice(0, 10) : String(cell.content)
  return [...text].slice(0, 60).join('')
}

type Header = { readonly numberOf: ReadonlyMap<string, number>; readonly findings: readonly PlacedFinding[] }

const headerFinding = (
  sheet: string,
  at: number | null,
  severity: 'error' | 'warning',
  code: string,
  title: string,
): PlacedFinding => ({
  sheet,
  row: 1,
  cell: at === null ? `${sheet}!1:1` : `${sheet}!${columnLetters(at)}1`,
  column: title,
  severity,
  code,
  details: { title },
  value: at === null ? '' : title,
})

/** Finds each column by its title; the order of columns is free, but none may be missing or twice. */
const readHeader = (raw: RawSheet, columns: readonly WorkbookColumn[]): Header => {
  const numberOf = new Map<string, number>()
  const findings: PlacedFinding[] = []
  for (const [number, title] of [...raw.header].sort(([one], [other]) => one - other)) {
    const column = columns.find(candidate => candidate.title === title)
    if (column === undefined)
      findings.push(headerFinding(raw.title, number, 'warning', 'network.column_unknown', title))
    else if (numberOf.has(column.key))
      findings.push(headerFinding(raw.title, number, 'error', 'network.column_twice', title))
    else numberOf.set(column.key, number)
  }
  for (const column of columns)
    if (!numberOf.has(column.key))
      findings.push(headerFinding(raw.title, null, 'error', 'network.column_missing', column.title))
  return { numberOf, findings }
}

/** Rows and cells of one sheet, each cell read by its column; what can't be read is a finding with its address. */
export const readSheet = (
  raw: RawSheet,
  columns: readonly WorkbookColumn[],
  identity: readonly string[],
): ReadSheet => {
  const { numberOf, findings: headerFindings } = readHeader(raw, columns)
  const rawByNumber = new Map(raw.rows.map(row => [row.number, row]))
  const titleOf = new Map(columns.map(column => [column.key, column.title]))
  const place = (finding: RowFinding): PlacedFinding => {
    const at = numberOf.get(finding.column)
    return {
      sheet: raw.title,
      row: finding.row,
      cell:
        at === undefined
          ? `${raw.title}!${finding.row}:${finding.row}`
          : `${raw.title}!${columnLetters(at)}${finding.row}`,
      column: titleOf.get(finding.column) ?? finding.column,
      severity: finding.severity,
      code: finding.code,
      details: finding.details ?? {},
      value: at === undefined ? '' : shown(rawByNumber.get(finding.row)?.cells.get(at)),
    }
  }
  const findings: PlacedFinding[] = [...headerFindings]
  const fault = (row: number, column: string, found: CellFinding): void => {
    findings.push(
      place({ row, column, severity: 'error', code: found.code, ...(found.details ? { details: found.details } : {}) }),
    )
  }
  if (raw.rows.length > maximumRows)
    fault(firstDataRow + maximumRows, '', { code: 'network.too_many_rows', details: { maximum: maximumRows } })
  const usable = headerFindings.every(finding => finding.severity === 'warning')
  const rows = usable ? raw.rows.slice(0, maximumRows).map(row => readRow(row, columns, numberOf, fault)) : []
  findings.push(...repeatedRows(rows, identity).map(place))
  return { title: raw.title, rows, findings, place }
}

const readRow = (
  raw: RawRow,
  columns: readonly WorkbookColumn[],
  numberOf: ReadonlyMap<string, number>,
  fault: (row: number, column: string, finding: CellFinding) => void,
): SheetRow => {
  const values: Record<string, unknown> = {}
  const wrong = new Set<string>()
  const refuse = (key: string, finding: CellFinding): void => {
    wrong.add(key)
    fault(raw.number, key, finding)
  }
  for (const column of columns) {
    values[column.key] = null
    const cell = raw.cells.get(numberOf.get(column.key) ?? 0)
    if (cell !== undefined && 'fault' in cell) refuse(column.key, cell.fault)
    else if (cell === undefined || cell.content === null || cell.content === '') {
      if (column.required) refuse(column.key, { code: 'network.required' })
    } else {
      const parsed = column.parse(cell.content)
      if ('finding' in parsed) refuse(column.key, parsed.finding)
      else values[column.key] = parsed.value
    }
  }
  return { number: raw.number, values, wrong }
}

const repeatedRows = (rows: readonly SheetRow[], identity: readonly string[]): readonly RowFinding[] => {
  const [first] = identity
  if (first === undefined) return []
  const seen = new Map<string, number>()
  const findings: RowFinding[] = []
  for (const row of rows) {
    if (identity.some(key => row.wrong.has(key))) continue
    const key = identityKey(row.values, identity)
    const earlier = seen.get(key)
    if (earlier === undefined) seen.set(key, row.number)
    else
      findings.push({
        row: row.number,
        column: first,
        severity: 'error',
        code: 'network.row_repeated',
        details: { row: earlier },
      })
  }
  return findings
}

/** The cells that name a row, as one word. */
export const identityKey = (values: Readonly<Record<string, unknown>>, identity: readonly string[]): string =>
  identity.map(key => String(values[key] ?? '')).join('\u0001')
