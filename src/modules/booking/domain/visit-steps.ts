import type { VisitStatus } from '../contract-shapes.ts'

export type VisitStep = 'call' | 'recall' | 'pass' | 'return' | 'start' | 'finish' | 'leave'

/** BOOK-12 What may happen to a visit from each state; screens ask the same table. */
const allowedFrom: Readonly<Record<VisitStep, readonly VisitStatus[]>> = {
  call: ['waiting', 'passed', 'returned'],
  recall: ['called'],
  pass: ['called'],
  return: ['seen'],
  start: ['called', 'waiting', 'passed', 'returned'],
  finish: ['called', 'in_room'],
  leave: ['waiting', 'called', 'passed', 'returned'],
}

export const isAllowed = (step: VisitStep, status: VisitStatus): boolean => allowedFrom[step].includes(status)

/** Those who can be called next: waiting, passed (some places back) and back with results. */
export const isWaiting = (status: VisitStatus): boolean =>
  status === 'waiting' || status === 'passed' || status === 'returned'
