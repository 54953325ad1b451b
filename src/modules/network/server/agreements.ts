import { daysBetween } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx, emit } from '#src/platform/server/context.ts'
import { closeLoop } from '#src/platform/server/loops.ts'
import { settingOf } from '#src/platform/server/settings.ts'
import type * as contract from '../contract-agreements.ts'
import { agreementState } from '../domain/agreement-state.ts'
import {
  agreementEnded,
  alreadyRenewed,
  endsBeforeStart,
  oneSideOnly,
  outsideReach,
  partyTwice,
  renewalTooEarly,
  unknownAgreement,
} from '../errors.ts'
import { findInstitutions, requireInstitution } from './institution.door.ts'
import { isManaged, manageable } from './reach.ts'
import { openRenewalLoop } from './renewal-reminder.ts'
import { lockRow } from './rows.ts'
import { idAt, tables, todayOf } from './tables.ts'

type ListOutput = OutputOf<typeof contract.listAgreements>
type AgreementView = ListOutput['items'][number]

/** Agreements with parties; where each stands is computed for today. */
export const listAgreements = async (ctx: Ctx, input: InputOf<typeof contract.listAgreements>): Promise<ListOutput> => {
  const today = todayOf(ctx)
  const remindDays = await settingOf<number>(ctx, 'network.renewal_reminder_days')
  let query = tables(ctx)
    .selectFrom('network.agreement as a')
    .leftJoin('network.agreement as next', 'next.renews_agreement_id', 'a.agreement_id')
    .selectAll('a')
    .select('next.agreement_id as renewed_by')
    .where('a.region_id', '=', ctx.regionId)
  const { institutionId } = input
  if (institutionId)
    query = query.where('a.agreement_id', 'in', eb =>
      eb.selectFrom('network.agreement_party').select('agreement_id').where('institution_id', '=', institutionId),
    )
  const rows = await query.orderBy('a.valid_until').orderBy('a.code').execute()
  const parties = await partiesOf(
    ctx,
    rows.map(row => row.agreement_id),
  )
  const mine = await manageable(ctx, 'network.agreement.manage')
  const items = rows.map((row): AgreementView => {
    const term = {
      validFrom: row.valid_from,
      validUntil: row.valid_until,
      endedOn: row.ended_on,
      renewed: row.renewed_by !== null,
    }
    return {
      agreementId: row.agreement_id,
      code: row.code,
      kind: row.kind as AgreementView['kind'],
      title: row.title,
      scope: row.scope,
      signedOn: row.signed_on,
      validFrom: row.valid_from,
      validUntil: row.valid_until,
      renewsAgreementId: row.renews_agreement_id,
      renewedByAgreementId: row.renewed_by,
      endedOn: row.ended_on,
      endReason: row.end_reason,
      state: agreementState(term, today, remindDays),
      daysLeft: row.valid_until === null ? null : daysBetween(today, row.valid_until),
      demo: row.demo,
      parties: parties.get(row.agreement_id) ?? [],
      mayManage: (parties.get(row.agreement_id) ?? []).some(party => mine.has(party.institutionId)),
    }
  })
  return { items: input.state ? items.filter(item => item.state === input.state) : items }
}

const partiesOf = async (
  ctx: Ctx,
  agreementIds: readonly string[],
): Promise<ReadonlyMap<string, AgreementView['parties']>> => {
  const byAgreement = new Map<string, AgreementView['parties']>()
  if (agreementIds.length === 0) return byAgreement
  const rows = await tables(ctx)
    .selectFrom('network.agreement_party as p')
    .innerJoin('network.institution as i', 'i.institution_id', 'p.institution_id')
    .select(['p.agreement_id', 'p.institution_id', 'p.side', 'i.short_name'])
    .where('p.agreement_id', 'in', [...agreementIds])
    .orderBy('p.side')
    .orderBy('i.pinyin')
    .execute()
  for (const row of rows) {
    const list = byAgreement.get(row.agreement_id) ?? []
    byAgreement.set(row.agreement_id, list)
    list.push({
      institutionId: row.institution_id,
      institutionName: row.short_name,
      side: row.side as 'gives' | 'receives',
    })
  }
  return byAgreement
}

type AgreementInput = Omit<InputOf<typeof contract.signAgreement>, 'parties'> & {
  readonly parties: readonly { readonly institutionId: string; readonly side: string }[]
}

