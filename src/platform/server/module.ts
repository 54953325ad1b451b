import type { TSchema } from 'typebox'
import type { Endpoint, InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { Refusal } from '#src/platform/kernel/errors.ts'
import type { Actor } from './actor.ts'
import type { App } from './app.ts'
import type { Cookie, Ctx, RequestInfo } from './context.ts'

/** A call that manages its own transaction (gathered batches); permission and input have been checked. */
export type DirectCall = {
  readonly app: App
  readonly actor: Actor
  readonly now: Date
  readonly requestId: string
  readonly idempotencyKey: string
  /** SHA-256 of the input, so that the same key with another body is refused. */
  readonly inputHash: Buffer
  /** Cookies in and out, for signing in; absent when a command is played by a program. */
  readonly request?: RequestInfo | undefined
  readonly onCookies?: ((cookies: readonly Cookie[]) => void) | undefined
}

/** Writes what a command must leave behind although it was refused (a wrong guess is counted); once for each key. */
export type OnRefusal = (ctx: Ctx, refusal: Refusal) => Promise<void>

export type Handler =
  | {
      readonly endpoint: Endpoint
      readonly run: (ctx: Ctx, input: never) => Promise<unknown>
      readonly onRefusal?: OnRefusal | undefined
    }
  | { readonly endpoint: Endpoint; readonly runDirect: (call: DirectCall, input: never) => Promise<unknown> }

/** Ties an endpoint to its use case; input and output are those of the contract. */
export const handle = <E extends Endpoint>(
  endpoint: E,
  run: (ctx: Ctx, input: InputOf<E>) => Promise<OutputOf<E>>,
  onRefusal?: OnRefusal,
): Handler => ({ endpoint, run: run as (ctx: Ctx, input: never) => Promise<unknown>, onRefusal })

/** For the few endpoints that are gathered into batches and write audit and key inside their own function. */
export const handleDirect = <E extends Endpoint>(
  endpoint: E,
  runDirect: (call: DirectCall, input: InputOf<E>) => Promise<OutputOf<E>>,
): Handler => ({ endpoint, runDirect: runDirect as (call: DirectCall, input: never) => Promise<unknown> })

export type EventPayload = Readonly<Record<string, unknown>>
/** Runs in a transaction of its own as a job of the event's region, once per event, retried until it succeeds. */
export type EventHandler = (ctx: Ctx, data: EventPayload) => Promise<void>

/** Runs in every region, or once when `global`; crontab syntax in UTC (graphile-worker). */
export type ScheduledJob = {
  readonly name: string
  readonly cron: string
  readonly run: (ctx: Ctx) => Promise<void>
}

/** What someone must still do (待办). Due and escalation are settings of the kind, in minutes. */
export type LoopKind = {
  readonly kind: string
  readonly dueMinutes: number
  /** Role keys that own it in turn; each step is climbed when overdue by `escalateMinutes`. */
  readonly escalation: readonly string[]
  readonly escalateMinutes: number
}

/** A rule or threshold that an institution may set; the default carries its source. */
export type SettingDefinition = {
  readonly key: string
  readonly schema: TSchema
  readonly value: unknown
  /** Where the default comes from: a clause, a published practice, or our own advice. */
  readonly source: string
  /** `institution`: each may choose its own value. `everywhere`: the code reads one value for the whole region. */
  readonly scope: 'everywhere' | 'institution'
}

/** Answered by the one module that knows institutions; the platform only carries their ids. */
export type InstitutionDirectory = {
  /** Institutions that these roles manage from here, the visible one included. */
  readonly reachOf: (ctx: Ctx, institutionId: string, roles: readonly string[]) => Promise<readonly string[]>
  readonly find: (
    ctx: Ctx,
    institutionIds: readonly string[],
  ) => Promise<readonly { readonly institutionId: string; readonly regionId: number; readonly name: string }[]>
}

/** Answered by the one module that knows who works where; an account may belong to one of these people. */
export type StaffDirectory = {
  readonly find: (
    ctx: Ctx,
    staffIds: readonly string[],
  ) => Promise<readonly { readonly staffId: string; readonly name: string }[]>
}

/** A page is HTML; a picture, a document or a calendar is a body with its media type. */
export type HtmlAnswer = { readonly html: string; readonly status?: number }
export type PublicAnswer =
  | HtmlAnswer
  | {
      readonly body: string | Uint8Array
      readonly type: string
      readonly status?: number
      /** What the reader's machine calls it when it is kept. */
      readonly fileName?: string
      /** How long a reader may keep it; half a minute without. */
      readonly keepSeconds?: number
    }

/** A page that the server writes, readable without login and without script. */
export type PublicPage<Answer extends PublicAnswer = PublicAnswer> = {
  readonly path: string
  readonly render: (
    ctx: Ctx,
    request: {
      readonly params: Readonly<Record<string, string>>
      readonly query: Readonly<Record<string, string>>
      readonly language: string
      /** `https://example.org`, as the reader's browser reached it; empty where it cannot be told. */
      readonly origin?: string | undefined
    },
  ) => Promise<Answer>
}

/** Sentences by flat key, one file a language. */
export type LocaleFile = Readonly<Record<string, string>>

/** What a module plugs into the server. */
export type ServerModule = {
  readonly name: string
  readonly handlers: readonly Handler[]
  /** permission → role keys that hold it at their institution (`resident` for the phone page). */
  readonly permissions: Readonly<Record<string, readonly string[]>>
  /** Permissions that every role of staff holds, whichever module declares the role. */
  readonly permissionsOfAllStaff?: readonly string[]
  /** constraint name → the module's own refusal. */
  readonly constraints: Readonly<Record<string, () => Refusal>>
  readonly events?: Readonly<Record<string, EventHandler>>
  /** Event name → the queue it waits in, one at a time: whoever outside is slow to answer holds up nobody else's events. */
  readonly queues?: Readonly<Record<string, (data: EventPayload) => string>>
  readonly jobs?: readonly ScheduledJob[]
  readonly loops?: readonly LoopKind[]
  readonly settings?: readonly SettingDefinition[]
  /** Role keys this module declares, beside those its permissions name; only declared roles can be granted. */
  readonly roles?: readonly string[]
  readonly institutions?: InstitutionDirectory
  readonly staff?: StaffDirectory
  /** Ends what the module opened beside the pool (a connection of its own), after the last request. */
  readonly stop?: (app: App) => Promise<void>
  readonly publicPages?: readonly PublicPage[]
  /** The server needs the sentences too: refusals, messages, public pages. */
  readonly locales: { readonly 'zh-CN': LocaleFile; readonly en: LocaleFile }
}
