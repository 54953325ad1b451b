// What a backup knows of the database: read from the catalogue, so that a new module's tables are in it by themselves.

/** Schemas that are not the product's: the job library's own is filled again from the outbox. */
const leftOut = ['graphile_worker', 'information_schema']

const productSchemas = `n.nspname <> all ($1::text[]) and n.nspname !~ '^pg_'`
const notOfExtension = `not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`

/**
 * Statement by which a login that is no superuser takes the role that owns the tables, whom row-level security does
 * not filter.
 */
export const becomeOwner = `do $$ begin
  if not (select rolsuper from pg_roles where rolname = current_user) and exists (select from pg_roles where rolname = 'doorstep_owner')
  then set role doorstep_owner; end if; end $$`

/** A name as SQL text. */
export const quoted = (...names) => names.map(name => `"${name.replaceAll('"', '""')}"`).join('.')

/**
 * The product's tables with the columns that carry data, referenced tables before those that refer to them.
 * `circular` tells that no such order exists. A partition is loaded through its parent, which knows where rows belong.
 */
export async function findTables(client) {
  const { rows } = await client.query(
    `select n.nspname as schema, c.relname as name, c.oid::int8::text as oid,
            coalesce(pg_partition_root(c.oid)::oid, c.oid)::int8::text as root,
            array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
                  and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and c.relpersistence <> 't' and ${productSchemas} and ${notOfExtension} order by 1, 2`,
    [leftOut],
  )
  const { rows: links } = await client.query(
    `select coalesce(pg_partition_root(conrelid)::oid, conrelid)::int8::text as from_oid,
            coalesce(pg_partition_root(confrelid)::oid, confrelid)::int8::text as to_oid from pg_constraint where contype = 'f'
      group by 1, 2 order by min(conrelid::regclass::text), min(confrelid::regclass::text)`,
  )
  const { rows: names } = await client.query(
    `select c.oid::int8::text as oid, n.nspname as schema, c.relname as name from pg_class c
       join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'p'`,
  )
  const parents = new Map(names.map(one => [one.oid, one]))
  const { sorted, circular } = inOrder(rows, links)
  const tables = sorted.map(({ schema, name, oid, root, columns }) => {
    const into = root === oid ? undefined : parents.get(root)
    return { schema, name, columns, ...(into ? { into: { schema: into.schema, name: into.name } } : {}) }
  })
  return { tables, circular }
}

function inOrder(rows, links) {
  const needs = new Map()
  for (const { from_oid: from, to_oid: to } of links) {
    if (from !== to) needs.set(from, (needs.get(from) ?? new Set()).add(to)) // one COPY may refer to itself
  }
  const sorted = []
  const state = new Map()
  let circular = false
  const visit = root => {
    if (state.get(root) === 'done') return
    if (state.get(root) === 'open') {
      circular = true
      return
    }
    state.set(root, 'open')
    for (const other of needs.get(root) ?? []) visit(other)
    state.set(root, 'done')
    sorted.push(...rows.filter(row => row.root === root))
  }
  for (const row of rows) visit(row.root)
  return { sorted, circular }
}

/** Sequences and where they stand. */
export async function findSequences(client) {
  const { rows } = await client.query(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'S' and ${productSchemas} and ${notOfExtension} order by 1, 2`,
    [leftOut],
  )
  const found = []
  for (const { schema, name } of rows) {
    const at = await client.query(`select last_value::text, is_called from ${quoted(schema, name)}`)
    found.push({ schema, name, lastValue: at.rows[0].last_value, isCalled: at.rows[0].is_called })
  }
  return found
}

/** Whether a database holds nothing of a product yet. */
export async function isEmptyDatabase(client) {
  const { rows } = await client.query(
    `select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname <> 'information_schema' and n.nspname !~ '^pg_' and ${notOfExtension} limit 1`,
  )
  return rows.length === 0
}
