import { findOpenSessions } from '#src/modules/booking/contract.ts'
import { changeQuotas, slotConsole } from '#src/modules/booking/contract-desk.ts'
import { contract } from '#src/modules/deployment/contract.ts'
import { addDays } from '#src/platform/kernel/dates.ts'
import type { StaffActor } from '#src/platform/server/actor.ts'
import type { Lookup } from './lookup.ts'
import type { Player } from './player.ts'
import type { Registered } from './register.ts'
import type { Scenario } from './scenario.ts'
import type { LoadingDay } from './times.ts'
import { bookSeat } from './visits.ts'

const daysAhead = 3

/** A lecture of the centre's family doctor in some days, promised by itself: an activity has no month to wait for. */
export const announceLecture = async (
  player: Player,
  { manager, doctor }: { readonly manager: StaffActor; readonly doctor: StaffActor },
  scenario: Scenario,
  lookup: Lookup,
  day: LoadingDay,
): Promise<string> => {
  const laidOut = await player.play(manager, contract.layOutSession, {
    institutionId: lookup.institution(scenario.centre),
    kind: 'lecture',
    speciality: '健康讲座',
    theme: '家庭医生讲座：在家量血压、看懂化验单',
    partOfDay: 'evening',
    startsAt: '18:30',
    endsAt: '19:30',
    capacity: 30,
    bucketMinutes: 60,
    feeFen: 0,
    note: '可带上自己的血压计和化验单',
    placeText: '社区文化活动室（演示）',
    takingPart: '全科、护理（演示）',
    staff: [{ staffId: doctor.staffId as string, role: 'lead' }],
    localDate: addDays(day.today, daysAhead),
  })
  const { sessionId } = await player.play(manager, contract.publishSession, laidOut)
  return sessionId
}

/** Some have rung the desk. */
export const joinLecture = async (
  player: Player,
  desk: StaffActor,
  sessionId: string,
  people: readonly Registered[],
): Promise<void> => {
  for (const { residentId } of people.slice(-4))
    await bookSeat(player, desk, { sessionId, channel: 'public', residentId, bucket: 0 })
}

/** 转诊预留: one coming clinic of the centre keeps a seat of the public for people who are referred. */
export const keepForReferrals = async (
  player: Player,
  manager: StaffActor,
  scenario: Scenario,
  lookup: Lookup,
  day: LoadingDay,
): Promise<void> => {
  const { sessions } = await player.play(manager, findOpenSessions, {
    channel: 'family_doctor',
    from: addDays(day.today, 1),
    to: addDays(day.today, 10),
    institutionId: lookup.institution(scenario.centre),
    onlyFree: true,
  })
  const clinic = sessions.find(session => session.kind === 'outpatient')
  if (clinic === undefined) return
  const { pools } = await player.play(manager, slotConsole, { sessionId: clinic.sessionId })
  const pool = pools.find(one => one.quota.public > one.taken.public)
  if (pool === undefined) return
  const quota = { ...pool.quota, public: pool.quota.public - 1, referral: pool.quota.referral + 1 }
  await player.play(manager, changeQuotas, {
    sessionId: clinic.sessionId,
    pools: [{ poolId: pool.poolId, quota }],
    reason: '留一个号给下面转上来的居民（演示）',
  })
}
