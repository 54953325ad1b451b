import type { SheetTable } from './workbook.ts'

/** Prices and insurance rules of a scenario as sheets of its workbook. All figures are invented for the demo. */

type FeeKindWord = '挂号费' | '诊查费' | '检查检验' | '治疗' | '疗程'
export type FeeLine = readonly [
  code: string,
  kind: FeeKindWord,
  name: string,
  title: string | null,
  unit: string,
  times: number | null,
  yuan: number,
  ownFirstPercent: number,
]
export type RuleLine = {
  readonly code: string
  readonly name: string
  readonly effect: '报销' | '减免'
  readonly kinds: string
  readonly insurance?: '职工医保' | '城乡居民医保'
  readonly place?: '本地' | '异地'
  readonly level?: '未定级' | '一级' | '二级' | '三级'
  readonly fromAge?: number
  readonly untilAge?: number
  readonly contracted?: '是'
  readonly percent?: number
  readonly cap?: number
  readonly yearFloor?: number
}

const since = '2025-01-01'
const source = '演示数据：金额与比例为虚构，请以当地医保与物价文件为准'

/** One price list hung up at several institutions. */
export const feeSheet = (institutions: readonly string[], lines: readonly FeeLine[]): SheetTable => ({
  title: '收费',
  columns: [
    '机构代码',
    '项目编码',
    '类别',
    '项目名称',
    '医师职称',
    '计价单位',
    '次数',
    '价格（元）',
    '先行自付（%）',
    '起始日期',
    '来源',
    '演示',
  ],
  rows: institutions.flatMap(institution => lines.map(line => [institution, ...line, since, source, '是'])),
})

export const designationSheet = (designated: readonly string[], others: readonly string[] = []): SheetTable => ({
  title: '医保定点',
  columns: ['机构代码', '定点', '起始日期', '来源'],
  rows: [
    ...designated.map(institution => [institution, '是', since, source]),
    ...others.map(institution => [institution, '否', since, source]),
  ],
})

export const ruleSheet = (lines: readonly RuleLine[]): SheetTable => ({
  title: '报销规则',
  columns: [
    '规则编码',
    '名称',
    '作用',
    '适用费用',
    '险种',
    '参保地',
    '机构级别',
    '年龄起',
    '年龄止',
    '签约居民',
    '报销比例（%）',
    '每次封顶（元）',
    '年度起付（元）',
    '来源',
    '把握',
    '起始日期',
    '演示',
  ],
  rows: lines.map(line => [
    line.code,
    line.name,
    line.effect,
    line.kinds,
    line.insurance ?? null,
    line.place ?? null,
    line.level ?? null,
    line.fromAge ?? null,
    line.untilAge ?? null,
    line.contracted ?? null,
    line.percent ?? null,
    line.cap ?? null,
    line.yearFloor ?? null,
    source,
    '自行估计',
    since,
    '是',
  ]),
})

const insured = '诊查费、检查检验、治疗、疗程'

/** The usual shape of outpatient insurance: the lower the institution's level, the more is paid. */
export const usualRules = (
  percent: Readonly<Record<'employee' | 'residents', readonly [level1: number, level2: number, level3: number]>>,
): readonly RuleLine[] => [
  ...(['一级', '二级', '三级'] as const).flatMap((level, index): readonly RuleLine[] => [
    {
      code: `ZG-${index + 1}`,
      name: `职工医保门诊（${level}机构）`,
      effect: '报销',
      kinds: insured,
      insurance: '职工医保',
      place: '本地',
      level,
      percent: percent.employee[index] as number,
      yearFloor: 500,
    },
    {
      code: `JM-${index + 1}`,
      name: `城乡居民医保门诊（${level}机构）`,
      effect: '报销',
      kinds: insured,
      insurance: '城乡居民医保',
      place: '本地',
      level,
      percent: percent.residents[index] as number,
      yearFloor: 300,
    },
  ]),
  {
    code: 'ZG-1-65',
    name: '职工医保门诊（一级机构，65岁及以上）',
    effect: '报销',
    kinds: insured,
    insurance: '职工医保',
    place: '本地',
    level: '一级',
    fromAge: 65,
    percent: (percent.employee[0] as number) + 5,
    yearFloor: 300,
  },
  {
    code: 'YD',
    name: '异地参保（门诊）',
    effect: '报销',
    kinds: insured,
    place: '异地',
    percent: 40,
    yearFloor: 500,
  },
  {
    code: 'MZ-65',
    name: '65岁及以上免普通挂号费',
    effect: '减免',
    kinds: '挂号费',
    level: '一级',
    fromAge: 65,
    cap: 10,
  },
  {
    code: 'MZ-QY',
    name: '签约居民免普通挂号费',
    effect: '减免',
    kinds: '挂号费',
    level: '一级',
    contracted: '是',
    cap: 10,
  },
]
