/** The installed Chromium that the journeys drive, or undefined. */
export function findBrowser(): string | undefined
export function missingPackages(): readonly string[]
export function ensureBrowser(log: (line: string) => void): string | undefined
