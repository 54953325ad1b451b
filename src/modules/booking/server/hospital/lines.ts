import { join } from 'node:path'
import { sql } from 'kysely'
import type { App } from '#src/platform/server/app.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { decryptText } from '#src/platform/server/crypto.ts'
import { type HospitalAdapter, httpAdapter } from './adapter.ts'
import { noteAnswer } from './line-rest.ts'
import { mayReach } from './line-rules.ts'
import { demoTrouble, type Simulator, startSimulator } from './simulator.ts'

type LineRow = {
  readonly adapter: 'http' | 'simulator'
  readonly base_url: string | null
  readonly timeout_ms: number
  readonly key_cipher: Buffer | null
}

const simulators = new WeakMap<App, Promise<Simulator>>()

/** The demo's hospital: begun when it is first asked, with the book it had before. */
const simulatorOf = (app: App): Promise<Simulator> => {
  const known = simulators.get(app)
  if (known !== undefined) return known
  const started = startSimulator({
    file: join(app.dataDir, 'hospital-simulator.json'),
    trouble: demoTrouble,
    lateMs: 4_000,
  })
  simulators.set(app, started)
  return started
}

export const endSimulator = async (app: App): Promise<void> => {
  const known = simulators.get(app)
  simulators.delete(app)
  await (await known)?.stop()
}

/** What the hospital answers, remembered: a silent one is given some rest. */
const remembered =
  ({ app, now }: Ctx, institutionId: string, adapter: HospitalAdapter): HospitalAdapter =>
  async question => {
    const answer = await adapter(question)
    noteAnswer(app, institutionId, answer.outcome === 'no_answer', now)
    return answer
  }

const nobody: HospitalAdapter = async () => ({ outcome: 'no_answer', reference: null })

/** The line to a hospital's system; without one there is silence, which is asked again and given up in time. */
export const adapterOf = async (ctx: Ctx, institutionId: string): Promise<HospitalAdapter> => {
  const { rows } = await sql<LineRow>`select adapter, base_url, timeout_ms, key_cipher from booking.hospital_line
    where region_id = ${ctx.regionId} and institution_id = ${institutionId}`.execute(ctx.tx)
  const [line] = rows
  if (line === undefined) return nobody
  const rest = { timeoutMs: line.timeout_ms, at: ctx.now }
  if (line.adapter === 'simulator')
    return ctx.app.demo ? httpAdapter({ baseUrl: (await simulatorOf(ctx.app)).url, key: null, ...rest }) : nobody
  const { base_url: baseUrl, key_cipher: sealed } = line
  if (baseUrl === null || sealed === null || !mayReach(baseUrl)) return nobody
  return remembered(ctx, institutionId, httpAdapter({ baseUrl, key: decryptText(ctx.app.keys, sealed), ...rest }))
}
