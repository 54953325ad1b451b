import { requireStaffMember } from '#src/modules/network/public.ts'
import { localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { newUuid, type RegionalId, regionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { audit, type Ctx, requireReach, requireStaff } from '#src/platform/server/context.ts'
import type { postingContract as contract } from '../contract-postings.ts'
import { daysWithin } from '../domain/postings.ts'
import {
  daysOutsidePosting,
  daysStillToCome,
  monthConfirmedAlready,
  monthNotReported,
  nobodyConfirmsOwnDays,
  onlyManagersForOthers,
  postingChangedMeanwhile,
  postingEndsBeforeItStarts,
  postingNeedsOnePlace,
  postingUnknown,
} from '../errors.ts'
import { requireInRegion } from './day-facts.ts'
import { manages } from './manages.ts'
import { staffOf } from './names.ts'
import {
  findPosting,
  findPostingMonths,
  insertPosting,
  type PostingRecord,
  writeConfirmation,
  writeEnd,
  writeMonth,
} from './posting.repository.ts'

const placesOf = (record: PostingRecord): readonly string[] => [
  record.homeInstitutionId,
  ...(record.institutionId === null ? [] : [record.institutionId]),
]

/** Oneself, and those who keep postings on either side; colleagues are told the rest, not the money. */
export const isOwnOrKept = (ctx: Ctx, record: PostingRecord): boolean =>
  requireStaff(ctx).staffId === record.staffId ||
  placesOf(record).some(site => manages(ctx, 'deployment.posting.manage', site))

const noted = (ctx: Ctx, record: PostingRecord, more: Readonly<Record<string, string | number>> = {}): void =>
  audit(ctx, {
    subjectKind: 'posting',
    subjectId: record.postingId,
    institutionId: record.institutionId ?? record.homeInstitutionId,
    details: more,
  })

/**
 * A person is posted by letter (DEP-70). Title and employer are those of the first day and stay as they were; of employers
 * no history is kept, so that one of earlier days is named by whoever enters the letter.
 * @throws deployment.posting_needs_one_place, deployment.posting_ends_before_it_starts, deployment.posted_already
 */
export const enterPosting = async (
  ctx: Ctx,
  input: InputOf<typeof contract.enterPosting>,
): Promise<OutputOf<typeof contract.enterPosting>> => {
  const person = await requireStaffMember(ctx, input.staffId)
  const [institutionId, placeText] = [input.institutionId ?? null, input.placeText?.trim() || null]
  if ((institutionId === null) === (placeText === null)) throw postingNeedsOnePlace()
  if (input.lastDay < input.firstDay) throw postingEndsBeforeItStarts()
  const { reach } = requireStaff(ctx)
  if (institutionId === null || !reach.includes(institutionId)) requireReach(ctx, person.institutionId)
  for (const named of [institutionId, input.homeInstitutionId ?? null])
    if (named !== null) await requireInRegion(ctx, named)
  const then = (await staffOf(ctx, [input.staffId], input.firstDay)).get(input.staffId)
  const record: PostingRecord = {
    postingId: regionalId(ctx.regionId, newUuid(ctx.now.getTime())),
    staffId: input.staffId,
    homeInstitutionId: input.homeInstitutionId ?? person.institutionId,
    institutionId,
    placeText,
    duty: input.duty,
    isFullTime: input.isFullTime,
    postHeld: input.postHeld,
    titleCode: then?.titleCode ?? null,
    letterNumber: input.letterNumber,
    letterFile: input.letterFile ?? null,
    subsidyFenPerDay: input.subsidyFenPerDay ?? null,
    firstDay: input.firstDay,
    lastDay: input.lastDay,
    endedWhy: null,
    note: input.note ?? null,
    version: 1,
  }
  await insertPosting(ctx, record, actorLabel(ctx.actor))
  noted(ctx, record)
  return { postingId: record.postingId, version: 1 }
}

/** Those of the employer, of the receiving site, and the person. @throws deployment.posting_unknown */
export const requirePosting = async (ctx: Ctx, postingId: RegionalId, forUpdate = false): Promise<PostingRecord> => {
  const record = await findPosting(ctx, postingId, forUpdate)
  if (record === undefined) throw postingUnknown(postingId)
  const { reach, staffId } = requireStaff(ctx)
  if (staffId !== record.staffId && !placesOf(record).some(site => reach.includes(site)))
    requireReach(ctx, record.institutionId ?? record.homeInstitutionId)
  return record
}

/** Ended early or extended; attendance outside the new days must not exist. */
export const endPosting = async (
  ctx: Ctx,
  input: InputOf<typeof contract.endPosting>,
): Promise<OutputOf<typeof contract.endPosting>> => {
  const record = await requirePosting(ctx, input.postingId, true)
  if (record.version !== input.version) throw postingChangedMeanwhile(input.postingId)
  if (input.lastDay < record.firstDay) throw postingEndsBeforeItStarts()
  const months = await findPostingMonths(ctx, [input.postingId])
  const last = months
    .flatMap(({ month, days }) => days.map(day => `${month}-${String(day).padStart(2, '0')}`))
    .sort()
    .at(-1)
  if (last !== undefined && last > input.lastDay) throw daysOutsidePosting()
  await writeEnd(ctx, input.postingId, input.lastDay, input.why)
  noted(ctx, record, { lastDay: input.lastDay })
  return { postingId: input.postingId, version: record.version + 1 }
}

/** Days on which the person was there; reported by the person or who keeps the posting, past days only (DEP-70). */
export const reportPostingMonth = async (
  ctx: Ctx,
  input: InputOf<typeof contract.reportPostingMonth>,
): Promise<OutputOf<typeof contract.reportPostingMonth>> => {
  const record = await requirePosting(ctx, input.postingId, true)
  if (!isOwnOrKept(ctx, record)) throw onlyManagersForOthers()
  const days = [...new Set(input.days)].sort((one, other) => one - other)
  const dates = days.map(day => `${input.month}-${String(day).padStart(2, '0')}`)
  const possible = daysWithin(record, input.month)
  if (possible.length === 0 || dates.some(date => !possible.includes(date))) throw daysOutsidePosting()
  if (dates.some(date => date > localDateAt(ctx.now, ctx.timeZone))) throw daysStillToCome()
  const known = (await findPostingMonths(ctx, [input.postingId])).find(one => one.month === input.month)
  if (known?.confirmedAt) throw monthConfirmedAlready(input.month)
  if ((known?.version ?? 0) !== input.version) throw postingChangedMeanwhile(input.postingId)
  const version = await writeMonth(ctx, input.postingId, input.month, days, actorLabel(ctx.actor))
  noted(ctx, record, { month: input.month, days: days.length })
  return { version }
}

/**
 * The receiving site says that it was so; for a place outside the region the employer does, by the host's letter.
 * Nobody confirms the own days (DEP-70).
 */
export const confirmPostingMonth = async (
  ctx: Ctx,
  input: InputOf<typeof contract.confirmPostingMonth>,
): Promise<OutputOf<typeof contract.confirmPostingMonth>> => {
  const record = await requirePosting(ctx, input.postingId, true)
  requireReach(ctx, record.institutionId ?? record.homeInstitutionId)
  if (requireStaff(ctx).staffId === record.staffId) throw nobodyConfirmsOwnDays()
  const known = (await findPostingMonths(ctx, [input.postingId])).find(one => one.month === input.month)
  if (known === undefined) throw monthNotReported(input.month)
  if (known.confirmedAt) throw monthConfirmedAlready(input.month)
  if (known.version !== input.version) throw postingChangedMeanwhile(input.postingId)
  await writeConfirmation(ctx, input.postingId, input.month, actorLabel(ctx.actor))
  noted(ctx, record, { month: input.month })
  return { version: known.version + 1 }
}
