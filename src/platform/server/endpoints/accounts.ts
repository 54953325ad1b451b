import { sql } from 'kysely'
import * as contract from '#src/platform/contract/accounts.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { holdsPermission } from '../access.ts'
import { listAccounts } from '../account-list.query.ts'
import { createAccount, declaredRoles, grantRole, holdsPower, requireAccount, revokeRole } from '../accounts.ts'
import { audit, type Ctx, requireReach, requireStaff } from '../context.ts'
import { staffNames } from '../institutions.ts'
import { type Handler, handle } from '../module.ts'
import { generatePassword, hashPassword, passwordRules } from '../passwords.ts'
import {
  accountUnknown,
  ordinaryNeedsSystem,
  ownAccount,
  powerNeedsSecurity,
  roleNotHeld,
  secondFactorNone,
  staffUnknown,
} from '../refusals.ts'
import { permissionsOf } from '../registry.ts'
import { endSessionsOf } from '../sessions.ts'
import { settingOf } from '../settings.ts'

/** @throws platform.staff_unknown */
const requireStaffPerson = async (ctx: Ctx, staffId: string): Promise<void> => {
  if (!(await staffNames(ctx, [staffId])).has(staffId)) throw staffUnknown()
}

const createStaffAccount = async (ctx: Ctx, input: InputOf<typeof contract.createStaffAccount>) => {
  requireReach(ctx, input.institutionId)
  if (input.staffId !== undefined) await requireStaffPerson(ctx, input.staffId)
  const initialPassword = generatePassword((await passwordRules(ctx)).minimumLength)
  const { accountId } = await createAccount(ctx, {
    loginName: input.loginName,
    name: input.name,
    staffId: input.staffId,
    homeInstitutionId: input.institutionId,
    password: initialPassword,
    mustChangePassword: true,
  })
  audit(ctx, { subjectKind: 'account', subjectId: accountId, institutionId: input.institutionId })
  return { accountId, loginName: input.loginName, initialPassword }
}

/**
 * An account whose home institution is managed from here. A role held at one's institution is not enough: whoever
 * could reset a guest's password could sign in as the guest at home.
 */
const requireManaged = async (ctx: Ctx, accountId: string) => {
  const account = await requireAccount(ctx, accountId)
  if (account.home_institution_id === null || !requireStaff(ctx).reach.includes(account.home_institution_id))
    throw accountUnknown()
  return account
}

/**
 * Whoever may reset a password may sign in with it. So no system administrator resets, unlocks or ends an account that
 * holds a separate power, and the security administrator touches only those (PLAT-71).
 * @throws platform.power_needs_security, platform.ordinary_needs_system
 */
const requireSecured = async (ctx: Ctx, accountId: string) => {
  const account = await requireManaged(ctx, accountId)
  const maySystem = holdsPermission(ctx.app, requireStaff(ctx), 'platform.account.manage')
  if (await holdsPower(ctx, accountId)) {
    if (!holdsPermission(ctx.app, requireStaff(ctx), 'platform.role.grant')) throw powerNeedsSecurity()
  } else if (!maySystem) throw ordinaryNeedsSystem()
  return account
}

const refuseOwn = (ctx: Ctx, accountId: string): void => {
  if (requireStaff(ctx).accountId === accountId) throw ownAccount()
}

type About = { readonly accountId: string; readonly reason: string }
const note = (ctx: Ctx, input: About): void =>
  audit(ctx, { subjectKind: 'account', subjectId: input.accountId, reason: input.reason })

/** Who uses the account: one member of staff has one account (a constraint). Roles stay as they are (PLAT-73). */
const linkStaff = async (ctx: Ctx, input: InputOf<typeof contract.linkStaff>) => {
  refuseOwn(ctx, input.accountId)
  await requireManaged(ctx, input.accountId)
  if (await holdsPower(ctx, input.accountId)) throw powerNeedsSecurity()
  if (input.staffId !== null) await requireStaffPerson(ctx, input.staffId)
  await sql`update platform.account set staff_id = ${input.staffId} where account_id = ${input.accountId}`.execute(
    ctx.tx,
  )
  await endSessionsOf(ctx, input.accountId)
  audit(ctx, {
    subjectKind: 'account',
    subjectId: input.accountId,
    reason: input.reason,
    details: { staffId: input.staffId ?? 'none' },
  })
  return {}
}

