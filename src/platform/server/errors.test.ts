import { createServer, type Socket } from 'node:net'
import pg from 'pg'
import { expect, it } from 'vitest'
import { isLostConnection } from './errors.ts'

it('PLAT-79 a database that takes the call and says nothing is away, for one connection and for the pool', async () => {
  const sockets: Socket[] = []
  const silent = createServer(socket => sockets.push(socket))
  await new Promise<void>(done => silent.listen(0, '127.0.0.1', done))
  const { port } = silent.address() as { port: number }
  const there = { host: '127.0.0.1', port, user: 'nobody', database: 'nothing', connectionTimeoutMillis: 50 }
  const client = new pg.Client(there)
  client.on('error', () => {})
  const pool = new pg.Pool(there)
  pool.on('error', () => {})
  const errors = await Promise.all(
    [client.connect(), pool.connect()].map(work =>
      Promise.resolve(work).then(
        () => 'connected',
        error => error,
      ),
    ),
  )
  expect(errors.map(error => error instanceof Error && isLostConnection(error))).toEqual([true, true])
  for (const socket of sockets) socket.destroy()
  await pool.end()
  silent.close()
})
