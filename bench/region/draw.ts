import { createHash } from 'node:crypto'

/** Everything that is drawn depends on seed, kind and number alone, so that a row can be made without those before it. */
export type Draw = {
  /** A number from 0 to `below`, the same each time for the same kind and number. */
  readonly pick: (kind: Kind, number: number, below: number) => number
  /** An id of version 7 that grows with its number, as ids made one after the other do. */
  readonly id: (kind: Kind, number: number) => string
  /** A session token as the server would have given it out: 43 letters. */
  readonly token: (kind: Kind, number: number) => string
}

/** What is drawn; its place in this list is part of every id. */
const kinds = [
  'consortium',
  'institution',
  'membership',
  'department',
  'room',
  'staff',
  'title',
  'resident',
  'person',
  'relationship',
  'session',
  'pool',
  'appointment',
  'visit',
  'account',
  'phone_account',
  'arrival',
  'bench_session',
  'bench_pool',
] as const
export type Kind = (typeof kinds)[number]

const mix = (a: number, b: number, c: number): number => {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35) ^ Math.imul(c | 1, 0x27d4eb2f)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39)
  return (h ^ (h >>> 15)) >>> 0
}

const hex = (value: number, length: number): string => value.toString(16).padStart(length, '0').slice(-length)

export const createDraw = (seed: number): Draw => {
  const place = new Map(kinds.map((kind, index) => [kind, index + 1]))
  const kindNo = (kind: Kind): number => place.get(kind) as number
  return {
    pick: (kind, number, below) => mix(seed, number, kindNo(kind)) % below,
    id: (kind, number) => {
      const tail = hex(mix(seed, number, kindNo(kind) + 100), 8) + hex(mix(seed, number, kindNo(kind) + 200), 4)
      const time = hex(number, 8)
      return `0190${time.slice(0, 4)}-${time.slice(4)}-7${hex(kindNo(kind), 3)}-8${hex(seed, 3)}-${tail}`
    },
    token: (kind, number) => createHash('sha256').update(`${seed} ${kind} ${number}`).digest('base64url'),
  }
}
