/** The region's time zone and today's date there; the session tells them, so that a traveller's laptop shows the clinic's time. */
let timeZone = 'Asia/Shanghai'
let serverAheadMillis = 0

export const currentTimeZone = (): string => timeZone

export const setTimeZone = (next: string): void => {
  timeZone = next
}

/** The demo may move the server's clock; deadlines and "today" follow it. */
export const setServerNow = (now: string): void => {
  serverAheadMillis = Date.parse(now) - Date.now()
}

export const serverNow = (): Date => new Date(Date.now() + serverAheadMillis)