/** Writes an agreement with its parties; its term and its two sides have been given. */
export const insertAgreement = async (
  ctx: Ctx,
  input: AgreementInput,
  renewsAgreementId: string | null,
  agreementId = idAt(ctx),
): Promise<string> => {
  if (input.validUntil && input.validUntil < input.validFrom) throw endsBeforeStart()
  await tables(ctx)
    .insertInto('network.agreement')
    .values({
      agreement_id: agreementId,
      region_id: ctx.regionId,
      code: input.code,
      kind: input.kind,
      title: input.title.trim(),
      scope: input.scope ?? null,
      signed_on: input.signedOn,
      valid_from: input.validFrom,
      valid_until: input.validUntil ?? null,
      renews_agreement_id: renewsAgreementId,
      ended_on: null,
      end_reason: null,
      demo: input.demo ?? false,
      created_at: ctx.now,
    })
    .execute()
  await tables(ctx)
    .insertInto('network.agreement_party')
    .values(
      input.parties.map(party => ({
        agreement_id: agreementId,
        institution_id: party.institutionId,
        side: party.side,
      })),
    )
    .execute()
  return agreementId
}

const requireOneManaged = async (ctx: Ctx, institutionIds: readonly string[]): Promise<void> => {
  for (const institutionId of institutionIds) if (await isManaged(ctx, institutionId)) return
  throw outsideReach(institutionIds[0] ?? '')
}

export const signAgreement = async (ctx: Ctx, input: InputOf<typeof contract.signAgreement>) => {
  const ids = input.parties.map(party => party.institutionId)
  if (new Set(ids).size < ids.length) throw partyTwice()
  if (new Set(input.parties.map(party => party.side)).size < 2) throw oneSideOnly()
  const found = await findInstitutions(ctx, ids)
  for (const id of ids)
    if (!found.some(institution => institution.institutionId === id)) await requireInstitution(ctx, id)
  await requireOneManaged(ctx, ids)
  const agreementId = await insertAgreement(ctx, input, null)
  await openRenewalLoop(ctx, agreementId)
  audit(ctx, { subjectKind: 'agreement', subjectId: agreementId })
  emit(ctx, { name: 'network.agreement_signed', data: { agreementId } })
  return { agreementId }
}

const requireAgreement = async (ctx: Ctx, agreementId: string) => {
  const agreement = await lockRow(ctx, 'network.agreement', { agreement_id: agreementId })
  if (!agreement) throw unknownAgreement(agreementId)
  const parties = await tables(ctx)
    .selectFrom('network.agreement_party')
    .select(['institution_id', 'side'])
    .where('agreement_id', '=', agreementId)
    .execute()
  await requireOneManaged(
    ctx,
    parties.map(party => party.institution_id),
  )
  return { agreement, parties: parties.map(party => ({ institutionId: party.institution_id, side: party.side })) }
}

/** A renewal is a new agreement between the same parties that follows the old one; the reminder ends with `renewed`. */
export const renewAgreement = async (ctx: Ctx, input: InputOf<typeof contract.renewAgreement>) => {
  const { agreement, parties } = await requireAgreement(ctx, input.agreementId)
  if (agreement.ended_on !== null) throw agreementEnded(input.agreementId)
  const next = await tables(ctx)
    .selectFrom('network.agreement')
    .select('agreement_id')
    .where('renews_agreement_id', '=', input.agreementId)
    .executeTakeFirst()
  if (next) throw alreadyRenewed(next.agreement_id)
  if (agreement.valid_until === null || input.validFrom <= agreement.valid_until) throw renewalTooEarly()
  const agreementId = await insertAgreement(
    ctx,
    {
      ...input,
      kind: agreement.kind as AgreementInput['kind'],
      title: agreement.title,
      scope: input.scope ?? agreement.scope,
      demo: agreement.demo,
      parties,
    },
    input.agreementId,
  )
  await closeLoop(ctx, {
    kind: 'network.agreement_renewal',
    subjectKind: 'agreement',
    subjectId: input.agreementId,
    outcome: 'renewed',
  })
  await openRenewalLoop(ctx, agreementId)
  audit(ctx, { subjectKind: 'agreement', subjectId: input.agreementId, details: { renewedBy: agreementId } })
  emit(ctx, { name: 'network.agreement_renewed', data: { agreementId: input.agreementId, renewedBy: agreementId } })
  return { agreementId }
}

/** The given day is the last; the reminder ends with `ended` and the reason. */
export const endAgreement = async (ctx: Ctx, input: InputOf<typeof contract.endAgreement>) => {
  const { agreement } = await requireAgreement(ctx, input.agreementId)
  if (agreement.ended_on !== null) throw agreementEnded(input.agreementId)
  if (input.endedOn < agreement.valid_from) throw endsBeforeStart('/endedOn')
  await tables(ctx)
    .updateTable('network.agreement')
    .set({ ended_on: input.endedOn, end_reason: input.reason })
    .where('agreement_id', '=', input.agreementId)
    .execute()
  await closeLoop(ctx, {
    kind: 'network.agreement_renewal',
    subjectKind: 'agreement',
    subjectId: input.agreementId,
    outcome: 'ended',
    note: input.reason,
  })
  audit(ctx, { subjectKind: 'agreement', subjectId: input.agreementId, reason: input.reason })
  return {}
}
