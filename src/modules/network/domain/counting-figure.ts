/** Which of several figures counts, and which say otherwise. */

type Source = 'his' | 'system' | 'excel' | 'typed'
type Figure = { readonly source: Source; readonly value: number; readonly status: 'draft' | 'locked' }

/** What a machine counted goes before what a person copied, and that before what a person typed. */
const order: readonly Source[] = ['his', 'system', 'excel', 'typed']

/** The figure that counts: locked before draft, then by source; and the ones that differ from it (NET-84). */
export const countingFigure = <F extends Figure>(
  figures: readonly F[],
): { readonly counts: F; readonly differ: readonly F[] } | null => {
  const sorted = [...figures].sort(
    (one, other) =>
      Number(other.status === 'locked') - Number(one.status === 'locked') ||
      order.indexOf(one.source) - order.indexOf(other.source),
  )
  const [counts, ...others] = sorted
  return counts ? { counts, differ: others.filter(other => other.value !== counts.value) } : null
}
