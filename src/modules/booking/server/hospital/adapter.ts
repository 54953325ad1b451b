import type { HospitalOutcome, HospitalStep } from '../../domain/hospital-order.ts'
import { signatureOf } from './line-rules.ts'

/** What a hospital's system hears: always the same key for the same seat, so that asking twice takes one. */
export type HospitalQuestion = {
  readonly step: HospitalStep
  readonly key: string
  /** What the hospital calls the session; ours where it has no name of its own. */
  readonly session: string
  readonly startsAt: string
  readonly seatNo: number
  readonly patient: string
  readonly reference: string | null
}
export type HospitalAnswer = { readonly outcome: HospitalOutcome; readonly reference: string | null }
/** Never throws: whatever is not a clear answer is silence, and silence is asked again. */
export type HospitalAdapter = (question: HospitalQuestion) => Promise<HospitalAnswer>

const silence: HospitalAnswer = { outcome: 'no_answer', reference: null }

const textOf = (body: unknown, name: string): string | null => {
  const value = (body as Readonly<Record<string, unknown>> | null)?.[name]
  return typeof value === 'string' && value.length <= 80 ? value : null
}

export type HttpLine = {
  readonly baseUrl: string
  readonly timeoutMs: number
  /** Kept by both sides; the demo's own hospital has none. */
  readonly key: string | null
  readonly at: Date
}

const headersOf = ({ key, at }: HttpLine, url: string, idempotencyKey: string, body: string) => {
  const time = at.toISOString()
  const path = new URL(url).pathname
  return {
    'content-type': 'application/json',
    'idempotency-key': idempotencyKey,
    ...(key === null
      ? {}
      : { 'x-doorstep-time': time, 'x-doorstep-signature': signatureOf(key, { method: 'POST', path, time, body }) }),
  }
}

/**
 * `POST <base>/reserve|confirm|cancel` with the question as JSON. 200 `{reference}`: done. 409 `{code: "duplicate", reference}`:
 * done before with this key. 409 `{code: "gone"}`: no such seat (any more). Everything else, and no answer in time, is silence.
 * Signed with the line's key (`x-doorstep-signature`, BOOK-74), and never led on to another address.
 */
export const httpAdapter =
  (line: HttpLine): HospitalAdapter =>
  async question => {
    try {
      const { step, ...asked } = question
      const url = `${line.baseUrl.replace(/\/+$/, '')}/${step}`
      const body = JSON.stringify(asked)
      const answer = await fetch(url, {
        method: 'POST',
        headers: headersOf(line, url, question.key, body),
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(line.timeoutMs),
      })
      const content: unknown = await answer.json().catch(() => null)
      const reference = textOf(content, 'reference')
      if (answer.status === 200) return { outcome: 'ok', reference }
      if (answer.status !== 409) return silence
      const code = textOf(content, 'code')
      return code === 'duplicate' || code === 'gone' ? { outcome: code, reference } : silence
    } catch {
      return silence
    }
  }
