/** The one source of time. Only tests and the demo may move it. */
export type Clock = {
  readonly now: () => Date
  /** Moves every later reading by this much against the machine's clock. */
  readonly setOffset: (milliseconds: number) => void
  readonly offset: () => number
}

export const createClock = (offsetMilliseconds = 0): Clock => {
  let offset = offsetMilliseconds
  return {
    now: () => new Date(Date.now() + offset),
    setOffset: milliseconds => {
      offset = milliseconds
    },
    offset: () => offset,
  }
}
