import { localTimeAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { holdsPermission } from '#src/platform/server/access.ts'
import { findAccountNames } from '#src/platform/server/account-names.ts'
import { accountOf } from '#src/platform/server/actor.ts'
import { type Ctx, requireReach, requireStaff } from '#src/platform/server/context.ts'
import type { closingContract, Sheet, SheetCounts } from '../contract-closing.ts'
import { sheetStateOf } from '../domain/closing-sheet.ts'
import { sessionUnknown } from '../errors.ts'
import { notYourSession } from '../errors-closing.ts'
import { findArrivals } from './attendance.repository.ts'
import { chipsOf } from './chips.ts'
import { sheetDueAt } from './closing-loops.ts'
import { findSheets, type SheetRecord } from './closing-sheet.repository.ts'
import { sitesOf } from './names.ts'
import { findRecords, type SessionRecord } from './session.repository.ts'
import { mayWriteFor } from './write-closing-sheet.ts'

export const countsOf = (sheet: SheetCounts): SheetCounts => ({
  firstVisits: sheet.firstVisits,
  returnVisits: sheet.returnVisits,
  extraVisits: sheet.extraVisits,
  taught: sheet.taught,
  rounds: sheet.rounds,
  operations: sheet.operations,
  attended: sheet.attended,
})

const accountIn = (label: string | null): string => label?.split(':')[1] ?? ''

/** Sheets as screens show them, with the names of who wrote and who decided: one question, however many. */
const presenterOf = async (ctx: Ctx, sheets: readonly SheetRecord[]): Promise<(sheet: SheetRecord) => Sheet> => {
  const names = await findAccountNames(
    ctx,
    sheets.flatMap(sheet => [accountIn(sheet.writtenBy), accountIn(sheet.decidedBy)]),
  )
  const nameOf = (label: string | null): string => names.get(accountIn(label)) ?? ''
  return sheet => ({
    version: sheet.version,
    ...countsOf(sheet),
    taughtWhat: sheet.taughtWhat,
    operationNames: sheet.operationNames,
    newTechnique: sheet.newTechnique,
    lacking: sheet.lacking,
    note: sheet.note,
    arrivedAt: localTimeAt(sheet.arrivedAt, ctx.timeZone),
    leftAt: localTimeAt(sheet.leftAt, ctx.timeZone),
    countedVisits: sheet.countedVisits,
    writtenAt: sheet.writtenAt.toISOString(),
    writtenBy: nameOf(sheet.writtenBy),
    decision: sheet.decision,
    decidedAt: sheet.decidedAt?.toISOString() ?? null,
    decidedBy: sheet.decidedBy && nameOf(sheet.decidedBy),
    decisionReason: sheet.decisionReason,
  })
}

/** Nobody confirms their own work: neither who wrote the sheet nor who was part of the session (DEP-31). */
export const isOwnSheet = (ctx: Ctx, record: SessionRecord, sheet: SheetRecord): boolean =>
  sheet.writtenByAccount === accountOf(ctx.actor) ||
  record.staff.some(person => person.staffId === requireStaff(ctx).staffId)

const mayDecide = (ctx: Ctx, record: SessionRecord, newest: SheetRecord | undefined): boolean =>
  newest?.decision === null &&
  record.endsAt <= ctx.now &&
  holdsPermission(ctx.app, ctx.actor, 'deployment.sheet.decide') &&
  requireStaff(ctx).reach.includes(record.institutionId) &&
  !isOwnSheet(ctx, record, newest)

/** One session's sheet with every version, for its expert and for those who manage or run the site. */
export const closingSheet = async (
  ctx: Ctx,
  input: InputOf<typeof closingContract.closingSheet>,
): Promise<OutputOf<typeof closingContract.closingSheet>> => {
  const { sessionId } = input
  const [record] = await findRecords(ctx, { sessionIds: [sessionId] })
  const [session] = record === undefined ? [] : await chipsOf(ctx, [record])
  if (record === undefined || session === undefined) throw sessionUnknown(sessionId)
  const mine = mayWriteFor(ctx, record)
  if (!mine && !requireStaff(ctx).reach.includes(record.institutionId)) throw notYourSession(sessionId)
  const versions = (await findSheets(ctx, [sessionId])).get(sessionId) ?? []
  const present = await presenterOf(ctx, versions)
  const [arrival] = await findArrivals(ctx, [sessionId])
  const site = (await sitesOf(ctx, [record.institutionId])).get(record.institutionId)
  const held = record.startsAt <= ctx.now && (record.status === 'published' || record.status === 'closed')
  return {
    session,
    institutionName: site?.name ?? '',
    state: sheetStateOf(versions),
    versions: versions.map(present),
    arrivedAt: arrival === undefined ? null : localTimeAt(arrival.arrivedAt, ctx.timeZone),
    dueAt: versions.length > 0 || !held ? null : (await sheetDueAt(ctx, record)).toISOString(),
    mayWrite: mine && held,
    mayDecide: mayDecide(ctx, record, versions[0]),
  }
}

/** My own sessions, and those at the sites that this person runs. */
const recordsSeen = async (
  ctx: Ctx,
  { from, to, institutionId }: InputOf<typeof closingContract.closingList>,
): Promise<readonly SessionRecord[]> => {
  const { staffId, reach } = requireStaff(ctx)
  if (institutionId !== undefined) requireReach(ctx, institutionId)
  const days = { from, to, status: ['published', 'closed'] as const }
  const runs = ['deployment.sheet.decide', 'deployment.session.cancel'].some(permission =>
    holdsPermission(ctx.app, ctx.actor, permission),
  )
  const here = runs ? await findRecords(ctx, { ...days, institutionIds: institutionId ? [institutionId] : reach }) : []
  const mine = staffId === null || institutionId !== undefined ? [] : await findRecords(ctx, { ...days, staffId })
  const known = new Set(here.map(record => record.sessionId))
  return [...here, ...mine.filter(record => !known.has(record.sessionId))].filter(record => record.endsAt <= ctx.now)
}

/** Sessions that were held, newest first, and how far their sheets are. */
export const closingList = async (
  ctx: Ctx,
  input: InputOf<typeof closingContract.closingList>,
): Promise<OutputOf<typeof closingContract.closingList>> => {
  const records = [...(await recordsSeen(ctx, input))].sort((a, b) => b.startsAt.getTime() - a.startsAt.getTime())
  const ids: readonly RegionalId[] = records.map(record => record.sessionId)
  const sheets = await findSheets(ctx, ids)
  const chips = await chipsOf(ctx, records)
  const present = await presenterOf(
    ctx,
    records.flatMap(record => sheets.get(record.sessionId)?.slice(0, 1) ?? []),
  )
  const sites = await sitesOf(
    ctx,
    records.map(record => record.institutionId),
  )
  const items = records.flatMap((record, index) => {
    const versions = sheets.get(record.sessionId) ?? []
    const newest = versions[0]
    const session = chips[index]
    return session === undefined
      ? []
      : [
          {
            session,
            institutionName: sites.get(record.institutionId)?.name ?? '',
            state: sheetStateOf(versions),
            newest: newest === undefined ? null : present(newest),
            mayDecide: mayDecide(ctx, record, newest),
          },
        ]
  })
  return { items: items.filter(item => input.state === undefined || item.state === input.state) }
}