const disableAccount = async (ctx: Ctx, input: About) => {
  refuseOwn(ctx, input.accountId)
  await requireSecured(ctx, input.accountId)
  await sql`update platform.account set disabled_at = coalesce(disabled_at, ${ctx.now}) where account_id = ${input.accountId}`.execute(
    ctx.tx,
  )
  await endSessionsOf(ctx, input.accountId)
  note(ctx, input)
  return {}
}

const enableAccount = async (ctx: Ctx, input: About) => {
  await requireSecured(ctx, input.accountId)
  await sql`update platform.account set disabled_at = null, failed_count = 0, locked_until = null where account_id = ${input.accountId}`.execute(
    ctx.tx,
  )
  note(ctx, input)
  return {}
}

const unlockAccount = async (ctx: Ctx, input: About) => {
  await requireSecured(ctx, input.accountId)
  await sql`update platform.account set failed_count = 0, locked_until = null where account_id = ${input.accountId}`.execute(
    ctx.tx,
  )
  note(ctx, input)
  return {}
}

const loginNameOf = async (ctx: Ctx, accountId: string): Promise<string> => {
  const { rows } = await sql<{
    display: string
  }>`select display from platform.login where account_id = ${accountId} and kind = 'name'`.execute(ctx.tx)
  return rows[0]?.display ?? ''
}

const resetPassword = async (ctx: Ctx, input: About): Promise<OutputOf<typeof contract.resetPassword>> => {
  refuseOwn(ctx, input.accountId)
  await requireSecured(ctx, input.accountId)
  const initialPassword = generatePassword((await passwordRules(ctx)).minimumLength)
  const hash = await hashPassword(initialPassword, await settingOf<number>(ctx, 'platform.argon2_passes'))
  await sql`update platform.account set password_hash = ${hash}, password_set_at = ${ctx.now}, must_change_password = true,
    failed_count = 0, locked_until = null where account_id = ${input.accountId}`.execute(ctx.tx)
  await endSessionsOf(ctx, input.accountId)
  note(ctx, input)
  return { accountId: input.accountId, loginName: await loginNameOf(ctx, input.accountId), initialPassword }
}

/** For a lost phone: whoever asks has been recognised in person, and the reason says how. */
const removeSecondFactor = async (ctx: Ctx, input: About) => {
  refuseOwn(ctx, input.accountId)
  const account = await requireSecured(ctx, input.accountId)
  if (account.second_factor === null) throw secondFactorNone()
  await sql`update platform.account set second_factor = null, second_factor_secret = null, second_factor_last_step = null
    where account_id = ${input.accountId}`.execute(ctx.tx)
  await endSessionsOf(ctx, input.accountId)
  note(ctx, input)
  return {}
}

/** Roles are given at institutions one manages; nobody gives a role to oneself (PLAT-46). */
const grant = async (ctx: Ctx, input: InputOf<typeof contract.grantRole>) => {
  refuseOwn(ctx, input.accountId)
  requireReach(ctx, input.institutionId)
  await grantRole(ctx, input)
  audit(ctx, {
    subjectKind: 'account',
    subjectId: input.accountId,
    institutionId: input.institutionId,
    reason: input.reason,
    details: { role: input.role },
  })
  return {}
}

const revoke = async (ctx: Ctx, input: InputOf<typeof contract.revokeRole>) => {
  refuseOwn(ctx, input.accountId)
  requireReach(ctx, input.institutionId)
  await requireAccount(ctx, input.accountId)
  if (!(await revokeRole(ctx, input))) throw roleNotHeld()
  audit(ctx, {
    subjectKind: 'account',
    subjectId: input.accountId,
    institutionId: input.institutionId,
    reason: input.reason,
    details: { role: input.role },
  })
  return {}
}

const listRoles = async (ctx: Ctx): Promise<OutputOf<typeof contract.listRoles>> => ({
  roles: [...declaredRoles(ctx)]
    .sort()
    .map(role => ({ role, permissions: [...permissionsOf(ctx.app.modules, [role])] })),
})

export const accountHandlers: readonly Handler[] = [
  handle(contract.listAccounts, listAccounts),
  handle(contract.listRoles, listRoles),
  handle(contract.createStaffAccount, createStaffAccount),
  handle(contract.linkStaff, linkStaff),
  handle(contract.disableAccount, disableAccount),
  handle(contract.enableAccount, enableAccount),
  handle(contract.unlockAccount, unlockAccount),
  handle(contract.resetPassword, resetPassword),
  handle(contract.removeSecondFactor, removeSecondFactor),
  handle(contract.grantRole, grant),
  handle(contract.revokeRole, revoke),
]
