import { designationSheet, type FeeLine, feeSheet, ruleSheet, usualRules } from '../engine/fee-sheets.ts'

/** A community price list with expert clinics and child rehabilitation: three therapies of a day leave 50–60 yuan to pay. */

const visits: readonly FeeLine[] = [
  ['GH-PT', '挂号费', '普通门诊挂号', null, '次', null, 10, 100],
  ['GH-231', '挂号费', '专家挂号（主任医师）', '主任医师', '次', null, 25, 100],
  ['GH-232', '挂号费', '专家挂号（副主任医师）', '副主任医师', '次', null, 20, 100],
  ['ZC-PT', '诊查费', '普通门诊诊查', null, '次', null, 12, 0],
  ['ZC-231', '诊查费', '主任医师诊查', '主任医师', '次', null, 38, 0],
  ['ZC-232', '诊查费', '副主任医师诊查', '副主任医师', '次', null, 28, 0],
]
const examinations: readonly FeeLine[] = [
  ['XDT', '检查检验', '十二导联心电图', null, '次', null, 20, 0],
  ['CS-FB', '检查检验', '腹部超声', null, '次', null, 110, 0],
  ['HBA1C', '检查检验', '糖化血红蛋白', null, '项', null, 45, 0],
  ['CT-XB', '检查检验', 'CT平扫（胸部）', null, '部位', null, 180, 10],
]
const rehabilitation: readonly FeeLine[] = [
  ['KF-YD', '治疗', '儿童运动训练', null, '次', null, 70, 0],
  ['KF-GT', '治疗', '感觉统合训练', null, '次', null, 55, 0],
  ['KF-YY', '治疗', '言语训练', null, '次', null, 60, 0],
  ['KF-PG', '检查检验', '儿童发育评估', null, '次', null, 90, 0],
  ['KF-GT24', '疗程', '感觉统合训练（24次，每周两次）', null, '疗程', 24, 1320, 0],
]
const chinese: readonly FeeLine[] = [
  ['ZJ', '治疗', '普通针刺', null, '次', null, 32, 0],
  ['GF', '治疗', '膏方开方与加工', null, '料', null, 300, 100],
]

export const feeSheets = [
  feeSheet(['MH-HQ'], [...visits, ...examinations, ...rehabilitation, ...chinese]),
  feeSheet(['MH-C2', 'MH-C3'], [...visits, ...examinations.slice(0, 3)]),
  designationSheet(['MH-HEAD', 'MH-HQ', 'MH-HQ-S1', 'MH-C2', 'MH-C3', 'MH-MCH']),
  ruleSheet(usualRules({ employee: [80, 75, 70], residents: [70, 60, 50] })),
]
