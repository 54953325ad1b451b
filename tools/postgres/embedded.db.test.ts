import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findRunningPostgres, type PostgresExit, type RunningPostgres, startPostgres } from './embedded.mjs'

let dataDir = ''
let running: RunningPostgres | undefined

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'doorstep-pg-'))
  chmodSync(dataDir, 0o711)
})

afterEach(async () => {
  await running?.stop()
  running = undefined
  rmSync(dataDir, { recursive: true, force: true })
})

async function ask(url: string, sql: string): Promise<Record<string, unknown> | undefined> {
  const client = new pg.Client(url)
  client.on('error', () => {}) // the tests kill servers under it
  await client.connect()
  try {
    return (await client.query(sql)).rows[0]
  } finally {
    await client.end()
  }
}

test('an empty data folder becomes a durable UTF-8 server reached by socket and password alone', async () => {
  running = await startPostgres({ dataDir })
  const settings = await ask(
    running.adminUrl,
    `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as sync,
            current_setting('listen_addresses') as listen, current_setting('server_encoding') as encoding,
            (select count(*) > 0 from pg_collation where collname = 'zh-x-icu') as chinese`,
  )
  expect(settings).toEqual({ fsync: 'on', sync: 'on', listen: '', encoding: 'UTF8', chinese: true })
  const wrong = new URL(running.adminUrl)
  wrong.password = 'guess'
  await expect(ask(wrong.href, 'select 1')).rejects.toThrow('password authentication failed')
  expect(statSync(join(dataDir, 'secrets/postgres-password')).mode & 0o777).toBe(0o600)
  expect(findRunningPostgres(dataDir)).toBe(running.adminUrl)
})

test('what was committed is there after a stop, and a lost password is replaced', async () => {
  running = await startPostgres({ dataDir })
  await ask(running.adminUrl, 'create table kept as select 7 as n')
  await running.stop()
  expect(findRunningPostgres(dataDir)).toBeUndefined()
  expect(existsSync(join(dataDir, 'doorstep.lock'))).toBe(false)
  rmSync(join(dataDir, 'secrets/postgres-password'))
  running = await startPostgres({ dataDir })
  expect(await ask(running.adminUrl, 'select n from kept')).toEqual({ n: 7 })
})

test('a killed database comes back on the same address with everything that was confirmed', async () => {
  const ends: PostgresExit[] = []
  running = await startPostgres({ dataDir, onExit: end => ends.push(end) })
  const before = running.pid
  await ask(running.adminUrl, 'create table kept as select 7 as n')
  process.kill(before, 'SIGKILL')
  for (let i = 0; running.pid === before && i < 500; i += 1) await sleep(20)
  expect(ends).toEqual([{ code: null, signal: 'SIGKILL', gaveUp: false }])
  expect(await ask(running.adminUrl, 'select n from kept')).toEqual({ n: 7 })
})

test('a stale lock and a pid file naming some other living process do not hinder a start', async () => {
  running = await startPostgres({ dataDir })
  await running.stop()
  writeFileSync(join(dataDir, 'doorstep.lock'), JSON.stringify({ pid: process.pid, startedAt: 'another boot:1' }))
  writeFileSync(
    join(dataDir, 'postgres/postmaster.pid'),
    `${process.ppid}\n${dataDir}/postgres\n1\n5432\n/nowhere\n\n\nready\n`,
  )
  running = await startPostgres({ dataDir })
  expect(await ask(running.adminUrl, 'select 1 as n')).toEqual({ n: 1 })
})

test('a folder in use by a living process is refused with its pid', async () => {
  const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8')
  const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  const lock = { pid: process.ppid, startedAt: `${boot}:${ticks}`, purpose: 'npm start' }
  writeFileSync(join(dataDir, 'doorstep.lock'), JSON.stringify(lock))
  await expect(startPostgres({ dataDir })).rejects.toThrow(`pid ${process.ppid}`)
})

test('a cluster of another major version is refused with instructions and left alone', async () => {
  running = await startPostgres({ dataDir })
  await running.stop()
  writeFileSync(join(dataDir, 'postgres/PG_VERSION'), '14\n')
  await expect(startPostgres({ dataDir })).rejects.toThrow(/PostgreSQL 14[\s\S]*npm run backup[\s\S]*迁移步骤/)
  writeFileSync(join(dataDir, 'postgres/PG_VERSION'), `${running.binaryMajor}\n`)
})
