import Type from 'typebox'
import { type Method, query } from '#src/platform/kernel/endpoint.ts'
import {
  instantSchema,
  localDateSchema,
  monthSchema,
  nullable,
  oneOf,
  regionalIdSchema,
  uuidSchema,
} from '#src/platform/kernel/schema.ts'
import { boardChip, boardPerson, boardRoom, cancelReasons, chip, day, part, problem, site } from './contract-shapes.ts'
import { absence, publicSession } from './contract-views.ts'

const place = ['platform.wrong_institution', 'deployment.session_unknown']
const one = '/deployment/sessions/:sessionId'
const head = (verb: string, method: Method, path: string, permission: string, summary: string) => ({
  name: `deployment.${verb}`,
  subject: 'none' as const,
  method,
  path,
  permission,
  summary,
})

/** What is read of the plan; the commands are in `contract.ts`, which holds both. */
export const queries = {
  absences: query({
    ...head('absences', 'GET', '/deployment/absences', 'deployment.board.view', 'Who is away in a month'),
    input: Type.Object({ month: monthSchema }),
    output: Type.Object({ absences: Type.Array(absence) }),
    errors: [],
  }),
  monthBoard: query({
    ...head(
      'monthBoard',
      'GET',
      '/deployment/board',
      'deployment.board.view',
      'The month board: sites × days × parts of the day',
    ),
    input: Type.Object({ month: monthSchema, institutionId: Type.Optional(uuidSchema) }),
    output: Type.Object({
      month: monthSchema,
      sites: Type.Array(site),
      days: Type.Array(day),
      parts: Type.Array(part),
      sessions: Type.Array(boardChip),
      people: Type.Array(boardPerson),
      rooms: Type.Array(boardRoom),
      plans: Type.Array(
        Type.Object({ institutionId: uuidSchema, version: Type.Integer(), publishedAt: instantSchema }),
      ),
    }),
    errors: ['platform.wrong_institution'],
  }),
  monthProblems: query({
    ...head(
      'monthProblems',
      'GET',
      '/deployment/months/:month/problems',
      'deployment.board.view',
      'What stands in the way of publishing a month',
    ),
    input: Type.Object({ month: monthSchema, institutionId: Type.Optional(uuidSchema) }),
    output: Type.Object({ problems: Type.Array(problem), names: Type.Record(Type.String(), Type.String()) }),
    errors: ['platform.wrong_institution'],
  }),
  sessionDetail: query({
    ...head('sessionDetail', 'GET', one, 'deployment.board.view', 'One session with everything known about it'),
    input: Type.Object({ sessionId: regionalIdSchema }),
    output: Type.Object({
      session: chip,
      institutionName: Type.String(),
      publishedAt: nullable(instantSchema),
      cancelledAt: nullable(instantSchema),
      cancelReason: nullable(oneOf(cancelReasons)),
      cancelNote: nullable(Type.String()),
      problems: Type.Array(problem),
      names: Type.Record(Type.String(), Type.String()),
    }),
    errors: place,
  }),
  mySessions: query({
    ...head('mySessions', 'GET', '/deployment/my-sessions', 'deployment.session.view_own', 'Where I am to be and when'),
    input: Type.Object({ from: localDateSchema, to: localDateSchema }),
    output: Type.Object({
      sessions: Type.Array(
        Type.Object({
          session: chip,
          institutionName: Type.String(),
          address: nullable(Type.String()),
          phone: nullable(Type.String()),
        }),
      ),
    }),
    errors: [],
  }),
  publicMonth: query({
    ...head(
      'publicMonth',
      'GET',
      '/deployment/public-month',
      'public',
      'The published experts of a month at one institution or in a region, for everyone',
    ),
    input: Type.Object({ month: monthSchema, institutionId: Type.Optional(uuidSchema) }),
    output: Type.Object({
      month: monthSchema,
      days: Type.Array(day),
      parts: Type.Array(part),
      sessions: Type.Array(publicSession),
    }),
    errors: [],
    rateLimit: 120,
  }),
}
