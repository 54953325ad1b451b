import {
  confidences,
  costEffects,
  feeKinds,
  institutionLevels,
  insuranceTypes,
  insuredPlaces,
} from '../../contract-codes.ts'
import { percentColumn, yuanColumn } from '../../domain/workbook-amounts.ts'
import {
  choiceColumn,
  choicesColumn,
  codeColumn,
  dateColumn,
  integerColumn,
  textColumn,
  yesNoColumn,
} from '../../domain/workbook-columns.ts'
import { tables } from '../tables.ts'
import { checkOrder, checkOverlaps } from './check-periods.ts'
import { tableSheet } from './table-sheet.ts'
import { wordsOf } from './words.ts'

type RuleRow = {
  readonly code: string
  readonly name: string
  readonly effect: string
  readonly feeKinds: readonly string[]
  readonly insuranceType: string | null
  readonly insuredPlace: string | null
  readonly level: string | null
  readonly fromAge: number | null
  readonly untilAge: number | null
  readonly contracted: string | null
  readonly sharePerMille: number | null
  readonly floorFen: number | null
  readonly capFen: number | null
  readonly yearFloorFen: number | null
  readonly source: string
  readonly confidence: string
  readonly validFrom: string
  readonly validUntil: string | null
  readonly demo: boolean
}

const ruleValues = (values: RuleRow) => ({
  code: values.code,
  name: values.name,
  effect: values.effect,
  fee_kinds: [...values.feeKinds],
  insurance_type: values.insuranceType,
  insured_place: values.insuredPlace,
  level: values.level,
  from_age: values.fromAge,
  until_age: values.untilAge,
  contracted: values.contracted === null ? null : values.contracted === 'yes',
  share_per_mille: values.sharePerMille,
  floor_fen: values.floorFen ?? 0,
  cap_fen: values.capFen,
  year_floor_fen: values.yearFloorFen ?? 0,
  source: values.source,
  confidence: values.confidence,
  valid_from: values.validFrom,
  valid_until: values.validUntil,
  demo: values.demo,
})

const columns = [
  codeColumn({ key: 'code', title: '规则编码', required: true }),
  textColumn({ key: 'name', title: '名称', required: true, max: 60, width: 30 }),
  choiceColumn({ key: 'effect', title: '作用', required: true, words: wordsOf('cost_effect', costEffects) }),
  choicesColumn({
    key: 'feeKinds',
    title: '适用费用',
    required: true,
    words: wordsOf('fee_kind', feeKinds),
    maxItems: 5,
  }),
  choiceColumn({ key: 'insuranceType', title: '险种', words: wordsOf('insurance', insuranceTypes) }),
  choiceColumn({ key: 'insuredPlace', title: '参保地', words: wordsOf('insured_place', insuredPlaces) }),
  choiceColumn({ key: 'level', title: '机构级别', words: wordsOf('level', institutionLevels) }),
  integerColumn({ key: 'fromAge', title: '年龄起', minimum: 1, maximum: 120 }),
  integerColumn({ key: 'untilAge', title: '年龄止', minimum: 0, maximum: 120 }),
  choiceColumn({
    key: 'contracted',
    title: '签约居民',
    words: { yes: '是', no: '否' },
    hint: '是 / 否；空着表示不限',
  }),
  percentColumn({ key: 'sharePerMille', title: '报销比例（%）', hint: '作用为报销时必填' }),
  yuanColumn({ key: 'floorFen', title: '每次起付（元）', maximum: 1_000_000 }),
  yuanColumn({ key: 'capFen', title: '每次封顶（元）', maximum: 1_000_000, hint: '减免时为每单位最多减免多少' }),
  yuanColumn({ key: 'yearFloorFen', title: '年度起付（元）', maximum: 1_000_000, hint: '只提示，不计算' }),
  textColumn({ key: 'source', title: '来源', required: true, max: 200, width: 40 }),
  choiceColumn({ key: 'confidence', title: '把握', required: true, words: wordsOf('confidence', confidences) }),
  dateColumn({ key: 'validFrom', title: '起始日期', required: true }),
  dateColumn({ key: 'validUntil', title: '截止日期' }),
  yesNoColumn({ key: 'demo', title: '演示' }),
]

/** 报销规则: of the acting region, since insurance is pooled there. */
export const costRuleSheet = tableSheet<RuleRow>({
  key: 'network.cost_rule',
  title: '报销规则',
  order: 240,
  identity: ['code', 'validFrom'],
  columns,
  load: async ctx => {
    const rows = await tables(ctx)
      .selectFrom('network.cost_rule')
      .selectAll()
      .where('region_id', '=', ctx.regionId)
      .execute()
    return rows.map(row => ({
      id: row.cost_rule_id,
      values: {
        code: row.code,
        name: row.name,
        effect: row.effect,
        feeKinds: row.fee_kinds,
        insuranceType: row.insurance_type,
        insuredPlace: row.insured_place,
        level: row.level,
        fromAge: row.from_age,
        untilAge: row.until_age,
        contracted: row.contracted === null ? null : row.contracted ? 'yes' : 'no',
        sharePerMille: row.share_per_mille,
        floorFen: row.floor_fen,
        capFen: row.cap_fen,
        yearFloorFen: row.year_floor_fen,
        source: row.source,
        confidence: row.confidence,
        validFrom: row.valid_from,
        validUntil: row.valid_until,
        demo: row.demo,
      },
    }))
  },
  normal: values => ({
    ...values,
    feeKinds: values.feeKinds ?? [],
    sharePerMille: values.effect === 'exempt' ? null : values.sharePerMille,
    floorFen: values.floorFen ?? 0,
    yearFloorFen: values.yearFloorFen ?? 0,
    demo: values.demo ?? false,
  }),
  check: (entry, tools) => {
    const { row, values } = entry
    if (values.effect === 'share' && values.sharePerMille === null)
      tools.report(row.number, 'sharePerMille', 'share_missing')
    if (values.fromAge !== null && values.untilAge !== null && values.untilAge < values.fromAge)
      tools.report(row.number, 'untilAge', 'ages_out_of_order')
    checkOrder(entry, tools, 'validFrom', 'validUntil')
  },
  checkAll: (entries, stored, tools) => checkOverlaps(entries, stored, ['code'], tools),
  owners: () => [],
  insert: async (ctx, entries) => {
    for (const { id, values } of entries)
      await tables(ctx)
        .insertInto('network.cost_rule')
        .values({ cost_rule_id: id, region_id: ctx.regionId, ...ruleValues(values), created_at: ctx.now })
        .execute()
  },
  change: async (ctx, { id, values }) => {
    await tables(ctx).updateTable('network.cost_rule').set(ruleValues(values)).where('cost_rule_id', '=', id).execute()
  },
})
