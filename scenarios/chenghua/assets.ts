import { areaSheet, bedSheet, deviceSheet, peopleSheet, usualDevices, waySheet } from '../engine/asset-sheets.ts'

/** The branch hall's centre lacks what Chinese medicine needs most: that is why it was opened. */
export const assetSheets = [
  deviceSheet('CH-TDH', [
    ...usualDevices.filter(([kind]) => kind !== 'B超' && kind !== '健康教育影像设备'),
    ['B超', 1, '故障待修', '便携式'],
    ['脉枕', 4],
    ['康复训练和理疗设备', 3],
  ]),
  deviceSheet('CH-C2', usualDevices.slice(0, 24)),
  bedSheet([['CH-TDH', '观察床位', 6, 6]]),
  areaSheet([['CH-TDH', '跳蹬河街道全部社区（演示）', 9, 0]]),
  peopleSheet(2025, [
    ['CH-TDH', 74_000],
    ['CH-C2', 58_000],
    ['CH-C3', 61_000],
  ]),
  waySheet([
    ['CH-HEAD', 'CH-TDH', '自驾或公务车', 15, 30],
    ['CH-HEAD', 'CH-C2', '自驾或公务车', 25, 30],
    ['CH-HEAD', 'CH-C3', '骑行', 20, 0],
  ]),
]
