import { handoutContract } from '#src/modules/deployment/contract-handouts.ts'
import { needContract } from '#src/modules/deployment/contract-needs.ts'
import { postingContract } from '#src/modules/deployment/contract-postings.ts'
import { addDays, addMonths, daysOfMonth, monthOf, weekdayOf } from '#src/platform/kernel/dates.ts'
import type { StaffActor } from '#src/platform/server/actor.ts'
import type { Lookup } from './lookup.ts'
import type { Player } from './player.ts'
import type { Scenario } from './scenario.ts'
import type { LoadingDay } from './times.ts'

/** Half a year behind today, so that the year's figure has something to say. */
const monthsBehind = 6

/** Somebody works at a branch for a year; the months behind are confirmed, the last one is only reported. */
const playPosting = async (
  player: Player,
  manager: StaffActor,
  posting: NonNullable<Scenario['posting']>,
  lookup: Lookup,
  day: LoadingDay,
): Promise<void> => {
  const first = addMonths(day.month, -monthsBehind)
  const { postingId } = await player.play(manager, postingContract.enterPosting, {
    staffId: lookup.staff(posting.staff),
    institutionId: lookup.institution(posting.site),
    duty: 'technical',
    isFullTime: true,
    postHeld: posting.post,
    letterNumber: posting.letter,
    firstDay: `${first}-01`,
    lastDay: daysOfMonth(addMonths(first, 11)).at(-1) as string,
  })
  for (let back = monthsBehind; back > 0; back -= 1) {
    const month = addMonths(day.month, -back)
    const days = daysOfMonth(month)
      .filter(date => weekdayOf(date) <= 5)
      .map(date => Number(date.slice(8)))
    const { version } = await player.play(manager, postingContract.reportPostingMonth, {
      postingId,
      month,
      version: 0,
      days,
    })
    if (back > 1) await player.play(manager, postingContract.confirmPostingMonth, { postingId, month, version })
  }
}

/** What is asked for and not yet planned, a picture that was sent, and whoever is posted. */
export const playPlans = async (
  player: Player,
  { manager, doctor }: { readonly manager: StaffActor; readonly doctor: StaffActor },
  scenario: Scenario,
  lookup: Lookup,
  day: LoadingDay,
): Promise<void> => {
  await player.play(doctor, needContract.fileNeed, {
    speciality: '内分泌科',
    residents: 12,
    reasons: ['poorly_controlled', 'waits_too_long'],
    note: '糖尿病签约居民里有 12 人连续三个月血糖不达标',
    urgency: 'soon',
    wishedFrom: addDays(day.today, 7),
    wishedUntil: addDays(day.today, 28),
  })
  if (scenario.publishesNextMonth)
    await player.play(manager, handoutContract.takeHandout, {
      institutionId: lookup.institution(scenario.centre),
      month: monthOf(day.endOfNextMonth),
      form: 'picture',
    })
  if (scenario.posting) await playPosting(player, manager, scenario.posting, lookup, day)
}
