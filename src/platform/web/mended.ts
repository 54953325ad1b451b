import { useEffect, useMemo, useState } from 'react'
import type { Problem } from './api-problem.ts'

type Wrong = { readonly problem: Problem | null; readonly fieldProblems: Readonly<Record<string, string>> }

/**
 * What is still said of a refused form once some of its values were changed (`name` stands for `/name` and all below): a
 * changed field is not called wrong any more, and the banner goes with the last of them.
 */
export const stillWrong = ({ problem, fieldProblems }: Wrong, changed: ReadonlySet<string>): Wrong => {
  if (problem === null || changed.size === 0) return { problem, fieldProblems }
  const left = Object.entries(fieldProblems).filter(([path]) => !changed.has(path.split('/')[1] ?? ''))
  const wasOfFields = problem.fields.length > 0
  return { problem: wasOfFields && left.length === 0 ? null : problem, fieldProblems: Object.fromEntries(left) }
}

const none: ReadonlySet<string> = new Set()

/** The refusal of a form's command, forgotten field by field as they are mended; each new refusal counts afresh. */
export const useStillWrong = ({ problem, fieldProblems }: Wrong) => {
  const [changed, setChanged] = useState(none)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new refusal begins anew
  useEffect(() => setChanged(none), [problem])
  const wrong = useMemo(() => stillWrong({ problem, fieldProblems }, changed), [problem, fieldProblems, changed])
  return { ...wrong, touch: (names: readonly string[]) => setChanged(known => new Set([...known, ...names])) }
}
