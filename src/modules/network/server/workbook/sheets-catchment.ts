import { populationGroups, travelModes } from '../../contract-asset-codes.ts'
import { largerThanWhole } from '../../domain/population.ts'
import { yuanColumn } from '../../domain/workbook-amounts.ts'
import { choiceColumn, codeColumn, integerColumn, textColumn, yesNoColumn } from '../../domain/workbook-columns.ts'
import type { Maps } from './maps.ts'
import { institutionIdOf, plainSheet } from './plain-sheet.ts'
import { wordsOf } from './words.ts'

type AreaRow = {
  readonly institutionCode: string
  readonly description: string
  readonly neighbourhoods: number | null
  readonly villages: number | null
  readonly demo: boolean
}

/** 服务区域 */
export const areaSheet = plainSheet<AreaRow>({
  key: 'network.catchment',
  title: '服务区域',
  unstamped: true,
  order: 260,
  table: 'network.catchment',
  idColumn: 'institution_id',
  identity: ['institutionCode'],
  columns: [
    codeColumn({ key: 'institutionCode', title: '机构代码', required: true }),
    textColumn({ key: 'description', title: '服务区域', required: true, max: 1000, width: 50 }),
    integerColumn({ key: 'neighbourhoods', title: '居委数', minimum: 0, maximum: 10_000 }),
    integerColumn({ key: 'villages', title: '村数', minimum: 0, maximum: 10_000 }),
    yesNoColumn({ key: 'demo', title: '演示' }),
  ],
  fromRow: (row, codes) => ({
    institutionCode: codes.institution(row.institution_id),
    description: row.description as string,
    neighbourhoods: row.neighbourhoods as number | null,
    villages: row.villages as number | null,
    demo: row.demo as boolean,
  }),
  normal: values => ({ ...values, demo: values.demo ?? false }),
  toRow: (values, maps, ctx) => ({
    institution_id: institutionIdOf(values.institutionCode, maps),
    description: values.description,
    neighbourhoods: values.neighbourhoods,
    villages: values.villages,
    demo: values.demo,
    updated_at: ctx.now,
  }),
})

type PopulationRow = {
  readonly institutionCode: string
  readonly year: number
  readonly group: string
  readonly persons: number
  readonly source: string
  readonly demo: boolean
}

/** 服务人口 */
export const populationSheet = plainSheet<PopulationRow>({
  key: 'network.population_figure',
  title: '服务人口',
  order: 265,
  table: 'network.population_figure',
  idColumn: 'population_figure_id',
  identity: ['institutionCode', 'year', 'group'],
  columns: [
    codeColumn({ key: 'institutionCode', title: '机构代码', required: true }),
    integerColumn({ key: 'year', title: '年份', required: true, minimum: 1990, maximum: 2100 }),
    choiceColumn({ key: 'group', title: '人群', required: true, words: wordsOf('population', populationGroups) }),
    integerColumn({ key: 'persons', title: '人数', required: true, minimum: 0, maximum: 100_000_000 }),
    textColumn({ key: 'source', title: '来源', required: true, max: 100, width: 36 }),
    yesNoColumn({ key: 'demo', title: '演示' }),
  ],
  fromRow: (row, codes) => ({
    institutionCode: codes.institution(row.institution_id),
    year: row.year as number,
    group: row.group_code as string,
    persons: row.persons as number,
    source: row.source as string,
    demo: row.demo as boolean,
  }),
  normal: values => ({ ...values, demo: values.demo ?? false }),
  toRow: (values, maps) => ({
    institution_id: institutionIdOf(values.institutionCode, maps),
    year: values.year,
    group_code: values.group,
    persons: values.persons,
    source: values.source,
    demo: values.demo,
  }),
  checkAll: (entries, stored, tools) => {
    const replaced = new Set(entries.flatMap(entry => entry.stored?.id ?? []))
    const usable = entries.filter(entry => entry.row.wrong.size === 0)
    for (const { row, values } of usable) {
      const same = (other: PopulationRow) =>
        other.institutionCode === values.institutionCode && other.year === values.year
      const others = [
        ...usable.map(entry => entry.values),
        ...stored.filter(entry => !replaced.has(entry.id)).map(entry => entry.values),
      ].filter(other => same(other) && other.group !== values.group)
      // Only this row's figure is blamed: the others are looked at on their own.
      const wrong = largerThanWhole([{ group: values.group, persons: values.persons }, ...others])
      if (wrong?.group === values.group) tools.report(row.number, 'persons', 'group_larger_than_all', { ...wrong })
    }
  },
})

type WayRow = {
  readonly institutionCode: string
  readonly toCode: string
  readonly mode: string
  readonly minutes: number
  readonly subsidyFen: number | null
  readonly source: string
  readonly demo: boolean
}
const endsOf = (values: WayRow, maps: Maps): readonly string[] =>
  [values.institutionCode, values.toCode].flatMap(code => maps.institutions.get(code)?.institutionId ?? [])

/** 路程 */
export const travelSheet = plainSheet<WayRow>({
  key: 'network.travel_time',
  title: '路程',
  order: 270,
  table: 'network.travel_time',
  idColumn: 'travel_time_id',
  identity: ['institutionCode', 'toCode', 'mode'],
  columns: [
    codeColumn({ key: 'institutionCode', title: '出发机构代码', required: true }),
    codeColumn({ key: 'toCode', title: '到达机构代码', required: true }),
    choiceColumn({ key: 'mode', title: '方式', required: true, words: wordsOf('travel_mode', travelModes) }),
    integerColumn({ key: 'minutes', title: '分钟', required: true, minimum: 1, maximum: 1440 }),
    yuanColumn({ key: 'subsidyFen', title: '交通补贴（元）', maximum: 10_000 }),
    textColumn({ key: 'source', title: '来源', required: true, max: 100, width: 30 }),
    yesNoColumn({ key: 'demo', title: '演示' }),
  ],
  fromRow: (row, codes) => ({
    institutionCode: codes.institution(row.from_institution_id),
    toCode: codes.institution(row.to_institution_id),
    mode: row.mode as string,
    minutes: row.minutes as number,
    subsidyFen: row.subsidy_fen as number,
    source: row.source as string,
    demo: row.demo as boolean,
  }),
  normal: values => ({ ...values, subsidyFen: values.subsidyFen ?? 0, demo: values.demo ?? false }),
  toRow: (values, maps) => ({
    from_institution_id: institutionIdOf(values.institutionCode, maps),
    to_institution_id: institutionIdOf(values.toCode, maps),
    mode: values.mode,
    minutes: values.minutes,
    subsidy_fen: values.subsidyFen ?? 0,
    source: values.source,
    demo: values.demo,
  }),
  check: ({ row, values }, tools) => {
    if (values.toCode !== null && !tools.maps.institutions.has(values.toCode))
      tools.report(row.number, 'toCode', 'unknown_institution')
    if (values.toCode !== null && values.toCode === values.institutionCode)
      tools.report(row.number, 'toCode', 'way_to_itself')
  },
  owners: endsOf,
})
