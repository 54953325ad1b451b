/** What the lobby screen shows in turn: pages of so many rows, never scrolled. */
export const pagesOf = <T>(rows: readonly T[], perPage: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(rows.length / perPage) }, (_, page) =>
    rows.slice(page * perPage, (page + 1) * perPage),
  )

export type CallKey = { readonly sessionId: string; readonly ticketNo: number; readonly callCount: number }
export const callKey = ({ sessionId, ticketNo, callCount }: CallKey): string => `${sessionId} ${ticketNo} ${callCount}`

/** PORT-41 Calls not heard yet; with nothing heard before (the screen has just been switched on) none is read. */
export const toSpeak = <T extends CallKey>(
  heard: ReadonlySet<string> | null,
  calls: readonly T[],
): { readonly now: ReadonlySet<string>; readonly spoken: readonly T[] } => ({
  now: new Set(calls.map(callKey)),
  spoken: heard === null ? [] : calls.filter(call => !heard.has(callKey(call))),
})

/**
 * PORT-8 The newest call stands first: calls not seen before (a second call of the same number counts as new) go to the
 * front, the others keep their order, those that are over leave.
 */
export const orderCalls = <T extends CallKey>(before: readonly string[], calls: readonly T[]): readonly T[] => {
  const known = new Map(before.map((key, index) => [key, index]))
  const place = (call: T): number => known.get(callKey(call)) ?? -1
  return [...calls].sort((a, b) => place(a) - place(b))
}
