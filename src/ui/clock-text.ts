/** How a running deadline reads; pure, so that it is tested without a screen. */

export type ClockReading = {
  /** `06:12` below an hour, else `1:05:09`; days are for the caller's words */
  readonly text: string
  readonly over: boolean
  /** less than a quarter of the time is left, or less than five minutes where no start is known */
  readonly near: boolean
  readonly minutesLeft: number
}

const two = (value: number): string => String(value).padStart(2, '0')

/** Time left until (or gone since) a deadline. Pass `since` to judge what "near" is. */
export const readClock = (now: Date, dueAt: Date, since?: Date): ClockReading => {
  const left = dueAt.getTime() - now.getTime()
  const over = left < 0
  const seconds = Math.floor(Math.abs(left) / 1000)
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const text = hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${two(minutes)}:${two(seconds % 60)}`
  const whole = since ? dueAt.getTime() - since.getTime() : 0
  const near = !over && (whole > 0 ? left < whole / 4 : left < 5 * 60_000)
  return { text, over, near, minutesLeft: Math.floor(left / 60_000) }
}
