import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { regionalId } from '#src/platform/kernel/ids.ts'
import { regionId } from '../region/calendar.ts'
import type { Loading } from '../region/resident-rows.ts'

export type Crowd = {
  readonly port: number
  readonly clients: number
  readonly pools: readonly string[]
  /** Which phone accounts act: from this one on, so many. */
  readonly firstAccount: number
  readonly accounts: number
}

export type Told = {
  readonly booked: number
  readonly seconds: number
  readonly p50: number
  readonly p99: number
  readonly cpuMicros: number
  /** Anything but a booking, by status and code. */
  readonly others: Readonly<Record<string, number>>
  readonly ranOut: boolean
  /** Appointments that clients were told of, those of the warm-up included. */
  readonly appointmentIds: readonly string[]
}

const warmMillis = 2_500
const script = fileURLToPath(new URL('./booking-client.mjs', import.meta.url))

const accountsOf = ({ draw, size }: Loading, crowd: Crowd) =>
  Array.from({ length: crowd.accounts }, (_, index) => {
    const account = (crowd.firstAccount + index) % size.phoneAccounts
    return {
      token: draw.token('phone_account', account),
      residents: Array.from({ length: size.residentsPerAccount }, (_, place) =>
        regionalId(regionId, draw.id('resident', account * size.residentsPerAccount + place)),
      ),
    }
  })

/** Lets the crowd book for so many seconds; `onMark` is told when the measured part begins and ends. */
export const playCrowd = async (
  loading: Loading,
  crowd: Crowd,
  seconds: number,
  onMark: (mark: 'measuring' | 'measured') => void,
): Promise<Told> => {
  const folder = await mkdtemp(join(tmpdir(), 'doorstep-crowd-'))
  try {
    const [planFile, answerFile] = [join(folder, 'plan.json'), join(folder, 'answers.txt')]
    const { port, clients, pools } = crowd
    await writeFile(
      planFile,
      JSON.stringify({
        port,
        clients,
        pools,
        warmMillis,
        measuredMillis: seconds * 1000,
        accounts: accountsOf(loading, crowd),
      }),
    )
    const child = spawn(process.execPath, [script, planFile, answerFile], { stdio: ['ignore', 'pipe', 'inherit'] })
    let last = ''
    for await (const line of createInterface({ input: child.stdout })) {
      if (line === 'measuring' || line === 'measured') onMark(line)
      else last = line
    }
    const answers = (await readFile(answerFile, 'utf8')).split('\n').filter(Boolean)
    return {
      ...(JSON.parse(last) as Omit<Told, 'appointmentIds'>),
      appointmentIds: answers.map(answer => (JSON.parse(answer) as { appointmentId: string }).appointmentId.slice(7)),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
