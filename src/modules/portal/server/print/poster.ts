import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { Sheet } from './sheet.ts'

export type Paper = 'a4' | 'a3'

const [teal, quiet, red] = ['#0F766E', '#475569', '#B91C1C']
/** Points: what is read from an arm's length in A4 is read from two metres in A3. */
const scale: Readonly<Record<Paper, number>> = { a4: 1, a3: 1.4 }

/** One table body: a day's cell spans its rows, so that paper never parts a day from its date. */
const bodyOf = (sheet: Sheet): TableCell[][] =>
  sheet.days.flatMap(day =>
    day.rows.map((row, index): TableCell[] => [
      index === 0
        ? {
            text: [
              { text: day.day.replace(' ', '\n'), bold: true },
              day.note ? { text: `\n${day.note}`, color: red } : '',
            ],
            rowSpan: day.rows.length,
          }
        : '',
      row.time.replace(' ', '\n'),
      {
        text: [
          { text: row.name, bold: true, ...(row.isStopped ? { decoration: 'lineThrough' } : {}) },
          row.title ? ` ${row.title}` : '',
          row.home ? { text: `\n${row.home}`, color: quiet } : '',
        ],
      },
      {
        text: [
          { text: row.what, bold: true },
          row.plain && row.plain !== row.what ? { text: `\n${row.plain}`, color: quiet } : '',
        ],
      },
      row.room,
      row.isStopped ? { text: sheet.stopped, color: red, bold: true } : row.fee,
    ]),
  )

const headOf = (sheet: Sheet, unit: number): Content => ({
  columns: [
    {
      width: '*',
      stack: [
        { text: sheet.place, fontSize: 20 * unit, bold: true, color: teal },
        { text: sheet.title, fontSize: 16 * unit, bold: true },
        { text: [sheet.address, sheet.phone].filter(Boolean).join('　'), color: quiet, margin: [0, 2, 0, 4] },
        { ul: [...sheet.how] },
      ],
    },
    ...(sheet.link === '' ? [] : [{ width: 92 * unit, qr: sheet.link, fit: 88 * unit, alignment: 'right' as const }]),
  ],
  columnGap: 12,
  margin: [0, 0, 0, 8 * unit],
})

/** The month to be hung on the wall, A4 or A3 upright. */
export const posterDefinition = (sheet: Sheet, paper: Paper): TDocumentDefinitions => {
  const unit = scale[paper]
  const table: Content =
    sheet.days.length === 0
      ? { text: sheet.none }
      : {
          table: {
            headerRows: 1,
            dontBreakRows: true,
            widths: [46 * unit, 58 * unit, '*', 190 * unit, 62 * unit, 34 * unit],
            body: [sheet.heads.map(text => ({ text, bold: true, fillColor: '#CCFBF1' })), ...bodyOf(sheet)],
          },
          layout: {
            hLineWidth: () => 0.5,
            vLineWidth: () => 0,
            hLineColor: () => '#94A3B8',
            paddingTop: () => 2.5 * unit,
            paddingBottom: () => 2.5 * unit,
          },
        }
  return {
    pageSize: paper === 'a3' ? 'A3' : 'A4',
    pageMargins: [32 * unit, 30 * unit, 32 * unit, 40 * unit],
    defaultStyle: { font: 'Sheet', fontSize: 9.5 * unit, lineHeight: 1.1 },
    info: { title: `${sheet.place} ${sheet.title}` },
    content: [headOf(sheet, unit), table],
    footer: (page, pages) => ({
      columns: [
        { text: [sheet.edition, sheet.demo ? `　${sheet.demo}` : '', `\n${sheet.feeNote}`], width: '*' },
        { text: `${page} / ${pages}`, width: 'auto' },
      ],
      margin: [32 * unit, 6, 32 * unit, 0],
      fontSize: 7.5 * unit,
      color: quiet,
    }),
  }
}
