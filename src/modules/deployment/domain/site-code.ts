/** Which period of the site's code an instant falls into, and when it ends. */
export const codePeriod = (now: Date, minutes: number): { readonly number: number; readonly endsAt: Date } => {
  const length = minutes * 60_000
  const number = Math.floor(now.getTime() / length)
  return { number, endsAt: new Date((number + 1) * length) }
}

/** Six digits from a keyed hash: the first four bytes, as a whole number, of which the last six digits count. */
export const digitsOf = (hash: Uint8Array): string => {
  const [a = 0, b = 0, c = 0, d = 0] = hash
  const number = ((a & 0x7f) << 24) | (b << 16) | (c << 8) | d
  return String(number % 1_000_000).padStart(6, '0')
}
