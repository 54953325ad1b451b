import { expect, test } from 'vitest'
import { Problem } from './api-problem.ts'
import { stillWrong } from './mended.ts'

const field = (path: string) => ({ path, code: 'x', title: `wrong ${path}` })
const refused = (...paths: readonly string[]) => {
  const problem = new Problem({ status: 422, code: 'x', title: 'x', fields: paths.map(field) })
  return { problem, fieldProblems: Object.fromEntries(problem.fields.map(({ path, title }) => [path, title])) }
}

test('a changed field is not called wrong any more, and the banner goes with the last one', () => {
  const both = refused('/identityNumber', '/guardian/phone')
  expect(stillWrong(both, new Set())).toEqual(both)
  expect(stillWrong(both, new Set(['name']))).toEqual(both)
  expect(stillWrong(both, new Set(['identityNumber']))).toEqual({
    problem: both.problem,
    fieldProblems: { '/guardian/phone': 'wrong /guardian/phone' },
  })
  expect(stillWrong(both, new Set(['identityNumber', 'guardian']))).toEqual({ problem: null, fieldProblems: {} })
})

test('a refusal that names no field stays until the form is sent again', () => {
  const known = refused()
  expect(stillWrong(known, new Set(['identityNumber']))).toEqual(known)
})
