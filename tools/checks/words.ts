import { type Finding, filesBelow } from './files.ts'

/** Skipped tests, silenced compilers and paths of one machine have no place in the product. */
const forbidden: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  { pattern: /\b(it|test|describe)\.(skip|only|todo)\b/, why: 'leaves a test out' },
  { pattern: /@ts-(ignore|nocheck)/, why: 'silences the compiler' },
  { pattern: /\bas any\b/, why: 'gives up a type' },
  { pattern: /(^|[\s'"`(])\/(work|root|home)\/[a-z]/, why: 'names a path of one machine' },
  { pattern: /\bexport \* from\b/, why: 'exports everything' },
]

export const checkWords = (): readonly Finding[] =>
  ['src', 'tools', 'scenarios', 'tests', 'bench', 'docs', 'ops']
    .flatMap(folder => {
      try {
        return filesBelow(folder, /\.(tsx?|mjs|sql|md|json)$/)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
        throw error
      }
    })
    .filter(({ path }) => !path.startsWith('tools/checks/'))
    .flatMap(({ path, text }) =>
      forbidden.filter(({ pattern }) => pattern.test(text)).map(({ why }) => `${path} ${why}`),
    )
