import type { Ctx } from '#src/platform/server/context.ts'
import { agreementKinds } from '../../contract-codes.ts'
import {
  choiceColumn,
  codeColumn,
  dateColumn,
  listColumn,
  textColumn,
  yesNoColumn,
} from '../../domain/workbook-columns.ts'
import { tables } from '../tables.ts'
import { checkOrder } from './check-periods.ts'
import type { Maps } from './maps.ts'
import { type Entry, inChunks, type Stored, type Tools, tableSheet } from './table-sheet.ts'
import { wordsOf } from './words.ts'

type AgreementRow = {
  readonly code: string
  readonly kind: string
  readonly title: string
  readonly giverCodes: readonly string[] | null
  readonly receiverCodes: readonly string[] | null
  readonly signedOn: string
  readonly validFrom: string
  readonly validUntil: string | null
  readonly scope: string | null
  readonly renewsCode: string | null
  readonly endedOn: string | null
  readonly endReason: string | null
  readonly demo: boolean
}

const partyCodes = (values: AgreementRow): readonly string[] => [
  ...(values.giverCodes ?? []),
  ...(values.receiverCodes ?? []),
]
const institutionIdOf = (code: string, maps: Maps): string | undefined => maps.institutions.get(code)?.institutionId

const load = async (ctx: Ctx): Promise<readonly Stored<AgreementRow>[]> => {
  const rows = await tables(ctx)
    .selectFrom('network.agreement as a')
    .leftJoin('network.agreement as old', 'old.agreement_id', 'a.renews_agreement_id')
    .selectAll('a')
    .select('old.code as renews_code')
    .where('a.region_id', '=', ctx.regionId)
    .execute()
  const parties = await tables(ctx)
    .selectFrom('network.agreement_party as p')
    .innerJoin('network.institution as i', 'i.institution_id', 'p.institution_id')
    .select(['p.agreement_id', 'p.side', 'i.code'])
    .orderBy('i.code')
    .execute()
  const codes = new Map<string, string[]>()
  for (const party of parties) {
    const key = `${party.agreement_id} ${party.side}`
    codes.set(key, [...(codes.get(key) ?? []), party.code])
  }
  return rows.map(row => ({
    id: row.agreement_id,
    values: {
      code: row.code,
      kind: row.kind,
      title: row.title,
      giverCodes: codes.get(`${row.agreement_id} gives`) ?? [],
      receiverCodes: codes.get(`${row.agreement_id} receives`) ?? [],
      signedOn: row.signed_on,
      validFrom: row.valid_from,
      validUntil: row.valid_until,
      scope: row.scope,
      renewsCode: row.renews_code,
      endedOn: row.ended_on,
      endReason: row.end_reason,
      demo: row.demo,
    },
  }))
}

const columnsOf = (values: AgreementRow, maps: Maps) => ({
  code: values.code,
  kind: values.kind,
  title: values.title,
  scope: values.scope,
  signed_on: values.signedOn,
  valid_from: values.validFrom,
  valid_until: values.validUntil,
  renews_agreement_id:
    values.renewsCode === null ? null : (maps.agreements.get(values.renewsCode)?.agreementId as string),
  ended_on: values.endedOn,
  end_reason: values.endReason,
  demo: values.demo,
})

const checkParties = (entry: Entry<AgreementRow>, tools: Tools): void => {
  const { row, values, stored } = entry
  for (const key of ['giverCodes', 'receiverCodes'] as const)
    if ((values[key] ?? []).some(code => !tools.maps.institutions.has(code)))
      tools.report(row.number, key, 'unknown_institution')
  const codes = partyCodes(values)
  if (new Set(codes).size < codes.length) tools.report(row.number, 'receiverCodes', 'party_twice')
  if (
    stored &&
    JSON.stringify([values.giverCodes, values.receiverCodes]) !==
      JSON.stringify([stored.values.giverCodes, stored.values.receiverCodes])
  )
    tools.report(row.number, 'giverCodes', 'parties_differ')
}

