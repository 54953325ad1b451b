import { designationSheet, type FeeLine, feeSheet, ruleSheet, usualRules } from '../engine/fee-sheets.ts'
import { branches } from './branches.ts'

/** One price list in all ten branches. */

const lines: readonly FeeLine[] = [
  ['GH-PT', '挂号费', '普通门诊挂号', null, '次', null, 5, 100],
  ['GH-231', '挂号费', '专家挂号（主任医师）', '主任医师', '次', null, 18, 100],
  ['GH-232', '挂号费', '专家挂号（副主任医师）', '副主任医师', '次', null, 15, 100],
  ['ZC-PT', '诊查费', '一般诊疗费', null, '次', null, 10, 0],
  ['XDT', '检查检验', '十二导联心电图（上级诊断）', null, '次', null, 25, 0],
  ['XT', '检查检验', '空腹血糖', null, '项', null, 6, 0],
]

export const feeSheets = [
  feeSheet(
    branches.map(branch => branch.code),
    lines,
  ),
  designationSheet(['SZ-HEAD', ...branches.map(branch => branch.code)]),
  ruleSheet(usualRules({ employee: [70, 60, 50], residents: [55, 45, 30] })),
]
