export type Way = { readonly from: string; readonly to: string; readonly minutes: number }

/** The quickest way written down; where only the way back is, that one. Null when neither is (NET-47). */
export const shortestWay = (ways: readonly Way[], from: string, to: string): number | null => {
  if (from === to) return 0
  const quickest = (one: string, other: string) =>
    ways
      .filter(way => way.from === one && way.to === other)
      .reduce((best: number | null, way) => (best === null || way.minutes < best ? way.minutes : best), null)
  return quickest(from, to) ?? quickest(to, from)
}
