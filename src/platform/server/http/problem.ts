import { type Refusal, statusOf } from '#src/platform/kernel/errors.ts'
import type { App } from '../app.ts'
import { sentence } from '../sentences.ts'

/** RFC 9457 problem details, with the code and the wrong fields as extensions. */
export type ProblemBody = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly details: Refusal['details']
  readonly fields: readonly {
    readonly path: string
    readonly code: string
    readonly title: string
    readonly details: Refusal['details']
  }[]
  readonly requestId: string
}

export const problemOf = (app: App, refusal: Refusal, language: string, requestId: string): ProblemBody => ({
  type: `urn:doorstep:problem:${refusal.code}`,
  title: sentence(app, language, refusal.code, refusal.details),
  status: statusOf[refusal.kind],
  code: refusal.code,
  details: refusal.details,
  fields: refusal.fields.map(field => ({
    path: field.path,
    code: field.code,
    title: sentence(app, language, field.code, field.details ?? {}),
    details: field.details ?? {},
  })),
  requestId,
})

/** `en` when the browser prefers it, else Chinese. */
export const languageOf = (acceptLanguage: string | undefined): string =>
  acceptLanguage !== undefined && /^\s*en/i.test(acceptLanguage) ? 'en' : 'zh-CN'
