import { type Finding, filesBelow } from './files.ts'

const ruleId = /\b[A-Z]{3,5}-\d+\b/
/** A rule is a list item or table row of a README that begins with its id. */
const declared = /^\s*(?:[-*|]|\d+\.)?\s*\**\s*\[?([A-Z]{3,5}-\d+)\b/gm
/** A title begins with a rule's id, wherever the call that carries it began (`test.runIf(…)(`, `test.each(…)(`). */
const testTitle = /\(\s*(?:`|'|")([A-Z]{3,7}-\d+[^`'"\n]*)|\b(?:test|it)\(\s*(?:`|'|")([^`'"\n]+)/g

/** Every rule has a test whose name begins with its id, and every test below a module names a rule. */
export const checkRules = (): readonly Finding[] => {
  const rules = new Map<string, string>()
  for (const { path, text } of filesBelow('src', /README\.md$/))
    for (const match of text.matchAll(declared)) rules.set(match[1] as string, path)
  const tested = new Set<string>()
  const findings: Finding[] = []
  for (const folder of ['src', 'tests'])
    for (const { path, text } of filesBelow(folder, /\.(test|journey|soak)\.tsx?$/))
      for (const match of text.matchAll(testTitle)) {
        const title = (match[1] ?? match[2]) as string
        const ids = title.match(new RegExp(ruleId, 'g')) ?? []
        for (const id of ids) tested.add(id)
        if (ids.length === 0 && path.startsWith('src/modules/'))
          findings.push(`${path}: "${title.slice(0, 60)}" names no rule`)
        for (const id of ids)
          if (!rules.has(id) && path.startsWith('src/')) findings.push(`${path}: rule ${id} is in no README`)
      }
  for (const [id, path] of rules) if (!tested.has(id)) findings.push(`${path}: rule ${id} has no test`)
  return findings
}
