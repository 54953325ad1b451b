import { designationSheet, type FeeLine, feeSheet, ruleSheet, usualRules } from '../engine/fee-sheets.ts'

/** The branch hall's price list: visits by title, and the techniques that people come for. */

const lines: readonly FeeLine[] = [
  ['GH-PT', '挂号费', '普通门诊挂号', null, '次', null, 8, 100],
  ['GH-231', '挂号费', '名中医挂号（主任医师）', '主任医师', '次', null, 25, 100],
  ['GH-232', '挂号费', '专家挂号（副主任医师）', '副主任医师', '次', null, 20, 100],
  ['ZC-PT', '诊查费', '普通门诊诊查', null, '次', null, 10, 0],
  ['ZC-231', '诊查费', '中医辨证论治（主任医师）', '主任医师', '次', null, 30, 0],
  ['TZ', '检查检验', '中医体质辨识', null, '次', null, 25, 100],
  ['ZJ', '治疗', '普通针刺', null, '次', null, 28, 0],
  ['TN', '治疗', '推拿（30分钟）', null, '次', null, 68, 0],
  ['TN-10', '疗程', '小儿推拿（10次）', null, '疗程', 10, 550, 0],
]

export const feeSheets = [
  feeSheet(['CH-TDH'], lines),
  feeSheet(['CH-C2', 'CH-C3'], lines.slice(0, 5)),
  designationSheet(['CH-HEAD', 'CH-TDH', 'CH-C2', 'CH-C3']),
  ruleSheet(usualRules({ employee: [65, 60, 50], residents: [60, 55, 50] })),
]
