import type pg from 'pg'

export type Column = {
  readonly schema: string
  readonly table: string
  readonly column: string
  readonly type: string
  readonly isArray: boolean
  readonly isNullable: boolean
  readonly hasDefault: boolean
  readonly isGenerated: boolean
}

const ownSchemas = `n.nspname not in ('pg_catalog', 'information_schema', 'public', 'graphile_worker') and n.nspname not like 'pg\\_%'`

/** Every column of every table of the product, in the order of the tables' definitions. */
export const readColumns = async (client: pg.Client): Promise<readonly Column[]> => {
  const { rows } = await client.query<Column>(`
    select n.nspname as schema, c.relname as "table", a.attname as "column",
           coalesce(e.typname, t.typname) as type, e.typname is not null as "isArray",
           not a.attnotnull as "isNullable", a.atthasdef as "hasDefault", a.attgenerated <> '' as "isGenerated"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid left join pg_type e on e.oid = t.typelem and t.typcategory = 'A'
    where c.relkind in ('r', 'p') and ${ownSchemas}
    order by 1, 2, a.attnum`)
  return rows
}

const listings: readonly { readonly title: string; readonly sql: string }[] = [
  {
    title: 'tables',
    sql: `select n.nspname || '.' || c.relname || ' -- ' || coalesce(obj_description(c.oid), '') ||
            case when c.relrowsecurity then ' [row-level security]' else '' end as line
          from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and ${ownSchemas} order by 1`,
  },
  {
    title: 'columns',
    sql: `select n.nspname || '.' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) ||
            case when a.attnotnull then ' not null' else '' end || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
          join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
          where c.relkind in ('r', 'p') and ${ownSchemas} order by n.nspname, c.relname, a.attnum`,
  },
  {
    title: 'constraints',
    sql: `select n.nspname || '.' || c.relname || ': ' || k.conname || ' ' || pg_get_constraintdef(k.oid) as line
          from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
          where ${ownSchemas} and k.contype <> 'n' order by 1`,
  },
  {
    title: 'indexes',
    sql: `select pg_get_indexdef(i.indexrelid) as line from pg_index i join pg_class c on c.oid = i.indrelid
          join pg_namespace n on n.oid = c.relnamespace where ${ownSchemas} order by 1`,
  },
  {
    title: 'policies',
    sql: `select n.nspname || '.' || c.relname || ': ' || p.polname::text || ' for ' || p.polcmd::text || ' using ' ||
            coalesce(pg_get_expr(p.polqual, p.polrelid), '-') || ' with check ' || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '-') as line
          from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace where ${ownSchemas} order by 1`,
  },
  {
    title: 'grants',
    sql: `select n.nspname || '.' || c.relname || ': ' || r.rolname || ' ' || string_agg(distinct a.privilege_type, ', ') as line
          from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
          where ${ownSchemas} and c.relkind in ('r', 'p') and r.rolname <> 'doorstep_owner' and r.rolname like 'doorstep%' group by n.nspname, c.relname, r.rolname order by 1`,
  },
  {
    title: 'functions',
    sql: `select n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ') returns ' || pg_get_function_result(p.oid) ||
            case when p.prosecdef then ' security definer ' || r.rolname else '' end || ' md5 ' || md5(p.prosrc) as line
          from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner where ${ownSchemas} order by 1`,
  },
]

/** The schema as text, so that a change of it is seen in review. The same on every supported PostgreSQL. */
export const describeSchema = async (client: pg.Client): Promise<string> => {
  const parts: string[] = ['-- Written by `npm run generate` from a migrated database; not edited by hand.']
  for (const { title, sql } of listings) {
    const { rows } = await client.query<{ line: string }>(sql)
    parts.push(`\n-- ${title}`, ...rows.map(row => row.line))
  }
  return `${parts.join('\n')}\n`
}
