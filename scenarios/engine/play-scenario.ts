import { foundRegion } from '#src/apps/server/bootstrap.ts'
import { monthPublished, sessionPublished } from '#src/modules/deployment/events.ts'
import { listPlaques, noteServiceActivity, tiePlaque } from '#src/modules/network/contract-agreements.ts'
import { importWorkbook, rehearseWorkbook } from '#src/modules/network/contract-workbook.ts'
import { addDays } from '#src/platform/kernel/dates.ts'
import { invariant } from '#src/platform/kernel/errors.ts'
import type { StaffActor } from '#src/platform/server/actor.ts'
import { giveRole, openAccounts } from './accounts.ts'
import { announceLecture, joinLecture, keepForReferrals } from './activities.ts'
import { addBridge } from './card-bridge.ts'
import { hearEvents } from './events.ts'
import { type Lookup, readLookup } from './lookup.ts'
import { playPartner } from './partner.ts'
import { playPlans } from './plans.ts'
import { type Player, staffActorOf } from './player.ts'
import { bringFamily, linkPhone, type Registered, register, signContract, signInByPhone } from './register.ts'
import { planResidents } from './residents.ts'
import { layOut, publish } from './roster.ts'
import type { AccountPlan, Scenario } from './scenario.ts'
import { playSessionLife } from './session-life.ts'
import { playTies } from './ties.ts'
import { type LoadingDay, liveDay } from './times.ts'
import { playTroubles } from './troubles.ts'
import { playComingDays, playToday } from './visits.ts'
import { playWaiting } from './waiting.ts'
import { tablesOf, writeWorkbook } from './workbook.ts'

export type Administrators = { readonly it: StaffActor; readonly security: StaffActor }

const administratorOf = (scenario: Scenario, role: string): AccountPlan => {
  const plan = scenario.accounts.find(account => account.role === role)
  invariant(plan, `${scenario.key} names a ${role}`)
  return plan
}

/** Region, head institution and the two administrators, as in an empty installation. */
export const foundScenario = async (
  player: Player,
  scenario: Scenario,
  passwordHash: string,
): Promise<Administrators> => {
  const head = scenario.network.institutions.find(row => row.code === scenario.head)
  invariant(head, `${scenario.key} has a head`)
  const { code, name, shortName, kind, level, grade, address } = head
  const plans = ['it_admin', 'security_admin'].map(role => administratorOf(scenario, role))
  const founded = await foundRegion(player.app, {
    regionId: scenario.regionId,
    regionName: scenario.regionName,
    institution: { code, name, shortName, kind, level, grade, address, demo: true },
    accounts: plans.map(({ loginName, title, role }) => ({ loginName, name: `${title}（演示）`, role, passwordHash })),
  })
  invariant(founded, 'a scenario is founded beside others')
  const { institutionId, accounts } = founded
  const actors = await Promise.all(
    accounts.map(({ accountId, role }) =>
      staffActorOf(player.app, { accountId, staffId: null, regionId: scenario.regionId, institutionId, roles: [role] }),
    ),
  )
  return { it: actors[0] as StaffActor, security: actors[1] as StaffActor }
}

/** The network comes in as one workbook: rehearsed first, then imported. */
const importNetwork = async (player: Player, it: StaffActor, scenario: Scenario, day: LoadingDay): Promise<void> => {
  const fileBase64 = (await writeWorkbook(tablesOf(scenario.network, day.today))).toString('base64')
  const rehearsal = await player.play(it, rehearseWorkbook, { fileBase64 })
  invariant(rehearsal.importable, `${scenario.key}: ${JSON.stringify(rehearsal.findings.slice(0, 5))}`)
  await player.play(it, importWorkbook, { fileBase64 })
}

/** After the import the head has members, and its administrators reach them. */
const reachAgain = async (player: Player, { it, security }: Administrators): Promise<Administrators> => ({
  it: await staffActorOf(player.app, it),
  security: await staffActorOf(player.app, security),
})

const notePlaques = async (
  player: Player,
  manager: StaffActor,
  scenario: Scenario,
  lookup: Lookup,
  day: LoadingDay,
): Promise<void> => {
  const { items } = await player.play(manager, listPlaques, {})
  for (const row of scenario.network.plaques) {
    const tied = row.team ? items.find(item => item.code === row.code) : undefined
    if (tied && row.team)
      await player.play(manager, tiePlaque, {
        plaqueId: tied.plaqueId,
        agreementId: tied.agreementId,
        teamId: lookup.team(row.team),
        photoFile: tied.photoFile,
      })
    for (const [index, daysAgo] of (row.activeDaysAgo ?? []).entries()) {
      const plaque = items.find(item => item.code === row.code)
      invariant(plaque, `${row.code} was imported`)
      const service = row.services[index % row.services.length] as (typeof row.services)[number]
      await player.play(manager, noteServiceActivity, {
        plaqueId: plaque.plaqueId,
        service,
        on: addDays(day.today, -daysAgo),
      })
    }
  }
}

