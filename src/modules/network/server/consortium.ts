import { sql } from 'kysely'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import type * as contract from '../contract.ts'
import { overlaps } from '../domain/periods.ts'
import {
  alreadyMember,
  changedMeanwhile,
  endsBeforeStart,
  secondHead,
  unknownConsortium,
  unknownMembership,
} from '../errors.ts'
import { requireInstitution } from './institution.door.ts'
import { requireManagedConsortium } from './reach.ts'
import { idAt, tables, todayOf } from './tables.ts'

type ConsortiumInput = Pick<
  InputOf<typeof contract.createConsortium>,
  'code' | 'name' | 'kind' | 'startedOn' | 'endedOn' | 'note' | 'demo'
>

const columnsOf = (input: ConsortiumInput) => {
  if (input.startedOn && input.endedOn && input.endedOn < input.startedOn) throw endsBeforeStart('/endedOn')
  return {
    code: input.code,
    name: input.name.trim(),
    kind: input.kind,
    started_on: input.startedOn ?? null,
    ended_on: input.endedOn ?? null,
    note: input.note ?? null,
  }
}

/** The consortia of the region, each with its head of today. */
export const listConsortia = async (ctx: Ctx): Promise<OutputOf<typeof contract.listConsortia>> => {
  const today = todayOf(ctx)
  const inForce = sql`m.valid_from <= ${today}::date and (m.valid_until is null or m.valid_until >= ${today}::date)`
  const rows = await tables(ctx)
    .selectFrom('network.consortium as c')
    .selectAll('c')
    .select([
      sql<
        string | null
      >`(select m.institution_id from network.membership m where m.consortium_id = c.consortium_id and m.role = 'head' and ${inForce})`.as(
        'head_id',
      ),
      sql<number>`(select count(*)::int from network.membership m where m.consortium_id = c.consortium_id and ${inForce})`.as(
        'member_count',
      ),
    ])
    .where('c.region_id', '=', ctx.regionId)
    .orderBy('c.code')
    .execute()
  const heads = await tables(ctx)
    .selectFrom('network.institution')
    .select(['institution_id', 'short_name'])
    .where('institution_id', 'in', ['00000000-0000-0000-0000-000000000000', ...rows.flatMap(row => row.head_id ?? [])])
    .execute()
  return {
    items: rows.map(row => ({
      consortiumId: row.consortium_id,
      regionId: row.region_id,
      code: row.code,
      name: row.name,
      kind: row.kind as ConsortiumInput['kind'],
      startedOn: row.started_on,
      endedOn: row.ended_on,
      note: row.note,
      demo: row.demo,
      version: row.version,
      headInstitutionId: row.head_id,
      headName: heads.find(head => head.institution_id === row.head_id)?.short_name ?? null,
      memberCount: row.member_count,
    })),
  }
}

export const createConsortium = async (ctx: Ctx, input: InputOf<typeof contract.createConsortium>) => {
  const consortiumId = idAt(ctx)
  await tables(ctx)
    .insertInto('network.consortium')
    .values({
      consortium_id: consortiumId,
      region_id: ctx.regionId,
      ...columnsOf(input),
      demo: input.demo ?? false,
      version: 1,
      created_at: ctx.now,
    })
    .execute()
  audit(ctx, { subjectKind: 'consortium', subjectId: consortiumId })
  return { consortiumId }
}

/** @throws network.unknown_consortium */
export const requireConsortium = async (ctx: Ctx, consortiumId: string) => {
  const found = await tables(ctx)
    .selectFrom('network.consortium')
    .selectAll()
    .where('consortium_id', '=', consortiumId)
    .executeTakeFirst()
  if (!found) throw unknownConsortium(consortiumId)
  return found
}

export const updateConsortium = async (ctx: Ctx, input: InputOf<typeof contract.updateConsortium>) => {
  await requireConsortium(ctx, input.consortiumId)
  await requireManagedConsortium(ctx, input.consortiumId)
  const changed = await tables(ctx)
    .updateTable('network.consortium')
    .set({ ...columnsOf(input), version: input.version + 1 })
    .where('consortium_id', '=', input.consortiumId)
    .where('version', '=', input.version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw changedMeanwhile()
  audit(ctx, { subjectKind: 'consortium', subjectId: input.consortiumId })
  return { version: input.version + 1 }
}

type MembershipInput = Omit<InputOf<typeof contract.addMembership>, 'validUntil'> & {
  readonly validUntil?: string | null
}

/**
 * Takes an institution into a consortium. The database forbids a second head and a second place at one time (NET-2, NET-3);
 * the look beforehand only says which of the two it would be.
 */
export const insertMembership = async (ctx: Ctx, input: MembershipInput): Promise<string> => {
  const period = { validFrom: input.validFrom, validUntil: input.validUntil ?? null }
  if (period.validUntil !== null && period.validUntil < period.validFrom) throw endsBeforeStart()
  const others = await tables(ctx)
    .selectFrom('network.membership')
    .selectAll()
    .where('consortium_id', '=', input.consortiumId)
    .execute()
  const sharing = others.filter(row => overlaps(period, { validFrom: row.valid_from, validUntil: row.valid_until }))
  if (sharing.some(row => row.institution_id === input.institutionId)) throw alreadyMember()
  if (input.role === 'head' && sharing.some(row => row.role === 'head')) throw secondHead()
  const membershipId = idAt(ctx)
  await tables(ctx)
    .insertInto('network.membership')
    .values({
      membership_id: membershipId,
      consortium_id: input.consortiumId,
      institution_id: input.institutionId,
      role: input.role,
      valid_from: period.validFrom,
      valid_until: period.validUntil,
      end_reason: null,
      created_at: ctx.now,
    })
    .execute()
  return membershipId
}

export const addMembership = async (ctx: Ctx, input: InputOf<typeof contract.addMembership>) => {
  await requireConsortium(ctx, input.consortiumId)
  await requireInstitution(ctx, input.institutionId)
  await requireManagedConsortium(ctx, input.consortiumId)
  const membershipId = await insertMembership(ctx, { ...input, validUntil: input.validUntil ?? null })
  audit(ctx, { subjectKind: 'membership', subjectId: membershipId, institutionId: input.institutionId })
  return { membershipId }
}

export const endMembership = async (ctx: Ctx, input: InputOf<typeof contract.endMembership>) => {
  const found = await tables(ctx)
    .selectFrom('network.membership')
    .selectAll()
    .where('membership_id', '=', input.membershipId)
    .executeTakeFirst()
  if (!found) throw unknownMembership(input.membershipId)
  await requireManagedConsortium(ctx, found.consortium_id)
  if (input.validUntil < found.valid_from) throw endsBeforeStart()
  await tables(ctx)
    .updateTable('network.membership')
    .set({ valid_until: input.validUntil, end_reason: input.reason })
    .where('membership_id', '=', input.membershipId)
    .execute()
  audit(ctx, {
    subjectKind: 'membership',
    subjectId: input.membershipId,
    institutionId: found.institution_id,
    reason: input.reason,
  })
  return {}
}
