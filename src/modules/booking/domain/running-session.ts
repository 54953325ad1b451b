type Entry = { readonly session: { readonly startsAt: string; readonly endsAt: string }; readonly waiting: number }

/** People arrive before the first is called. */
const earlyMinutes = 30

/**
 * BOOK-106 Which queue opens by itself: the session that runs now, of several one for which people wait; else the only one there is.
 * Undefined when somebody has to choose.
 */
export const sessionToOpen = <E extends Entry>(entries: readonly E[], now: Date): E | undefined => {
  const running = entries.filter(
    ({ session }) =>
      new Date(session.startsAt).getTime() - earlyMinutes * 60_000 <= now.getTime() && now < new Date(session.endsAt),
  )
  return running.find(entry => entry.waiting > 0) ?? running[0] ?? (entries.length === 1 ? entries[0] : undefined)
}
