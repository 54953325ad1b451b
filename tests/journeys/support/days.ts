/** Days as the region's clock counts them. */

export const dayInShanghai = (at: Date = new Date()): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(at)

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** `12月2日`, as a Chinese page writes a day. */
export const chineseDay = (date: string): string => `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`
