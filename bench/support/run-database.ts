import pg from 'pg'

const database = 'bench_run'

export type RunDatabase = { readonly adminUrl: string; readonly drop: () => Promise<void> }

/** A copy of the loaded region to write into; the region itself stays as it was loaded. */
export const copyDatabase = async (adminUrl: string): Promise<RunDatabase> => {
  const [source, url] = [new URL(adminUrl), new URL(adminUrl)]
  url.pathname = `/${database}`
  const beside = new URL(adminUrl)
  beside.pathname = '/template1'
  const within = async (work: (client: pg.Client) => Promise<unknown>) => {
    const client = new pg.Client({ connectionString: beside.toString() })
    await client.connect()
    await work(client).finally(() => client.end())
  }
  const drop = () => within(client => client.query(`drop database if exists ${database} with (force)`))
  await drop()
  await within(async client => {
    await client.query(`create database ${database} template ${source.pathname.slice(1)} strategy file_copy`)
    await client.query('checkpoint')
  })
  return { adminUrl: url.toString(), drop }
}
