import type pg from 'pg'

/** A backend reports what it did when it has been idle for ten seconds. */
export const statsFlushMillis = 11_000
const largeTable = 10_000

/** Sequential scans so far of every table of ten thousand rows or more. */
export const scansOf = async (admin: pg.Client): Promise<Readonly<Record<string, number>>> => {
  const { rows } = await admin.query<{ table: string; scans: string }>(
    `select format('%s.%s', s.schemaname, s.relname) as table, s.seq_scan::text as scans from pg_stat_user_tables s
     join pg_class c on c.oid = s.relid where c.reltuples >= ${largeTable}`,
  )
  return Object.fromEntries(rows.map(row => [row.table, Number(row.scans)]))
}

/** Statements that the server's login has sent so far, begin and commit left out. */
export const statementCalls = async (admin: pg.Client): Promise<number> => {
  const { rows } = await admin.query<{ calls: string }>(
    `select coalesce(sum(calls), 0)::text as calls from pg_stat_statements
     where userid <> (select usesysid from pg_user where usename = current_user) and toplevel and query !~* '^(begin|commit|rollback)'`,
  )
  return Number(rows[0]?.calls ?? 0)
}

/** Which statements take the database longest, a line each. */
export const slowStatements = async (admin: pg.Client): Promise<readonly string[]> => {
  const { rows } = await admin.query<{ line: string }>(
    `select format('%s ms × %s: %s', round(mean_exec_time::numeric, 1), calls, left(regexp_replace(query, '[[:space:]]+', ' ', 'g'), 160)) as line
     from pg_stat_statements where userid <> (select usesysid from pg_user where usename = current_user) and toplevel and mean_exec_time > 5
     order by mean_exec_time desc limit 6`,
  )
  return rows.map(row => row.line)
}
