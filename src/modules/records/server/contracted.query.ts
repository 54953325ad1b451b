import { findTeams } from '#src/modules/network/public.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { regionalId } from '#src/platform/kernel/ids.ts'
import { type Ctx, requireStaff, tablesOf } from '#src/platform/server/context.ts'
import type { contractedResidents as endpoint } from '../contract.ts'
import { readFindWords } from '../domain/find-words.ts'
import { findResidentCards, toCard } from './require-resident.ts'
import type { RecordsTables } from './tables.gen.ts'

type Input = InputOf<typeof endpoint>

/** A prefix as a range, which the index of a C-collated column can answer. */
const endOf = (prefix: string): string => `${prefix}\u{10ffff}`

const liveContracts = (ctx: Ctx, institutionId: string) =>
  tablesOf<RecordsTables>(ctx)
    .selectFrom('records.relationship as r')
    .where('r.region_id', '=', ctx.regionId)
    .where('r.institution_id', '=', institutionId)
    .where('r.act', '=', 'contract')
    .where('r.ended_at', 'is', null)
    .where('r.valid_from', '<=', ctx.now)
    .where('r.valid_until', '>', ctx.now)

type Contracts = ReturnType<typeof liveContracts>

const named = (query: Contracts, text: string | undefined): Contracts => {
  const { words } = readFindWords(text ?? '')
  const { name, letters } = words
  if (name) return query.where('r.resident_name', '>=', name).where('r.resident_name', '<', endOf(name))
  if (letters)
    return query.where(eb =>
      eb.or([
        eb.and([eb('r.resident_initials', '>=', letters), eb('r.resident_initials', '<', endOf(letters))]),
        eb.and([eb('r.resident_pinyin', '>=', letters), eb('r.resident_pinyin', '<', endOf(letters))]),
      ]),
    )
  return query
}

/** Mine: contracts in my name, or of a team I belong to today. */
const onlyMine = async (ctx: Ctx, query: Contracts, institutionId: string): Promise<Contracts> => {
  const { staffId } = requireStaff(ctx)
  if (staffId === null) return query.where('r.staff_id', 'is', null).where('r.team_id', 'is', null)
  const teamIds = await liveContracts(ctx, institutionId)
    .select('r.team_id')
    .distinct()
    .where('r.team_id', 'is not', null)
    .execute()
  const teams = await findTeams(
    ctx,
    teamIds.flatMap(row => (row.team_id === null ? [] : [row.team_id])),
  )
  const mine = teams.filter(team => team.members.some(member => member.staffId === staffId)).map(team => team.teamId)
  return query.where(eb =>
    eb.or([eb('r.staff_id', '=', staffId), ...(mine.length === 0 ? [] : [eb('r.team_id', 'in', mine)])]),
  )
}

const afterRow = (query: Contracts, after: string | undefined): Contracts => {
  const [pinyin, uuid] = (after ?? '').split('|')
  if (!pinyin || !uuid) return query
  return query.where(eb =>
    eb.or([
      eb('r.resident_pinyin', '>', pinyin),
      eb.and([eb('r.resident_pinyin', '=', pinyin), eb('r.resident_id', '>', uuid)]),
    ]),
  )
}

/** REC-15: the panel of a family doctor: residents with a live contract at the visible institution. */
export const contractedResidents = async (ctx: Ctx, input: Input): Promise<OutputOf<typeof endpoint>> => {
  const { institutionId } = requireStaff(ctx)
  const limit = input.limit ?? 50
  const filtered = named(liveContracts(ctx, institutionId), input.text)
  const panel = input.mine ? await onlyMine(ctx, filtered, institutionId) : filtered
  const { total } = await panel.select(eb => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await afterRow(panel, input.after)
    .select(['r.relationship_id', 'r.resident_id', 'r.resident_pinyin', 'r.staff_id', 'r.team_id', 'r.valid_until'])
    .orderBy('r.resident_pinyin')
    .orderBy('r.resident_id')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  const cards = await findResidentCards(
    ctx,
    shown.map(row => regionalId(ctx.regionId, row.resident_id)),
  )
  const last = shown.at(-1)
  return {
    residents: shown.flatMap(row => {
      const card = cards.get(regionalId(ctx.regionId, row.resident_id))
      return card
        ? [
            {
              ...toCard(card),
              relationshipId: regionalId(ctx.regionId, row.relationship_id),
              staffId: row.staff_id,
              teamId: row.team_id,
              contractUntil: row.valid_until.toISOString(),
            },
          ]
        : []
    }),
    total: Number(total),
    next: rows.length > limit && last ? `${last.resident_pinyin}|${last.resident_id}` : null,
  }
}
