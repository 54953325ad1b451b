import pino, { type DestinationStream, type Logger } from 'pino'

/** Fields that must never reach a log, wherever they hang. Refusals carry ids and numbers only; this is the second net. */
const never = [
  'name',
  'phone',
  'number',
  'address',
  'password',
  'code',
  'loginName',
  'token',
  'cookie',
  'authorization',
  'parameters',
]

const isSqlState = (code: string | undefined): boolean => /^[0-9A-Z]{5}$/.test(code ?? '')

/** JSON lines on stderr. Errors keep the places of their stack; whatever may quote a row or an input is left out. */
export const createLog = (
  level: string = process.env['LOG_LEVEL'] ?? 'warn',
  destination: DestinationStream = pino.destination({ dest: 2, sync: false }),
): Logger =>
  pino(
    {
      level,
      base: null,
      redact: { paths: [...never, ...never.map(field => `*.${field}`)], remove: true },
      serializers: {
        err: (error: Error & { readonly code?: string; readonly constraint?: string }) => ({
          type: error.name,
          sqlState: error.code,
          constraint: error.constraint,
          // Our own messages hold ids. Those of the database and of the language (a JSON text that can't be read, a
          // date that does not exist) may quote a value, and the first lines of a stack repeat them: they stay out.
          message: error.constructor === Error && !isSqlState(error.code) ? error.message : undefined,
          stack: error.stack
            ?.split('\n')
            .filter(line => /^\s+at /.test(line))
            .join('\n'),
        }),
      },
    },
    destination,
  )

const slowSeconds = 1
const oneIn = 100

/** Failures and slow answers always, of the others one in a hundred: a line costs more than the request's own work. */
export const shouldLogRequest = (status: number, seconds: number, sample: number = Math.random()): boolean =>
  status >= 500 || seconds >= slowSeconds || sample < 1 / oneIn
