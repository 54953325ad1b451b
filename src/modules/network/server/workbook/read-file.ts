import type { Cell, CellValue, Workbook, Worksheet } from 'exceljs'
import { workbookMaximumBytes } from '../../contract-workbook.ts'
import type { RawCell, RawRow, RawSheet } from '../../domain/workbook-read.ts'
import { firstDataRow } from '../../domain/workbook-read.ts'
import { notAWorkbook, workbookTooLarge } from '../../errors.ts'

/** exceljs is large and needed rarely, so it is loaded at the first workbook. */
export const newWorkbook = async (): Promise<Workbook> => {
  const exceljs = await import('exceljs')
  return new (exceljs.default ?? exceljs).Workbook()
}

const parseFile = async (bytes: Buffer): Promise<Workbook> => {
  // Every .xlsx is a zip; anything else is told so before the library tries.
  if (bytes.length < 4 || bytes.readUInt32LE(0) !== 0x04034b50) throw notAWorkbook()
  const workbook = await newWorkbook()
  try {
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer)
  } catch (error) {
    // The library throws plain errors of many kinds for damaged files; none of them is ours.
    if (error instanceof Error) throw notAWorkbook()
    throw error
  }
  return workbook
}

const contentOf = (value: CellValue): RawCell => {
  if (value === null || value === undefined) return { content: null }
  if (typeof value === 'string') return { content: value.trim() === '' ? null : value.trim() }
  if (typeof value === 'number' || typeof value === 'boolean' || value instanceof Date) return { content: value }
  if ('richText' in value) return contentOf(value.richText.map(part => part.text).join(''))
  if ('hyperlink' in value) return contentOf(value.text as CellValue)
  if ('formula' in value || 'sharedFormula' in value) return contentOf(value.result as CellValue)
  return { fault: { code: 'network.cell_is_an_error' } }
}

const readRows = (sheet: Worksheet): readonly RawRow[] => {
  const rows: RawRow[] = []
  sheet.eachRow({ includeEmpty: false }, (row, number) => {
    if (number < firstDataRow) return
    const cells = new Map<number, RawCell>()
    row.eachCell({ includeEmpty: false }, (cell: Cell, column) => {
      const read = contentOf(cell.value)
      if ('fault' in read || read.content !== null) cells.set(column, read)
    })
    if (cells.size > 0) rows.push({ number, cells })
  })
  return rows
}

const readHeaderCells = (sheet: Worksheet): ReadonlyMap<number, string> => {
  const header = new Map<number, string>()
  sheet.getRow(1).eachCell({ includeEmpty: false }, (cell, column) => {
    const read = contentOf(cell.value)
    if ('content' in read && read.content !== null) header.set(column, String(read.content).replace(/[*＊\s]+$/, ''))
  })
  return header
}

/**
 * The sheets of an .xlsx file as plain cells.
 * @throws network.not_a_workbook, network.workbook_too_large
 */
export const readWorkbookFile = async (fileBase64: string): Promise<readonly RawSheet[]> => {
  const bytes = Buffer.from(fileBase64, 'base64')
  if (bytes.length > workbookMaximumBytes) throw workbookTooLarge(workbookMaximumBytes / 1024 / 1024)
  const workbook = await parseFile(bytes)
  return workbook.worksheets.map(sheet => {
    const rows = readRows(sheet)
    return { title: sheet.name.trim(), header: readHeaderCells(sheet), rows, lastRow: rows.at(-1)?.number ?? 0 }
  })
}
