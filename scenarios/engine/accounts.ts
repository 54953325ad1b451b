import { createAccount, grantRole } from '#src/platform/server/accounts.ts'
import type { StaffActor } from '#src/platform/server/actor.ts'
import { audit } from '#src/platform/server/context.ts'
import type { Lookup } from './lookup.ts'
import type { NetworkData } from './network-data.ts'
import { type Player, staffActorOf } from './player.ts'
import type { AccountPlan } from './scenario.ts'

/** Known to everyone who reads the start's lines; the demo only. */
export const demoPassword = 'Doorstep-2026'

const nameOf = (plan: AccountPlan, network: NetworkData): string =>
  plan.name ?? network.staff.find(person => person.code === plan.staff)?.name ?? plan.title

export const giveRole = (
  player: Player,
  security: StaffActor,
  given: { readonly accountId: string; readonly institutionId: string; readonly role: string },
) =>
  player.within(security, 'platform.grantRole', async ctx => {
    await grantRole(ctx, given)
    audit(ctx, {
      subjectKind: 'account',
      subjectId: given.accountId,
      institutionId: given.institutionId,
      details: { role: given.role },
    })
  })

/**
 * Opens the accounts of a scenario: the IT administrator makes them, the security administrator gives the roles.
 * @returns everybody as an actor, by login name.
 */
export const openAccounts = async (
  player: Player,
  administrators: { readonly it: StaffActor; readonly security: StaffActor },
  scenario: { readonly accounts: readonly AccountPlan[]; readonly network: NetworkData },
  lookup: Lookup,
  passwordHash: string,
): Promise<ReadonlyMap<string, StaffActor>> => {
  const actors = new Map<string, StaffActor>()
  for (const plan of scenario.accounts) {
    const institutionId = lookup.institution(plan.institution)
    const staffId = plan.staff === undefined ? null : lookup.staff(plan.staff)
    const { accountId } = await player.within(administrators.it, 'platform.createStaffAccount', async ctx => {
      const created = await createAccount(ctx, {
        loginName: plan.loginName,
        name: nameOf(plan, scenario.network),
        homeInstitutionId: institutionId,
        passwordHash,
        ...(staffId === null ? {} : { staffId }),
      })
      audit(ctx, { subjectKind: 'account', subjectId: created.accountId, institutionId })
      return created
    })
    await giveRole(player, administrators.security, { accountId, institutionId, role: plan.role })
    const who = { accountId, staffId, regionId: administrators.it.regionId, institutionId, roles: [plan.role] }
    actors.set(plan.loginName, await staffActorOf(player.app, who))
  }
  return actors
}
