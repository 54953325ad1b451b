import qrcode from 'qrcode'
import type { Sheet, SheetDay, SheetRow } from './sheet.ts'

/** The long picture for a residents' group: 1080 px wide, as long as the month needs. */
export const pictureWidth = 1080

const [ink, quiet, teal, accent, line, red] = ['#0F172A', '#475569', '#0F766E', '#C2410C', '#E2E8F0', '#B91C1C']
const family = "font-family=\"'Noto Sans CJK SC','Noto Sans SC','Noto Sans SC Thin'\""
const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

/** Chinese characters are as wide as high, others about half: enough to keep a text inside its column. */
const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) > 0x2e7f ? 1 : 0.56), 0) * size
const fitted = (text: string, size: number, width: number): string => {
  if (widthOf(text, size) <= width) return text
  let kept = ''
  for (const character of text) {
    if (widthOf(`${kept}${character}…`, size) > width) break
    kept += character
  }
  return `${kept}…`
}

type Style = {
  readonly size: number
  readonly fill?: string
  readonly bold?: boolean
  readonly end?: boolean
  readonly struck?: boolean
}
const text = (x: number, y: number, words: string, { size, fill = ink, bold, end, struck }: Style): string =>
  `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}"${bold ? ' font-weight="700"' : ''}${end ? ' text-anchor="end"' : ''}${struck ? ' text-decoration="line-through"' : ''}>${escaped(words)}</text>`
const box = (x: number, y: number, width: number, height: number, fill: string, radius = 0): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}" rx="${radius}"/>`

const codeOf = (link: string, x: number, y: number, side: number): string => {
  if (link === '') return ''
  const { size, data } = qrcode.create(link, { errorCorrectionLevel: 'M' }).modules
  const dot = side / (size + 8)
  const path = Array.from({ length: size * size }, (_, at) => at)
    .filter(at => data[at])
    .map(at => `M${at % size} ${Math.floor(at / size)}h1v1h-1z`)
    .join('')
  return `${box(x, y, side, side, '#fff', 12)}<g transform="translate(${x + dot * 4} ${y + dot * 4}) scale(${dot})" shape-rendering="crispEdges"><path d="${path}"/></g>`
}

const [margin, headHeight, rowHeight, dayGap] = [40, 340, 104, 20]
const columns = { day: 60, body: 300, right: 1020 }

const drawRow = (row: SheetRow, y: number, stopped: string): string => {
  const fill = row.isStopped ? quiet : ink
  const name = fitted(row.name, 34, 240)
  const after = columns.body + widthOf(name, 34) + 14
  const [kind, plain] = [row.what, row.plain || row.home]
  const right = row.isStopped ? stopped : row.fee
  return [
    text(columns.body, y + 42, name, { size: 34, fill, bold: true, struck: row.isStopped }),
    text(after, y + 42, fitted([row.title, row.home].filter(Boolean).join(' '), 24, 780 - after), {
      size: 24,
      fill: quiet,
    }),
    text(columns.right, y + 42, row.time, { size: 26, fill, end: true }),
    text(columns.body, y + 82, fitted(kind === plain ? kind : `${kind}　${plain}`, 26, 470), {
      size: 26,
      fill: row.isStopped ? quiet : teal,
    }),
    text(
      columns.right,
      y + 82,
      row.isStopped ? right : fitted([row.room, right].filter(Boolean).join(' · '), 24, 250),
      {
        size: 24,
        fill: row.isStopped ? red : quiet,
        bold: row.isStopped,
        end: true,
      },
    ),
  ].join('')
}

const heightOf = (day: SheetDay): number => day.rows.length * rowHeight + dayGap

const drawDay = (day: SheetDay, y: number, stopped: string): string => {
  const [date, weekday] = day.day.split(' ')
  const inner = day.rows.length * rowHeight
  const lines = day.rows
    .slice(1)
    .map((_, index) => box(columns.body, y + (index + 1) * rowHeight, columns.right - columns.body, 2, line))
  return [
    box(margin, y, pictureWidth - 2 * margin, inner, '#FFFFFF', 16),
    text(columns.day, y + 46, date ?? day.day, { size: 36, bold: true, fill: teal }),
    text(columns.day, y + 84, [weekday, day.note].filter(Boolean).join(' '), {
      size: 26,
      fill: day.note ? accent : quiet,
    }),
    ...lines,
    ...day.rows.map((row, index) => drawRow(row, y + index * rowHeight, stopped)),
  ].join('')
}

/** @returns one SVG document; every colour has contrast on its ground, nothing is told by colour alone. */
export const pictureSvg = (sheet: Sheet): string => {
  const bodyHeight = sheet.days.length === 0 ? 140 : sheet.days.reduce((sum, day) => sum + heightOf(day), 0)
  const footHeight = 70 + sheet.how.length * 40 + 110
  const height = headHeight + 30 + bodyHeight + footHeight
  const parts: string[] = [
    box(0, 0, pictureWidth, height, '#F0FDFA'),
    box(0, 0, pictureWidth, headHeight, teal),
    text(60, 104, fitted(sheet.title, 54, 720), { size: 54, fill: '#FFFFFF', bold: true }),
    text(60, 176, fitted(sheet.place, 42, 700), { size: 42, fill: '#FFFFFF', bold: true }),
    text(60, 226, fitted(sheet.address, 28, 700), { size: 28, fill: '#CCFBF1' }),
    // A line of its own: a number that is cut off can't be rung.
    text(60, 268, fitted(sheet.phone, 30, 700), { size: 30, fill: '#FFFFFF', bold: true }),
    text(60, 312, fitted(sheet.edition, 24, 700), { size: 24, fill: '#CCFBF1' }),
    codeOf(sheet.link, 800, 50, 240),
  ]
  let y = headHeight + 30
  if (sheet.days.length === 0) parts.push(text(60, y + 60, fitted(sheet.none, 28, 960), { size: 28, fill: quiet }))
  for (const day of sheet.days) {
    parts.push(drawDay(day, y, sheet.stopped))
    y += heightOf(day)
  }
  y = headHeight + 30 + bodyHeight + 50
  for (const [index, words] of sheet.how.entries())
    parts.push(text(60, y + index * 40, fitted(words, 28, 960), { size: 28 }))
  y += sheet.how.length * 40 + 20
  parts.push(text(60, y, fitted(sheet.feeNote, 22, 960), { size: 22, fill: quiet }))
  if (sheet.demo) parts.push(text(60, y + 36, sheet.demo, { size: 22, fill: accent, bold: true }))
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${pictureWidth}" height="${height}" viewBox="0 0 ${pictureWidth} ${height}" ${family}>${parts.join('')}</svg>`
}
