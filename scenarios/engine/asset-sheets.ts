import type { LocalDate } from '#src/platform/kernel/dates.ts'
import type { SheetTable } from './workbook.ts'

/** Devices, beds, people, ways and goals of a scenario as sheets of its workbook. Every figure is invented for the demo. */

const source = '演示数据：虚构'
const yes = '是'

type Device = readonly [kind: string, count: number, state?: '在用' | '闲置（可用）' | '故障待修', model?: string]

export const deviceSheet = (institution: string, devices: readonly Device[]): SheetTable => ({
  title: '设备',
  columns: ['机构代码', '设备编号', '设备类别', '型号', '数量', '状态', '演示'],
  rows: devices.map(([kind, count, state, model], index) => [
    institution,
    `SB-${String(index + 1).padStart(3, '0')}`,
    kind,
    model ?? null,
    count,
    state ?? '在用',
    yes,
  ]),
})

/** What every centre has; a scenario leaves some out and so shows gaps. */
export const usualDevices: readonly Device[] = [
  ['诊断床', 6],
  ['听诊器', 12],
  ['血压计', 10],
  ['体温计', 30],
  ['观片灯', 2],
  ['体重身高计', 2],
  ['出诊箱', 4],
  ['治疗推车', 3],
  ['供氧设备', 2],
  ['电动吸引器', 1],
  ['简易手术设备', 1],
  ['输液椅', 10],
  ['抢救车及抢救设备', 1],
  ['针灸器具', 8],
  ['火罐', 6],
  ['心电图机', 2, '在用', '十二导联'],
  ['B超', 1],
  ['显微镜', 1],
  ['离心机', 1],
  ['血球计数仪', 1],
  ['尿常规分析仪', 1],
  ['生化分析仪', 1],
  ['血糖仪', 6],
  ['电冰箱', 3],
  ['药品柜', 4],
  ['高压蒸汽消毒器', 1],
  ['妇科检查床', 1],
  ['紫外线灯', 6],
  ['冷藏包', 4],
  ['健康教育影像设备', 1],
  ['计算机及打印设备', 20],
]

export const bedSheet = (
  rows: readonly (readonly [institution: string, kind: string, approved: number, open: number])[],
): SheetTable => ({
  title: '床位',
  columns: ['机构代码', '床位类别', '核定床位', '开放床位', '演示'],
  rows: rows.map(row => [...row, yes]),
})

export const areaSheet = (
  rows: readonly (readonly [institution: string, description: string, neighbourhoods: number, villages: number])[],
): SheetTable => ({
  title: '服务区域',
  columns: ['机构代码', '服务区域', '居委数', '村数', '演示'],
  rows: rows.map(row => [...row, yes]),
})

/** Shares of a town's people by group, in per mille; the figures of two years differ a little. */
const shares: readonly (readonly [group: string, perMille: number])[] = [
  ['服务人口', 1000],
  ['0–6岁儿童', 52],
  ['65岁及以上老年人', 186],
  ['80岁及以上', 41],
  ['孕产妇', 6],
  ['高血压患者', 142],
  ['2型糖尿病患者', 51],
  ['慢阻肺患者', 9],
  ['严重精神障碍患者', 5],
  ['肺结核患者', 1],
  ['残疾人', 24],
  ['脱贫人口与低保', 11],
]

export const peopleSheet = (
  year: number,
  towns: readonly (readonly [institution: string, people: number])[],
): SheetTable => ({
  title: '服务人口',
  columns: ['机构代码', '年份', '人群', '人数', '来源', '演示'],
  rows: towns.flatMap(([institution, people]) =>
    [year - 1, year].flatMap((of, later) =>
      shares.map(([group, perMille]) => [
        institution,
        of,
        group,
        Math.round((people * (perMille + later * (perMille > 100 && perMille < 1000 ? 4 : 0))) / 1000),
        source,
        yes,
      ]),
    ),
  ),
})

export const waySheet = (
  rows: readonly (readonly [from: string, to: string, mode: string, minutes: number, subsidyYuan: number])[],
): SheetTable => ({
  title: '路程',
  columns: ['出发机构代码', '到达机构代码', '方式', '分钟', '交通补贴（元）', '来源', '演示'],
  rows: rows.map(row => [...row, source, yes]),
})

export type GoalLine = readonly [
  institution: string,
  goal: string,
  state: '未启动' | '推进中' | '已达成',
  evidence: string,
  on: LocalDate,
]

export const goalSheet = (lines: readonly GoalLine[]): SheetTable => ({
  title: '覆盖目标',
  columns: ['机构代码', '目标', '进展', '依据', '日期', '演示'],
  rows: lines.map(line => [...line, yes]),
})