/** Everyone of the scenario's neighbourhood comes to the desk with a card; about half sign with a family doctor. */
const registerAll = async (
  player: Player,
  administrators: Administrators,
  desk: StaffActor,
  doctor: StaffActor,
  scenario: Scenario,
  day: LoadingDay,
) => {
  const { family, residents, stranger } = planResidents(scenario.residents, Number(day.today.slice(0, 4)))
  const { institutionId } = desk
  await giveRole(player, administrators.security, {
    accountId: administrators.it.accountId,
    institutionId,
    role: 'it_admin',
  })
  const atCentre = await staffActorOf(player.app, { ...administrators.it, institutionId })
  const bridge = await addBridge(player, atCentre, '挂号处读卡器（演示）')
  const registered: Registered[] = []
  for (const resident of residents) {
    const one = await register(player, desk, bridge, resident)
    if (resident.contracted) await signContract(player, doctor, one, day)
    registered.push(one)
  }
  await bridge.remove()
  const familyActors = await bringFamily(player, desk, family, registered)
  const elder = registered.find(one => one.age === 72) as Registered
  const elderActor = await linkPhone(player, await signInByPhone(player, desk.regionId, elder.phone), elder)
  return { registered, stranger, phones: { family: familyActors, elder: elderActor } }
}

const requireActor = (actors: ReadonlyMap<string, StaffActor>, scenario: Scenario, role: string): StaffActor => {
  const plan = scenario.accounts.find(account => account.role === role)
  const actor = plan && actors.get(plan.loginName)
  invariant(actor, `${scenario.key} has a ${role}`)
  return actor
}

/**
 * Loads one scenario from nothing but its region and administrators.
 * @param step is told what has been done.
 */
export const playScenario = async (
  player: Player,
  scenario: Scenario,
  founded: Administrators,
  day: LoadingDay,
  passwordHash: string,
  step: (what: string) => void,
): Promise<void> => {
  await importNetwork(player, founded.it, scenario, day)
  const administrators = await reachAgain(player, founded)
  const lookup: Lookup = await readLookup(player, administrators.it, scenario.network)
  const founding = ['it_admin', 'security_admin'].map(role => administratorOf(scenario, role))
  const others = scenario.accounts.filter(plan => !founding.includes(plan))
  const actors = await openAccounts(player, administrators, { ...scenario, accounts: others }, lookup, passwordHash)
  const manager = requireActor(actors, scenario, 'consortium_manager')
  await notePlaques(player, manager, scenario, lookup, day)
  await playTies({ player, manager, lookup, day }, scenario.ties, scenario.network.consortium.code)
  step(`网络：${scenario.network.institutions.length} 家机构，${scenario.network.staff.length} 名人员`)

  const live = liveDay(day)
  const laidOut = await layOut(player, manager, scenario, lookup, day, live)
  await publish(player, manager, scenario, laidOut, day, live)
  const [centre, expert] = [
    requireActor(actors, scenario, 'centre_manager'),
    requireActor(actors, scenario, 'specialist'),
  ]
  const people = { manager, centre, expert, desk: requireActor(actors, scenario, 'desk') }
  await playSessionLife(player, people, scenario, lookup, day)
  const [desk, doctor] = [requireActor(actors, scenario, 'desk'), requireActor(actors, scenario, 'gp')]
  const lecture = await announceLecture(player, { manager, doctor }, scenario, lookup, day)
  await hearEvents(player, scenario.regionId, [monthPublished, sessionPublished])
  step(`排班：${laidOut.sessions + 1} 场`)

  const { registered, stranger, phones } = await registerAll(player, administrators, desk, doctor, scenario, day)
  step(`居民：${registered.length + 2} 人`)
  const sessions = scenario.today.map((clinic, index) => ({
    sessionId: laidOut.today[index] as string,
    here: clinic.site === scenario.centre,
  }))
  await playToday(player, { desk, doctor }, sessions, registered, live)
  await joinLecture(player, desk, lecture, registered)
  await keepForReferrals(player, manager, scenario, lookup, day)
  await playComingDays(player, doctor, registered, phones, day, live)
  await playWaiting(player, {
    manager,
    desk,
    elder: phones.elder,
    family: phones.family,
    people: registered,
    today: live.date,
  })
  const ofPartner = (role: string) =>
    actors.get(
      scenario.accounts.find(one => one.institution === scenario.partner?.institution && one.role === role)
        ?.loginName ?? '',
    )
  const [partner, systems] = [ofPartner('centre_manager'), ofPartner('it_admin')]
  if (scenario.partner && partner && systems)
    await playPartner(player, { partner, systems }, scenario.partner, lookup, phones.elder, day)
  await playPlans(player, { manager, doctor }, scenario, lookup, day)
  await playTroubles(player, { desk, manager }, stranger, day)
  step('今日门诊与预约')
}
