import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { drawPdf, drawPng } from './draw.ts'
import { fontsFor } from './fonts.ts'
import { pictureSvg } from './picture-svg.ts'
import { posterDefinition } from './poster.ts'
import type { Sheet } from './sheet.ts'

const row = {
  time: '上午 08:00–11:30',
  name: '演示<李望舒>',
  title: '主任医师',
  home: '演示医院',
  what: '骨科',
  plain: '膝盖疼、腰疼',
  room: '二诊室',
  fee: '¥15',
  isStopped: false,
}
const sheet: Sheet = {
  title: '2026年12月 家门口的专家',
  month: '2026年12月',
  place: '演示中心',
  address: '演示路1号',
  phone: '021-00000001',
  link: 'https://example.org/m/book?place=1',
  how: ['扫码', '打电话'],
  days: [
    { date: '2026-12-01', day: '12月1日 周二', note: '', rows: [row, { ...row, isStopped: true }] },
    { date: '2026-12-02', day: '12月2日 周三', note: '', rows: [row] },
  ],
  none: '',
  edition: '第 2 版（此后改动 1 处）',
  feeNote: '估算',
  demo: '演示数据',
  stopped: '停诊',
  heads: ['日期', '时间', '专家', '看什么', '地点', '挂号费'],
}

it('PORT-13 the picture is 1080 px wide, as long as its month, with what is stopped in words and nothing unescaped', async () => {
  const svg = pictureSvg(sheet)
  expect(svg).toContain('演示&lt;李望舒&gt;')
  expect(svg).toContain('停诊')
  expect(svg).toContain('第 2 版（此后改动 1 处）')
  const png = Buffer.from(await drawPng(svg, fontsFor(svg)))
  expect(png.readUInt32BE(16)).toBe(1080)
  const longer = { ...sheet, days: [...sheet.days, { date: '2026-12-03', day: '12月3日 周四', note: '', rows: [row] }] }
  const height = (text: string): number => Number(/height="(\d+)"/.exec(text)?.[1])
  expect(height(pictureSvg(longer)) - height(svg)).toBe(124)
})
it('PORT-13 the poster is a document of the paper asked for', async () => {
  for (const [paper, width] of [
    ['a4', '595.28'],
    ['a3', '841.89'],
  ] as const) {
    const pdf = Buffer.from(await drawPdf(posterDefinition(sheet, paper), fontsFor('演示')))
    expect(pdf.toString('latin1', 0, 5)).toBe('%PDF-')
    expect(pdf.toString('latin1')).toContain(`/MediaBox [0 0 ${width}`)
  }
})
it('PORT-13 usual characters need no font of the machine; a rare name takes the whole one where it is there', () => {
  const usual = fontsFor('演示医生 ABC 12月1日 ¥15 08:00–11:30')
  expect(usual.regular.name).toBeUndefined()
  expect(readFileSync(usual.regular.path).readUInt32BE(0)).toBe(0x00010000)
  const rare = fontsFor('𠮷')
  if (existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'))
    expect(rare.regular.path).toContain('NotoSansCJK')
})
