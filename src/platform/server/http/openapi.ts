import Type, { type TSchema } from 'typebox'
import { pathParameters } from '#src/platform/kernel/endpoint.ts'
import type { App } from '../app.ts'
import { registerEndpoints } from '../registry.ts'
import { sessionCookieName } from '../sessions.ts'

const propertiesOf = (schema: TSchema): Record<string, TSchema> =>
  'properties' in schema ? (schema.properties as Record<string, TSchema>) : {}

const requiredOf = (schema: TSchema): readonly string[] =>
  'required' in schema ? (schema.required as readonly string[]) : []

/** The part of an input that travels in the body: everything that is not in the path. */
const bodyOf = (input: TSchema, inPath: readonly string[]): TSchema =>
  inPath.length === 0 ? input : Type.Omit(input as never, inPath as never)

const problemSchema = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  details: Type.Object({}),
  fields: Type.Array(Type.Object({ path: Type.String(), code: Type.String(), title: Type.String() })),
})

const parametersOf = (input: TSchema, names: readonly string[], place: 'path' | 'query') =>
  names.map(name => ({
    name,
    in: place,
    required: place === 'path' || requiredOf(input).includes(name),
    schema: propertiesOf(input)[name] ?? {},
  }))

/** OpenAPI 3.1 of everything the interface itself uses, written from the contracts. */
export const openApiOf = (app: App): unknown => {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const { endpoint, module } of registerEndpoints(app.modules)) {
    const inPath = pathParameters(endpoint.path)
    const inQuery =
      endpoint.method === 'GET' ? Object.keys(propertiesOf(endpoint.input)).filter(name => !inPath.includes(name)) : []
    const idempotency = {
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      schema: { type: 'string', minLength: 8, maxLength: 100 },
    }
    const path = endpoint.path.replace(/:([A-Za-z]+)/g, '{$1}')
    paths[path] = {
      ...paths[path],
      [endpoint.method.toLowerCase()]: {
        operationId: endpoint.name,
        summary: endpoint.summary,
        tags: [module.name],
        security: endpoint.permission === 'public' ? [] : [{ session: [] }],
        'x-permission': endpoint.permission,
        'x-refusals': endpoint.errors,
        parameters: [
          ...parametersOf(endpoint.input, inPath, 'path'),
          ...parametersOf(endpoint.input, inQuery, 'query'),
          ...(endpoint.kind === 'command' ? [idempotency] : []),
        ],
        ...(endpoint.method === 'GET'
          ? {}
          : {
              requestBody: {
                required: true,
                content: { 'application/json': { schema: bodyOf(endpoint.input, inPath) } },
              },
            }),
        responses: {
          200: { description: 'done', content: { 'application/json': { schema: endpoint.output } } },
          default: {
            description: 'refused',
            content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        },
      },
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Doorstep 家门口', version: '0.1.0', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/api' }],
    paths,
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: sessionCookieName } },
    },
  }
}
