import { expect, test } from 'vitest'
import { dropDraft, dropDraftsOf, readDraft, writeDraft } from './drafts.ts'
import { memoryStore } from './store.ts'

test('what one person typed is found again by that person', () => {
  const store = memoryStore()
  writeDraft('amy', 'booking.desk', { name: '王芳' }, store)
  expect(readDraft('amy', 'booking.desk', store)).toEqual({ name: '王芳' })
})

test('and never by another person or another form', () => {
  const store = memoryStore()
  writeDraft('amy', 'booking.desk', { name: '王芳' }, store)
  expect(readDraft('bob', 'booking.desk', store)).toBeNull()
  expect(readDraft('amy', 'booking.desk.walkin', store)).toBeNull()
})

test('signing out takes all drafts of that person, and only those', () => {
  const store = memoryStore()
  writeDraft('amy', 'one', { a: 1 }, store)
  writeDraft('amy', 'two', { a: 2 }, store)
  writeDraft('bob', 'one', { b: 1 }, store)
  dropDraftsOf('amy', store)
  expect([readDraft('amy', 'one', store), readDraft('amy', 'two', store), readDraft('bob', 'one', store)]).toEqual([
    null,
    null,
    { b: 1 },
  ])
})

test('a draft ends with its form, and a broken one is forgotten', () => {
  const store = memoryStore(new Map([['doorstep.draft.amy.one', '{oops']]))
  expect(readDraft('amy', 'one', store)).toBeNull()
  expect(store.keys()).toEqual([])
  writeDraft('amy', 'two', { a: 2 }, store)
  dropDraft('amy', 'two', store)
  expect(readDraft('amy', 'two', store)).toBeNull()
})
