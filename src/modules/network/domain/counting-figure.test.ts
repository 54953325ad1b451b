import { expect, it } from 'vitest'
import { countingFigure } from './counting-figure.ts'

it('NET-84 locked goes before draft, then HIS before system before Excel before typed; what differs is named', () => {
  const typed = { source: 'typed', value: 12, status: 'draft' } as const
  const his = { source: 'his', value: 14, status: 'draft' } as const
  const locked = { source: 'excel', value: 12, status: 'locked' } as const
  expect(countingFigure([typed, his])).toEqual({ counts: his, differ: [typed] })
  expect(countingFigure([typed, his, locked])).toEqual({ counts: locked, differ: [his] })
  expect(countingFigure([])).toBeNull()
})
