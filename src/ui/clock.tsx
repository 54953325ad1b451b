import { useEffect, useState } from 'react'
import { readClock } from './clock-text.ts'
import { Icon } from './icons.tsx'

type Props = {
  readonly dueAt: Date
  readonly since?: Date | undefined
  /** what counts now; the app gives the server's clock */
  readonly now?: (() => Date) | undefined
  /** words for `left` and `over`, `剩` and `超`: never colour alone */
  readonly words: { readonly left: string; readonly over: string }
  /** what it counts to: `首份心电图` */
  readonly target?: string | undefined
  /** for deadlines further off than a day the caller's words (`3 天`) stand instead of seconds */
  readonly far?: ((minutes: number) => string) | undefined
}

const systemNow = (): Date => new Date()

/** A running deadline: time left or over, and the target. It ticks each second below an hour, else each minute. */
export const Clock = ({ dueAt, since, now = systemNow, words, target, far }: Props) => {
  const [, tick] = useState(0)
  const reading = readClock(now(), dueAt, since)
  const fast = Math.abs(reading.minutesLeft) < 60
  useEffect(() => {
    const timer = setInterval(() => tick(count => count + 1), fast ? 1000 : 30_000)
    return () => clearInterval(timer)
  }, [fast])
  const shown = far && !fast ? far(Math.abs(reading.minutesLeft)) : reading.text
  const state = reading.over ? 'over' : reading.near ? 'near' : 'calm'
  return (
    <span className={`ds-clock ds-clock-${state}`} role="timer" aria-live="off">
      <Icon name={reading.over ? 'critical' : 'clock'} size={14} />
      <span>
        {reading.over ? words.over : words.left} <b>{shown}</b>
        {target ? <span className="ds-quiet"> {target}</span> : null}
      </span>
    </span>
  )
}
