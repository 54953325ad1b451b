/** How many of everything a loaded region has. `scale` 1 is a city of a million; tests load a thousandth. */
export type Size = {
  readonly hubs: number
  readonly townships: number
  readonly villages: number
  readonly residents: number
  /** Residents with a family-doctor contract, the first ones. */
  readonly contracts: number
  readonly historyDays: number
  readonly pastSessionsPerDay: number
  /** Today and the days after it. */
  readonly futureDays: number
  /** Phone accounts, each of which acts for so many residents. */
  readonly phoneAccounts: number
  readonly residentsPerAccount: number
}

const atLeast = (least: number, wanted: number): number => Math.max(least, Math.round(wanted))

export const sizeOf = (scale: number): Size => {
  const residents = atLeast(600, 1_000_000 * scale)
  const residentsPerAccount = scale < 0.01 ? 20 : 400
  return {
    hubs: atLeast(1, 10 * scale),
    townships: atLeast(2, 60 * scale),
    villages: atLeast(3, 230 * scale),
    residents,
    contracts: Math.floor(residents * 0.7),
    historyDays: scale < 0.05 ? 40 : 730,
    pastSessionsPerDay: atLeast(3, 72 * scale),
    futureDays: 30,
    phoneAccounts: Math.floor(residents / residentsPerAccount),
    residentsPerAccount,
  }
}

/** Sessions a day at one site: the first hub is the large one. */
export const sessionsPerDay = (kind: SiteKind, index: number): number =>
  kind === 'hub' ? (index === 0 ? 20 : 5) : kind === 'township' ? 9 : 1
export type SiteKind = 'hub' | 'township' | 'village'
