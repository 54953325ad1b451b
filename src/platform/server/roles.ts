import { createHash } from 'node:crypto'
import type pg from 'pg'

/**
 * The roles of the database. `doorstep_owner` owns the schema; `doorstep_server` is what grants and policies name;
 * a module's `security definer` functions belong to a role that can read that module's tables and nothing else.
 */
const groups = [
  'doorstep_owner',
  'doorstep_server',
  'doorstep_platform',
  'doorstep_records',
  'doorstep_booking',
] as const

const exists = async (client: pg.Client, role: string): Promise<boolean> =>
  ((await client.query('select 1 from pg_roles where rolname = $1', [role])).rowCount ?? 0) > 0

const ensureRole = async (client: pg.Client, role: string, attributes: string): Promise<void> => {
  if (!(await exists(client, role))) await client.query(`create role ${role} ${attributes}`)
}

/** One login a database, so that two installations on one server do not share a password. */
const loginOf = (database: string): string =>
  `doorstep_${createHash('sha256').update(database).digest('hex').slice(0, 8)}`

/**
 * Makes the roles that are missing and lets the owner work in this database.
 * @returns the URL by which the server connects.
 */
export const prepareRoles = async (client: pg.Client, adminUrl: string, serverPassword: string): Promise<string> => {
  for (const group of groups) await ensureRole(client, group, 'nologin')
  const { rows } = await client.query<{ database: string; admin: string }>(
    'select current_database() as database, current_user as admin',
  )
  const { database, admin } = rows[0] as { database: string; admin: string }
  const login = loginOf(database)
  await ensureRole(client, login, 'login')
  await client.query(`alter role ${login} login password ${client.escapeLiteral(serverPassword)}`)
  await client.query(`grant doorstep_server to ${login}`)
  const quotedAdmin = client.escapeIdentifier(admin)
  await client.query(`grant doorstep_owner to ${quotedAdmin}`)
  // The owner hands functions over to the definer roles, which demands membership in them.
  await client.query('grant doorstep_platform, doorstep_records, doorstep_booking, doorstep_server to doorstep_owner')
  await client.query(`grant create, connect on database ${client.escapeIdentifier(database)} to doorstep_owner`)
  return urlFor(adminUrl, login, serverPassword)
}

const urlFor = (adminUrl: string, user: string, password: string): string => {
  const url = new URL(adminUrl)
  url.username = user
  url.password = encodeURIComponent(password)
  return url.toString()
}
