import type { Worksheet } from 'exceljs'
import { columnLetters, firstDataRow } from '../../domain/workbook-read.ts'
import type { RowValues, WorkbookColumn } from '../../domain/workbook-types.ts'
import { newWorkbook } from './read-file.ts'

export type SheetContent = {
  readonly title: string
  readonly columns: readonly WorkbookColumn[]
  readonly rows: readonly RowValues[]
}

/** Excel keeps a list of choices in one formula of at most 255 characters. */
const longestList = 250
const rowsWithChoices = 3_000

type Validations = { readonly add: (address: string, validation: unknown) => void }

const addChoices = (sheet: Worksheet, columns: readonly WorkbookColumn[]): void => {
  const validations = (sheet as unknown as { readonly dataValidations: Validations }).dataValidations
  columns.forEach((column, index) => {
    const list = column.choices?.join(',') ?? ''
    if (list === '' || list.length > longestList) return
    const letters = columnLetters(index + 1)
    validations.add(`${letters}${firstDataRow}:${letters}${firstDataRow + rowsWithChoices}`, {
      type: 'list',
      allowBlank: !column.required,
      formulae: [`"${list}"`],
      showErrorMessage: false,
    })
  })
}

const cellOf = (column: WorkbookColumn, row: RowValues): string | number | null => {
  const value = row[column.key]
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return null
  return column.format(value)
}

/** The workbook as base64: titles in row 1, hints in row 2, data from row 3; the first two stay in view. */
export const writeWorkbookFile = async (contents: readonly SheetContent[]): Promise<string> => {
  const workbook = await newWorkbook()
  workbook.creator = '家门口 Doorstep'
  for (const content of contents) {
    const sheet = workbook.addWorksheet(content.title, { views: [{ state: 'frozen', ySplit: firstDataRow - 1 }] })
    sheet.columns = content.columns.map(column => ({ width: column.width, style: { numFmt: '@' } }))
    sheet.addRow(content.columns.map(column => column.title)).font = { bold: true }
    const hints = sheet.addRow(content.columns.map(column => column.hint))
    hints.font = { italic: true, color: { argb: 'FF475569' } }
    hints.alignment = { wrapText: true, vertical: 'top' }
    addChoices(sheet, content.columns)
    for (const row of content.rows) sheet.addRow(content.columns.map(column => cellOf(column, row)))
  }
  return Buffer.from(await workbook.xlsx.writeBuffer()).toString('base64')
}
