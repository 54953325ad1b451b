import { timingSafeEqual } from 'node:crypto'
import { requireStaffMember } from '#src/modules/network/public.ts'
import { addDays, localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { newUuid, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { audit, type Ctx, requireStaff, tablesOf } from '#src/platform/server/context.ts'
import { blindIndex } from '#src/platform/server/crypto.ts'
import type { PublicPage } from '#src/platform/server/module.ts'
import { textOf } from '#src/platform/server/sentences.ts'
import type { handoutContract as contract } from '../contract-handouts.ts'
import { calendarFeed } from '../domain/calendar-feed.ts'
import { noPersonOfAccount } from '../errors.ts'
import type { Session } from '../public.ts'
import { requireManages } from './manages.ts'
import { sitesOf, staffOf } from './names.ts'
import { readSessions } from './read-sessions.ts'
import type { DeploymentTables } from './tables.gen.ts'

/** What a calendar shows: the last month and the next four. */
const [daysBack, daysAhead] = [31, 120]

type Owner = { readonly kind: 'institution' | 'person'; readonly ownerId: string }

/** An institution's calendar belongs to those who manage it, a person's to that person. */
const ownerOf = (ctx: Ctx, input: InputOf<typeof contract.openCalendar>): Owner => {
  const { institutionId, staffId } = requireStaff(ctx)
  if (input.kind === 'person') {
    if (staffId === null) throw noPersonOfAccount()
    return { kind: 'person', ownerId: staffId }
  }
  const asked = input.institutionId ?? institutionId
  requireManages(ctx, 'deployment.month.publish', asked)
  return { kind: 'institution', ownerId: asked }
}

/** Somebody who has left can't close the own calendar any more: whoever plans at the home institution does. */
const ownerToClose = async (ctx: Ctx, input: InputOf<typeof contract.closeCalendar>): Promise<Owner> => {
  if (input.kind === 'institution' || input.staffId === undefined || input.staffId === requireStaff(ctx).staffId)
    return ownerOf(ctx, input)
  const person = await requireStaffMember(ctx, input.staffId)
  requireManages(ctx, 'deployment.month.publish', person.institutionId)
  return { kind: 'person', ownerId: person.staffId }
}

const findOpen = (ctx: Ctx, owner: Owner) =>
  tablesOf<DeploymentTables>(ctx)
    .selectFrom('deployment.calendar_feed')
    .select('feed_id')
    .where('region_id', '=', ctx.regionId)
    .where('kind', '=', owner.kind)
    .where('owner_id', '=', owner.ownerId)
    .where('closed_at', 'is', null)
    .executeTakeFirst()

/** Whoever holds the address reads the calendar; it can be computed again and need not be stored (DEP-67). */
const markOf = (ctx: Ctx, feedId: string): string =>
  blindIndex(ctx.app.keys, 'calendar_feed', `${ctx.regionId} ${feedId}`).subarray(0, 18).toString('base64url')

const pathOf = (ctx: Ctx, feedId: string): string =>
  `/calendar/${feedId}.${markOf(ctx, feedId)}.ics?region=${ctx.regionId}`

/** @throws deployment.no_person_of_account, platform.wrong_institution, deployment.only_managers_for_others */
export const openCalendar = async (
  ctx: Ctx,
  input: InputOf<typeof contract.openCalendar>,
): Promise<OutputOf<typeof contract.openCalendar>> => {
  const owner = ownerOf(ctx, input)
  const open = await findOpen(ctx, owner)
  if (open) return { path: pathOf(ctx, open.feed_id) }
  const feedId = newUuid(ctx.now.getTime())
  await tablesOf<DeploymentTables>(ctx)
    .insertInto('deployment.calendar_feed')
    .values({
      region_id: ctx.regionId,
      feed_id: feedId,
      kind: owner.kind,
      owner_id: owner.ownerId,
      opened_by: actorLabel(ctx.actor),
      opened_at: ctx.now,
      closed_by: null,
      closed_at: null,
    })
    .execute()
  audit(ctx, { subjectKind: 'calendar', subjectId: regionalId(ctx.regionId, feedId) })
  return { path: pathOf(ctx, feedId) }
}

export const closeCalendar = async (
  ctx: Ctx,
  input: InputOf<typeof contract.closeCalendar>,
): Promise<OutputOf<typeof contract.closeCalendar>> => {
  const owner = await ownerToClose(ctx, input)
  await tablesOf<DeploymentTables>(ctx)
    .updateTable('deployment.calendar_feed')
    .set({ closed_by: actorLabel(ctx.actor), closed_at: ctx.now })
    .where('region_id', '=', ctx.regionId)
    .where('kind', '=', owner.kind)
    .where('owner_id', '=', owner.ownerId)
    .where('closed_at', 'is', null)
    .execute()
  audit(ctx, { subjectKind: 'calendar', subjectId: owner.ownerId })
  return {}
}

const filePattern = /^([0-9a-f-]{36})\.([\w-]{24})\.ics$/

const hasLeft = async (ctx: Ctx, staffId: string): Promise<boolean> => {
  const leftOn = (await staffOf(ctx, [staffId])).get(staffId)?.leftOn ?? null
  return leftOn !== null && leftOn < localDateAt(ctx.now, ctx.timeZone)
}

const requireOwner = async (ctx: Ctx, file: string): Promise<Owner | undefined> => {
  const [, feedId, mark] = filePattern.exec(file) ?? []
  if (feedId === undefined || mark === undefined) return undefined
  if (!timingSafeEqual(Buffer.from(mark), Buffer.from(markOf(ctx, feedId)))) return undefined
  const row = await tablesOf<DeploymentTables>(ctx)
    .selectFrom('deployment.calendar_feed')
    .select(['kind', 'owner_id'])
    .where('region_id', '=', ctx.regionId)
    .where('feed_id', '=', feedId)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  if (row?.kind === 'person' && (await hasLeft(ctx, row.owner_id))) return undefined
  return row && { kind: row.kind as Owner['kind'], ownerId: row.owner_id }
}

const sessionsOf = (ctx: Ctx, owner: Owner): Promise<readonly Session[]> => {
  const today = localDateAt(ctx.now, ctx.timeZone)
  return readSessions(ctx, {
    from: addDays(today, -daysBack),
    to: addDays(today, daysAhead),
    status: ['published', 'closed', 'cancelled'],
    ...(owner.kind === 'person' ? { staffId: owner.ownerId } : { institutionIds: [owner.ownerId] }),
  })
}

const fileOf = async (ctx: Ctx, owner: Owner, language: string): Promise<string> => {
  const sessions = await sessionsOf(ctx, owner)
  const sites = await sitesOf(ctx, [...sessions.map(session => session.institutionId), owner.ownerId])
  const people = await staffOf(ctx, owner.kind === 'person' ? [owner.ownerId] : [])
  const kindWord = (kind: string): string => textOf(ctx.app, language, `deployment.kind.${kind}`) ?? kind
  return calendarFeed({
    name: people.get(owner.ownerId)?.name ?? sites.get(owner.ownerId)?.name ?? '',
    madeAt: ctx.now,
    events: sessions.map(session => {
      const site = sites.get(session.institutionId)
      const lead = session.staff[0]?.name
      return {
        id: session.sessionId,
        version: session.version,
        startsAt: session.startsAt,
        endsAt: session.endsAt,
        changedAt: session.publishedAt ?? ctx.now,
        title: [lead, session.title ?? kindWord(session.kind), `（${site?.shortName ?? ''}）`]
          .filter(Boolean)
          .join(' '),
        place: [site?.name, session.roomName, site?.address].filter(Boolean).join(' '),
        note: [kindWord(session.kind), session.note, session.staff.map(one => one.name).join('、')]
          .filter(Boolean)
          .join('\n'),
        isCancelled: session.status === 'cancelled',
      }
    }),
  })
}

/** `/calendar/<id>.<mark>.ics?region=…`: asked for by phones and desktops without a login, with `webcal` in front. */
export const calendarPage: PublicPage = {
  path: '/calendar/:file',
  render: async (ctx, { params, language }) => {
    const owner = await requireOwner(ctx, params.file ?? '')
    if (owner === undefined) return { status: 404, body: '', type: 'text/plain; charset=utf-8' }
    return {
      body: await fileOf(ctx, owner, language),
      type: 'text/calendar; charset=utf-8',
      fileName: `doorstep-${splitRegionalId(regionalId(ctx.regionId, owner.ownerId)).uuid.slice(0, 8)}.ics`,
    }
  },
}
