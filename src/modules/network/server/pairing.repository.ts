import { sql } from 'kysely'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { settingOf } from '#src/platform/server/settings.ts'
import type * as contract from '../contract-pairings.ts'
import { daysWithoutActivity, isQuiet, tieState } from '../domain/tie-state.ts'
import { unknownPairing } from '../errors-ties.ts'
import { manageable } from './reach.ts'
import { lockRow } from './rows.ts'
import { selectStaff } from './staff.door.ts'
import { todayOf } from './tables.ts'

type Pairing = OutputOf<typeof contract.listPairings>['items'][number]

type Row = {
  readonly pairing_id: string
  readonly code: string
  readonly giver_institution_id: string
  readonly giver_name: string
  readonly receiver_institution_id: string
  readonly receiver_name: string
  readonly department_id: string
  readonly department_name: string
  readonly leader_staff_id: string
  readonly party_branch: string
  readonly joint_ward: string | null
  readonly agreement_id: string | null
  readonly valid_from: string
  readonly valid_until: string | null
  readonly end_reason: string | null
  readonly demo: boolean
  readonly last_activity_on: string | null
  readonly activity_count: number
}

const rowsOf = async (ctx: Ctx, institutionId: string | null, withEnded: boolean): Promise<readonly Row[]> => {
  const { rows } = await sql<Row>`
    select p.pairing_id, p.code, p.giver_institution_id, giver.short_name as giver_name, p.receiver_institution_id,
      receiver.short_name as receiver_name, p.department_id, d.name as department_name, p.leader_staff_id, p.party_branch, p.joint_ward,
      p.agreement_id, p.valid_from::text, p.valid_until::text, p.end_reason, p.demo, a.last_activity_on::text, coalesce(a.activity_count, 0)::int as activity_count
    from network.pairing p
    join network.institution giver on giver.institution_id = p.giver_institution_id
    join network.institution receiver on receiver.institution_id = p.receiver_institution_id
    join network.department d on d.department_id = p.department_id
    left join lateral (select max(local_date) as last_activity_on, count(*) as activity_count from network.tie_activity
      where region_id = p.region_id and pairing_id = p.pairing_id and withdrawn_at is null) a on true
    where p.region_id = ${ctx.regionId}
      and (${institutionId}::uuid is null or ${institutionId}::uuid in (p.giver_institution_id, p.receiver_institution_id))
      and (${withEnded} or p.valid_until is null or p.valid_until >= ${todayOf(ctx)}::date)
    order by receiver.pinyin, p.valid_from desc, p.code`.execute(ctx.tx)
  return rows
}

/** Pairings with their last activity, branch by branch. */
export const pairingViews = async (
  ctx: Ctx,
  asked: { readonly institutionId: string | null; readonly ended: boolean },
): Promise<{ readonly items: Pairing[]; readonly quietAfterDays: number }> => {
  const today = todayOf(ctx)
  const quietAfterDays = await settingOf<number>(ctx, 'network.tie_quiet_days')
  const rows = await rowsOf(ctx, asked.institutionId, asked.ended)
  const leaderIds = [...new Set(rows.map(row => row.leader_staff_id))]
  const leaders = leaderIds.length === 0 ? [] : await selectStaff(ctx).where('s.staff_id', 'in', leaderIds).execute()
  const [managed, noted] = [
    await manageable(ctx, 'network.pairing.manage'),
    await manageable(ctx, 'network.activity.note'),
  ]
  const items = rows.map((row): Pairing => {
    const term = { validFrom: row.valid_from, validUntil: row.valid_until, lastActivityOn: row.last_activity_on }
    const leader = leaders.find(person => person.staffId === row.leader_staff_id)
    const sides = [row.giver_institution_id, row.receiver_institution_id]
    return {
      pairingId: row.pairing_id,
      code: row.code,
      giver: { institutionId: row.giver_institution_id, name: row.giver_name },
      receiver: { institutionId: row.receiver_institution_id, name: row.receiver_name },
      departmentId: row.department_id,
      departmentName: row.department_name,
      leader: { staffId: row.leader_staff_id, name: leader?.name ?? '', titleCode: leader?.titleCode ?? null },
      partyBranch: row.party_branch,
      jointWard: row.joint_ward,
      agreementId: row.agreement_id,
      ...term,
      endReason: row.end_reason,
      state: tieState(term, today),
      activityCount: row.activity_count,
      quietDays: daysWithoutActivity(term, today),
      quiet: isQuiet(term, today, quietAfterDays),
      demo: row.demo,
      mayManage: managed.has(row.giver_institution_id),
      mayNote: sides.some(id => noted.has(id)),
    }
  })
  return { items, quietAfterDays }
}

/** Houses that work at the base in a consortium today and have no pairing in force. */
export const unpairedHouses = async (ctx: Ctx): Promise<{ institutionId: string; name: string }[]> => {
  const today = todayOf(ctx)
  const { rows } = await sql<{ institution_id: string; short_name: string }>`
    select distinct i.institution_id, i.short_name, i.pinyin
    from network.institution i join network.membership m on m.institution_id = i.institution_id
    join network.consortium c on c.consortium_id = m.consortium_id
    where i.region_id = ${ctx.regionId} and c.kind <> 'speciality_alliance' and m.role in ('branch', 'centre', 'township')
      and m.valid_from <= ${today}::date and (m.valid_until is null or m.valid_until >= ${today}::date)
      and (i.closed_on is null or i.closed_on > ${today}::date)
      and not exists (select from network.pairing p where p.receiver_institution_id = i.institution_id
        and p.valid_from <= ${today}::date and (p.valid_until is null or p.valid_until >= ${today}::date))
    order by i.pinyin`.execute(ctx.tx)
  return rows.map(row => ({ institutionId: row.institution_id, name: row.short_name }))
}

/** One pairing, locked for a change. @throws network.unknown_pairing */
export const requirePairing = async (ctx: Ctx, pairingId: string) => {
  const pairing = await lockRow(ctx, 'network.pairing', { pairing_id: pairingId, region_id: ctx.regionId })
  if (!pairing) throw unknownPairing(pairingId)
  return pairing
}
