// The product's own static checks; `npm run check` runs them beside the compiler, Biome and the import rules.
import { checkDocuments } from './documents.ts'
import type { Finding } from './files.ts'
import { checkLocales } from './locales.ts'
import { checkRules } from './rules.ts'
import { checkSizes } from './sizes.ts'
import { checkSql } from './sql.ts'
import { checkWords } from './words.ts'

const checks: readonly { readonly name: string; readonly run: () => readonly Finding[] }[] = [
  { name: 'sizes', run: checkSizes },
  { name: 'locales', run: checkLocales },
  { name: 'rules and tests', run: checkRules },
  { name: 'sql', run: checkSql },
  { name: 'words', run: checkWords },
  { name: 'documents', run: checkDocuments },
]

let count = 0
for (const { name, run } of checks) {
  const findings = run()
  count += findings.length
  console.log(`${findings.length === 0 ? 'ok  ' : 'FAIL'} ${name}`)
  for (const finding of findings) console.log(`     ${finding}`)
}
process.exitCode = count === 0 ? 0 : 1
