export type PathMatch = { readonly pattern: string; readonly params: Readonly<Record<string, string>> }

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part // a cut-off address is still an address
  }
}

const matchOne = (pattern: string, path: string): PathMatch | null => {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? ''
    if (part.startsWith(':') && value !== '') params[part.slice(1)] = decoded(value)
    else if (part !== value) return null
  }
  return { pattern, params }
}

/** The first pattern (`/clinic/:sessionId`) that fits a path, with the values of its parts. */
export const matchPath = (patterns: readonly string[], path: string): PathMatch | null => {
  for (const pattern of patterns) {
    const match = matchOne(pattern, path)
    if (match) return match
  }
  return null
}
