import { addMinutes } from '#src/platform/kernel/dates.ts'
import { newUuid } from '#src/platform/kernel/ids.ts'

/** One request as the batch function wants it; who may book for whom has been decided. */
export type SeatRequest = {
  readonly regionId: number
  readonly poolId: string
  readonly residentId: string
  readonly channelNo: number
  readonly isHold: boolean
  readonly actor: string
  readonly institutionId: string | null
  readonly agentRelation: string
  readonly agentName: string | null
  readonly endpoint: string
  readonly key: string
  readonly inputHash: Buffer
  readonly requestId: string
}

/** 200 and the appointment, or the status of a refusal and what `Refusal` is made of. */
export type SeatAnswer = { readonly status: number; readonly replay: boolean; readonly body: unknown }

/** What one person or one phone may have; 0 is "as many as one likes", but of open appointments. */
export type PersonLimits = {
  readonly personLimit: number
  readonly dayLimit: number
  readonly monthLimit: number
  readonly phoneLimit: number
}
export type Limits = PersonLimits & { readonly holdMinutes: number }

/** The account of a resident's phone, of which one may book only so often; nobody else has one. */
export const phoneOf = (actor: string): string | null => (actor.startsWith('resident:') ? actor : null)

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`
/** Array literals are written here: the driver's own way costs as much as the whole statement. */
const plain = (values: readonly (string | number | boolean | null)[]): string =>
  `{${values.map(value => value ?? 'NULL').join(',')}}`
const texts = (values: readonly (string | null)[]): string =>
  `{${values.map(value => (value === null ? 'NULL' : quoted(value))).join(',')}}`

const text = `with c as materialized (
    select platform.set_context('job', 'booking.batch', $1, null, null, null, 'booking'))
  select booking.book_batch($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) as answers from c`

/**
 * One round trip: the context and the batch in one named statement, arrays as text in, one JSON text out.
 * Ids are new at each try: what a lost try left behind, a refusal's audit row among it, stays as it is.
 */
export const batchStatement = (batch: readonly SeatRequest[], now: Date, limits: Limits) => ({
  name: 'booking-batch',
  text,
  values: [
    batch[0]?.regionId,
    now,
    addMinutes(now, limits.holdMinutes),
    limits.personLimit,
    limits.dayLimit,
    limits.monthLimit,
    limits.phoneLimit,
    plain(batch.map(request => request.poolId)),
    plain(batch.map(request => request.residentId)),
    plain(batch.map(request => request.channelNo)),
    plain(batch.map(request => request.isHold)),
    plain(batch.map(() => newUuid(now.getTime()))),
    texts(batch.map(request => request.actor)),
    texts(batch.map(request => phoneOf(request.actor))),
    plain(batch.map(request => request.institutionId)),
    texts(batch.map(request => request.agentRelation)),
    texts(batch.map(request => request.agentName)),
    texts(batch.map(request => request.endpoint)),
    texts(batch.map(request => request.key)),
    texts(batch.map(request => `\\x${request.inputHash.toString('hex')}`)),
    texts(batch.map(request => request.requestId)),
  ],
})
