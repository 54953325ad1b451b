import { readdirSync, readFileSync } from 'node:fs'

/** Microseconds of one clock tick of /proc (100 a second on Linux). */
const tick = 10_000

type Stat = { readonly parent: number; readonly own: number; readonly reaped: number }

const statOf = (pid: number): Stat | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [parent = 0, user = 0, system = 0, childUser = 0, childSystem = 0] = [1, 11, 12, 13, 14].map(
      index => fields[index],
    )
    return { parent, own: user + system, reaped: childUser + childSystem }
  } catch {
    return undefined
  }
}

/** Processor time of a process, its children and those it has buried, in microseconds since they began. */
export const cpuMicros = (pid: number): number => {
  const top = statOf(pid)
  if (top === undefined) return 0
  const children = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(name => statOf(Number(name)))
    .filter(stat => stat?.parent === pid)
  return tick * children.reduce((total, stat) => total + (stat?.own ?? 0) + (stat?.reaped ?? 0), top.own + top.reaped)
}
