import { areaSheet, bedSheet, deviceSheet, peopleSheet, waySheet } from '../engine/asset-sheets.ts'
import { branches } from './branches.ts'

/** Ten branches, some an hour away in the hills; the ways are what the roster needs. */

const township = [
  ['诊断床', 5],
  ['听诊器', 8],
  ['血压计', 8],
  ['体温计', 20],
  ['体重身高计', 2],
  ['出诊箱', 3],
  ['供氧设备', 2],
  ['电动吸引器', 1],
  ['抢救车及抢救设备', 1],
  ['心电图机', 2, '在用', '十二导联，连市人民医院'],
  ['X线机（DR）', 1],
  ['B超', 1],
  ['显微镜', 1],
  ['离心机', 1],
  ['血球计数仪', 1],
  ['尿常规分析仪', 1],
  ['生化分析仪', 1, '故障待修'],
  ['血糖仪', 5],
  ['电冰箱', 2],
  ['高压蒸汽消毒器', 1],
  ['药品柜', 3],
  ['计算机及打印设备', 12],
] as const

const minutes = [55, 30, 25, 15, 25, 35, 50, 60, 65, 20]

export const assetSheets = [
  deviceSheet('SZ-B01', [...township, ['远程会诊终端', 1]]),
  ...branches.slice(1, 4).map(branch => deviceSheet(branch.code, township.slice(0, 18))),
  deviceSheet('SZ-B01-V1', [
    ['诊断床', 1],
    ['听诊器', 1],
    ['血压计', 2],
    ['体温计', 4],
    ['出诊箱', 1],
    ['血糖仪', 2],
    ['心电图机', 1, '在用', '掌上心电'],
    ['药品柜', 1],
    ['计算机及打印设备', 1],
  ]),
  deviceSheet('SZ-B01-V2', [
    ['听诊器', 1],
    ['血压计', 1],
    ['血糖仪', 1, '故障待修'],
  ]),
  bedSheet(branches.filter(branch => branch.jointWard).map(branch => [branch.code, '联合病房床位', 20, 18] as const)),
  areaSheet([['SZ-B01', '长乐镇全部社区与行政村（演示）', 3, 27]]),
  peopleSheet(
    2025,
    branches.map((branch, index) => [branch.code, 18_000 + ((index * 7_300) % 31_000)] as const),
  ),
  waySheet(
    branches.map((branch, index) => ['SZ-HEAD', branch.code, '医联体班车', minutes[index] as number, 40] as const),
  ),
]
