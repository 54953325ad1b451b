import type pg from 'pg'

/** Tables that get many rows: their indexes are made after the load, which is several times as fast. */
const largeTables = [
  'records.resident',
  'records.resident_index',
  'records.directory_person',
  'records.directory_person_resident',
  'records.relationship',
  'deployment.session',
  'deployment.session_staff',
  'booking.slot_pool',
  'booking.appointment',
  'booking.visit',
  'platform.account_resident',
]

type Statement = { readonly drop: string; readonly make: string }

/** Unique and exclusion constraints nobody refers to, then plain indexes; primary keys stay. */
const found = `
  select format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname) as drop,
    format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) as make
  from pg_constraint c
  where c.conrelid = any ($1::regclass[]) and c.contype in ('u', 'x')
    and not exists (select from pg_constraint f where f.contype = 'f' and f.conindid = c.conindid)
  union all
  select format('drop index %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
  from pg_index i
  where i.indrelid = any ($1::regclass[]) and not i.indisprimary
    and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('u', 'x', 'p'))`

/** Takes the indexes away. @returns what makes them again, exactly as they were */
export const dropIndexes = async (client: pg.Client): Promise<() => Promise<void>> => {
  const { rows } = await client.query<Statement>(found, [largeTables])
  for (const { drop } of rows) await client.query(drop)
  return async () => {
    await client.query(`set maintenance_work_mem = '512MB'; set max_parallel_maintenance_workers = 2`)
    for (const { make } of rows) await client.query(make)
  }
}
