import { sql } from 'kysely'
import { newUuid } from '#src/platform/kernel/ids.ts'
import { maskPhone } from '#src/platform/kernel/masking.ts'
import { actorLabel } from './actor.ts'
import type { Ctx } from './context.ts'
import { blindIndex } from './crypto.ts'
import { hashPassword } from './passwords.ts'
import { accountUnknown, loginNameTaken, powersAreSeparate, roleHeld, roleUnknown } from './refusals.ts'
import { staffRolesOf } from './registry.ts'
import { refreshSessionsOf } from './sessions.ts'
import { settingOf } from './settings.ts'

/** The powers of which one account may hold only one (GB/T 22239: system, security and audit administrator). */
export const administratorPowers: readonly string[] = ['it_admin', 'security_admin', 'auditor']

export const loginIndex = (ctx: Ctx, loginName: string): Buffer =>
  blindIndex(ctx.app.keys, 'login', loginName.trim().toLowerCase())
export const phoneIndex = (ctx: Ctx, phone: string): Buffer => blindIndex(ctx.app.keys, 'phone_login', phone)

export type NewAccount = {
  readonly loginName: string
  readonly name: string
  readonly staffId?: string | undefined
  /** Whose IT administrator looks after the account. */
  readonly homeInstitutionId: string
  readonly mustChangePassword?: boolean | undefined
} & ({ readonly password: string } | { readonly passwordHash: string })

const findLogin = async (ctx: Ctx, index: Buffer): Promise<string | undefined> => {
  const { rows } = await sql<{
    account_id: string
  }>`select account_id from platform.login where login_index = ${index}`.execute(ctx.tx)
  return rows[0]?.account_id
}

/**
 * Makes a staff account without any role; used by the administration screen and by the scenario loader.
 * @throws platform.login_name_taken
 */
export const createAccount = async (ctx: Ctx, input: NewAccount): Promise<{ readonly accountId: string }> => {
  const index = loginIndex(ctx, input.loginName)
  if ((await findLogin(ctx, index)) !== undefined) throw loginNameTaken()
  const accountId = newUuid(ctx.now.getTime())
  const passwordHash =
    'passwordHash' in input
      ? input.passwordHash
      : await hashPassword(input.password, await settingOf<number>(ctx, 'platform.argon2_passes'))
  await sql`insert into platform.account (account_id, kind, name, staff_id, home_institution_id, password_hash, password_set_at, must_change_password, created_at)
    values (${accountId}, 'staff', ${input.name}, ${input.staffId ?? null}, ${input.homeInstitutionId}, ${passwordHash}, ${ctx.now},
            ${input.mustChangePassword ?? false}, ${ctx.now})`.execute(ctx.tx)
  await sql`insert into platform.login (login_index, account_id, kind, display)
    values (${index}, ${accountId}, 'name', ${input.loginName.trim()})`.execute(ctx.tx)
  return { accountId }
}

/**
 * The phone account that belongs to a number, made when there is none. A phone alone opens no record: whom the
 * account acts for is written by the module that knows residents.
 */
export const residentAccountOfPhone = async (
  ctx: Ctx,
  phone: string,
  name = '',
): Promise<{ readonly accountId: string }> => {
  const index = phoneIndex(ctx, phone)
  const known = await findLogin(ctx, index)
  if (known !== undefined) return { accountId: known }
  const accountId = newUuid(ctx.now.getTime())
  await sql`insert into platform.account (account_id, kind, name, created_at)
    values (${accountId}, 'resident', ${name}, ${ctx.now})`.execute(ctx.tx)
  const inserted = await sql`insert into platform.login (login_index, account_id, kind, display)
    values (${index}, ${accountId}, 'phone', ${maskPhone(phone)}) on conflict do nothing`.execute(ctx.tx)
  // Two first sign-ins at the same moment: the other one's account is used, ours stays without a login.
  return inserted.numAffectedRows === 1n ? { accountId } : { accountId: (await findLogin(ctx, index)) as string }
}

export const declaredRoles = (ctx: Ctx): ReadonlySet<string> => staffRolesOf(ctx.app.modules)

export const requireAccount = async (ctx: Ctx, accountId: string) => {
  const { rows } = await sql<{
    readonly account_id: string
    readonly name: string
    readonly home_institution_id: string | null
    readonly second_factor: string | null
  }>`select account_id, name, home_institution_id, second_factor from platform.account
    where account_id = ${accountId} and kind = 'staff' for update`.execute(ctx.tx)
  if (!rows[0]) throw accountUnknown()
  return rows[0]
}

/** Whether the account holds one of the three administrator powers, at whatever institution. */
export const holdsPower = async (ctx: Ctx, accountId: string): Promise<boolean> => {
  const { rows } = await sql`select from platform.account_role
    where account_id = ${accountId} and role = any (${administratorPowers}::text[]) limit 1`.execute(ctx.tx)
  return rows.length > 0
}

export type RoleInput = { readonly accountId: string; readonly institutionId: string; readonly role: string }

/**
 * Gives a role at an institution. Reach and permission are checked by whoever calls.
 * @throws platform.role_unknown, platform.role_held, platform.powers_are_separate (PLAT-46, also held by a constraint)
 */
export const grantRole = async (ctx: Ctx, input: RoleInput): Promise<void> => {
  if (!declaredRoles(ctx).has(input.role)) throw roleUnknown()
  await requireAccount(ctx, input.accountId)
  const { rows } = await sql<{
    institution_id: string
    role: string
  }>`select institution_id, role from platform.account_role
    where account_id = ${input.accountId}`.execute(ctx.tx)
  if (rows.some(row => row.institution_id === input.institutionId && row.role === input.role)) throw roleHeld()
  const isPower = administratorPowers.includes(input.role)
  if (isPower && rows.some(row => administratorPowers.includes(row.role) && row.role !== input.role))
    throw powersAreSeparate()
  await sql`insert into platform.account_role (account_id, institution_id, role, granted_at, granted_by)
    values (${input.accountId}, ${input.institutionId}, ${input.role}, ${ctx.now}, ${actorLabel(ctx.actor)})`.execute(
    ctx.tx,
  )
  refreshSessionsOf(ctx, input.accountId)
}

/** @returns false when the role was not held. */
export const revokeRole = async (ctx: Ctx, input: RoleInput): Promise<boolean> => {
  const deleted = await sql`delete from platform.account_role
    where account_id = ${input.accountId} and institution_id = ${input.institutionId} and role = ${input.role}`.execute(
    ctx.tx,
  )
  refreshSessionsOf(ctx, input.accountId)
  return deleted.numAffectedRows === 1n
}

/**
 * The account of a member of staff, with an institution at which it holds a role: `preferred` where it does, else
 * its home. Undefined when the person has no account that could be used.
 */
export const accountOfStaff = async (
  ctx: Ctx,
  staffId: string,
  preferred: string,
): Promise<{ readonly accountId: string; readonly institutionId: string } | undefined> => {
  const { rows } = await sql<{ readonly account_id: string; readonly institution_id: string }>`
    select a.account_id, r.institution_id from platform.account a
    join platform.account_role r on r.account_id = a.account_id
    where a.staff_id = ${staffId} and a.kind = 'staff' and a.disabled_at is null
    order by r.institution_id = ${preferred} desc, coalesce(r.institution_id = a.home_institution_id, false) desc,
      a.account_id, r.institution_id limit 1`.execute(ctx.tx)
  const found = rows[0]
  return found && { accountId: found.account_id, institutionId: found.institution_id }
}
