import { expect, test } from 'vitest'
import { afterAnswer, answerOf, retrySeconds, stepOf } from './hospital-order.ts'

test('BOOK-63 an order goes reserve, confirm; an answer given twice counts once', () => {
  expect(stepOf('asked')).toBe('reserve')
  expect(afterAnswer('asked', 'ok', false)).toEqual({ state: 'reserved' })
  expect(afterAnswer('asked', 'duplicate', false)).toEqual({ state: 'reserved' })
  expect(afterAnswer('reserved', 'ok', false)).toEqual({ state: 'confirmed' })
  expect(stepOf('confirmed')).toBeUndefined()
})

test('BOOK-63 a seat that is gone goes back here at once; silence is asked again until the time is up, then given back there', () => {
  expect(afterAnswer('asked', 'gone', false)).toEqual({ state: 'refused', reason: 'gone', givesSeatBack: true })
  expect(afterAnswer('reserved', 'gone', false)).toEqual({ state: 'refused', reason: 'gone', givesSeatBack: true })
  expect(afterAnswer('reserved', 'no_answer', false)).toEqual({ state: 'reserved' })
  expect(afterAnswer('asked', 'no_answer', true)).toEqual({
    state: 'releasing',
    reason: 'no_answer',
    givesSeatBack: true,
  })
  expect(afterAnswer('releasing', 'no_answer', true)).toEqual({ state: 'releasing' })
  expect(afterAnswer('releasing', 'gone', true)).toEqual({ state: 'released' })
  expect(retrySeconds(0)).toBe(5)
  expect(retrySeconds(50)).toBe(600)
})

test('BOOK-64 until the hospital has confirmed, the answer is that it is being asked', () => {
  expect(answerOf(null, null)).toBe('asking')
  expect(answerOf('reserved', null)).toBe('asking')
  expect(answerOf('confirmed', null)).toBe('confirmed')
  expect(answerOf('released', 'no_answer')).toBe('no_answer')
  expect(answerOf('refused', 'gone')).toBe('gone')
  expect(answerOf('releasing', 'given_back')).toBe('given_back')
})
