import { sql } from 'kysely'
import type { Endpoint, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { invariant } from '#src/platform/kernel/errors.ts'
import { newUuid } from '#src/platform/kernel/ids.ts'
import { createAccount, grantRole } from '#src/platform/server/accounts.ts'
import type { JobActor } from '#src/platform/server/actor.ts'
import type { App } from '#src/platform/server/app.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { loadRegions } from '#src/platform/server/create-app.ts'
import { generatePassword } from '#src/platform/server/passwords.ts'
import { inTransaction } from '#src/platform/server/transaction.ts'

/** What an empty installation begins with: a region, an institution in it, and people who may let in the rest. */

export type FirstAccount = {
  readonly loginName: string
  readonly name: string
  readonly role: string
  readonly passwordHash?: string
}
export type Foundation = {
  readonly regionId: number
  readonly regionName: string
  /** What the form of a new institution holds. */
  readonly institution: {
    readonly code: string
    readonly name: string
    readonly shortName: string
    readonly kind: string
    readonly level: string
    readonly grade: string
    readonly address: string
    readonly demo?: boolean
  }
  readonly accounts: readonly FirstAccount[]
}
export type Founded = {
  readonly institutionId: string
  readonly accounts: readonly {
    readonly accountId: string
    readonly loginName: string
    readonly role: string
    readonly initialPassword: string | null
  }[]
}

const founder = (regionId: number): JobActor => ({ kind: 'job', name: 'bootstrap', regionId, institutionId: null })

/** Runs a command's use case inside this transaction; nobody is signed in yet who could call it. */
const playInside = async <E extends Endpoint>(ctx: Ctx, name: string, input: unknown): Promise<OutputOf<E>> => {
  const handler = ctx.app.modules.flatMap(module => module.handlers).find(candidate => candidate.endpoint.name === name)
  invariant(handler && 'run' in handler, `${name} is not plugged in`)
  return handler.run(ctx, input as never) as Promise<OutputOf<E>>
}

const initialPasswordLength = 16

const openAccount = async (ctx: Ctx, account: FirstAccount, institutionId: string) => {
  const { loginName, name, role, passwordHash } = account
  const initialPassword = passwordHash === undefined ? generatePassword(initialPasswordLength) : null
  const { accountId } = await createAccount(ctx, {
    loginName,
    name,
    homeInstitutionId: institutionId,
    ...(initialPassword === null
      ? { passwordHash: passwordHash as string }
      : { password: initialPassword, mustChangePassword: true }),
  })
  await grantRole(ctx, { accountId, institutionId, role })
  return { accountId, loginName, role, initialPassword }
}

/** Two processes that start at once take turns; whoever comes second finds the accounts. */
const isFirst = async (ctx: Ctx): Promise<boolean> => {
  await sql`select pg_advisory_xact_lock(724092)`.execute(ctx.tx)
  const { rows } = await sql`select from platform.account where kind = 'staff' limit 1`.execute(ctx.tx)
  return rows.length === 0
}

const enterRegion = async (ctx: Ctx, regionId: number, name: string): Promise<void> => {
  const timeZone = 'Asia/Shanghai'
  await sql`insert into platform.region (region_id, name, time_zone, created_at) values (${regionId}, ${name}, ${timeZone}, ${ctx.now})
    on conflict (region_id) do nothing`.execute(ctx.tx)
  if (!ctx.app.regions.has(regionId)) ctx.app.regions.set(regionId, { regionId, name, timeZone })
}

/**
 * Enters a region with its first institution, which is its head (settings for everybody are chosen there), and first
 * accounts, in one transaction. A region that is known is kept as it is.
 * @param onlyIfEmpty for an installation in which nobody has an account yet.
 * @returns null when somebody has.
 */
export const foundRegion = async (app: App, foundation: Foundation, onlyIfEmpty = false): Promise<Founded | null> => {
  const { regionId, regionName, institution } = foundation
  const options = { requestId: newUuid(app.clock.now().getTime()), act: 'bootstrap.foundRegion' }
  try {
    return await inTransaction(app, founder(regionId), options, async ctx => {
      if (onlyIfEmpty && !(await isFirst(ctx))) return null
      await enterRegion(ctx, regionId, regionName)
      const { institutionId } = (await playInside(ctx, 'network.createInstitution', institution)) as {
        readonly institutionId: string
      }
      await sql`update platform.region set head_institution_id = ${institutionId}
        where region_id = ${regionId} and head_institution_id is null`.execute(ctx.tx)
      const accounts: Founded['accounts'][number][] = []
      for (const account of foundation.accounts) accounts.push(await openAccount(ctx, account, institutionId))
      return { institutionId, accounts }
    })
  } finally {
    // What is stored now, whether this act was or not.
    await loadRegions(app)
  }
}

/** `REGION="510100 成都市"`, `INSTITUTION="成华区中医医院"`: read once, when nothing is there yet. */
const wishesFrom = (
  environment: NodeJS.ProcessEnv,
): Pick<Foundation, 'regionId' | 'regionName'> & { readonly institutionName: string } => {
  const match = /^(\d{6})\s+(\S.*)$/.exec(environment['REGION']?.trim() ?? '')
  return {
    regionId: match ? Number(match[1]) : 100_000,
    regionName: match?.[2] ?? '本地区',
    institutionName: environment['INSTITUTION']?.trim() || '本机构',
  }
}

/**
 * Gives an empty installation its region, first institution and two administrators, whose powers are separate: `admin`
 * makes accounts, `security` gives roles. Does nothing once there is a staff account.
 * @returns lines to show once; the passwords in them are stored nowhere and must be changed at the first sign-in.
 */
export const bootstrapInstallation = async (
  app: App,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<readonly string[]> => {
  const wishes = wishesFrom(environment)
  const foundation: Foundation = {
    regionId: wishes.regionId,
    regionName: wishes.regionName,
    institution: {
      code: 'HEAD',
      name: wishes.institutionName,
      shortName: wishes.institutionName.slice(0, 20),
      kind: 'A1',
      level: '0',
      grade: 'none',
      address: '请补充地址',
    },
    accounts: [
      { loginName: 'admin', name: '系统管理员', role: 'it_admin' },
      { loginName: 'security', name: '安全管理员', role: 'security_admin' },
    ],
  }
  const founded = await foundRegion(app, foundation, true)
  if (founded === null) return []
  return [
    `首次启动：${wishes.regionName}（${wishes.regionId}） · ${wishes.institutionName}。初始密码只显示这一次，首次登录须修改：`,
    ...founded.accounts.map(
      account =>
        `  ${account.role === 'it_admin' ? '系统管理员' : '安全管理员'}  ${account.loginName}  ${account.initialPassword}`,
    ),
  ]
}