/** One renewal follows an agreement; two rows can't both renew it. */
const checkRenewals = (
  entries: readonly Entry<AgreementRow>[],
  stored: readonly Stored<AgreementRow>[],
  tools: Tools,
): void => {
  const replaced = new Set(entries.flatMap(entry => entry.stored?.id ?? []))
  const renewed = new Set(stored.filter(row => !replaced.has(row.id)).map(row => row.values.renewsCode))
  for (const { row, values } of entries) {
    if (values.renewsCode === null) continue
    if (values.renewsCode === values.code || !tools.maps.agreements.has(values.renewsCode))
      tools.report(row.number, 'renewsCode', 'unknown_agreement')
    else if (renewed.has(values.renewsCode)) tools.report(row.number, 'renewsCode', 'already_renewed')
    renewed.add(values.renewsCode)
  }
}

/** An agreement is written after the one it renews. */
const renewedFirst = (entries: readonly Entry<AgreementRow>[]): readonly Entry<AgreementRow>[] =>
  [...entries].sort((one, other) =>
    one.values.validFrom < other.values.validFrom ? -1 : one.values.validFrom > other.values.validFrom ? 1 : 0,
  )

/** 协议 */
export const agreementSheet = tableSheet<AgreementRow>({
  key: 'network.agreement',
  title: '协议',
  order: 200,
  identity: ['code'],
  columns: [
    codeColumn({ key: 'code', title: '协议编号', required: true }),
    choiceColumn({ key: 'kind', title: '类型', required: true, words: wordsOf('agreement_kind', agreementKinds) }),
    textColumn({ key: 'title', title: '名称', required: true, max: 80, width: 36 }),
    listColumn({ key: 'giverCodes', title: '支援方机构代码', required: true, max: 30, maxItems: 60 }),
    listColumn({ key: 'receiverCodes', title: '受援方机构代码', required: true, max: 30, maxItems: 60 }),
    dateColumn({ key: 'signedOn', title: '签订日期', required: true }),
    dateColumn({ key: 'validFrom', title: '起始日期', required: true }),
    dateColumn({ key: 'validUntil', title: '截止日期' }),
    textColumn({ key: 'scope', title: '内容', max: 1000 }),
    codeColumn({ key: 'renewsCode', title: '续签自' }),
    dateColumn({ key: 'endedOn', title: '终止日期' }),
    textColumn({ key: 'endReason', title: '终止原因', max: 200 }),
    yesNoColumn({ key: 'demo', title: '演示' }),
  ],
  load,
  normal: values => ({
    ...values,
    giverCodes: [...(values.giverCodes ?? [])].sort(),
    receiverCodes: [...(values.receiverCodes ?? [])].sort(),
    demo: values.demo ?? false,
  }),
  declare: ({ id, values }, maps) => {
    if (values.code)
      maps.agreements.set(values.code, { agreementId: id, code: values.code, partyCodes: partyCodes(values) })
  },
  check: (entry, tools) => {
    const { row, values } = entry
    checkParties(entry, tools)
    checkOrder(entry, tools, 'validFrom', 'validUntil')
    if (values.endedOn !== null && values.endReason === null) tools.report(row.number, 'endReason', 'required')
    if (values.endedOn === null && values.endReason !== null) tools.report(row.number, 'endedOn', 'required')
  },
  checkAll: checkRenewals,
  owners: (values, maps) => partyCodes(values).flatMap(code => institutionIdOf(code, maps) ?? []),
  insert: async (ctx, entries, maps) => {
    for (const { id, values } of renewedFirst(entries))
      await tables(ctx)
        .insertInto('network.agreement')
        .values({ agreement_id: id, region_id: ctx.regionId, ...columnsOf(values, maps), created_at: ctx.now })
        .execute()
    const parties = entries.flatMap(({ id, values }) =>
      (['gives', 'receives'] as const).flatMap(side =>
        ((side === 'gives' ? values.giverCodes : values.receiverCodes) ?? []).map(code => ({
          agreement_id: id,
          institution_id: institutionIdOf(code, maps) as string,
          side,
        })),
      ),
    )
    await inChunks(parties, chunk => tables(ctx).insertInto('network.agreement_party').values(chunk).execute())
  },
  change: async (ctx, { id, values }, maps) => {
    await tables(ctx)
      .updateTable('network.agreement')
      .set(columnsOf(values, maps))
      .where('agreement_id', '=', id)
      .execute()
  },
})
