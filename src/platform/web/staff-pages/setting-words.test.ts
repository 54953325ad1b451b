import Type from 'typebox'
import { expect, test } from 'vitest'
import { oneOf } from '#src/platform/kernel/schema.ts'
import { shapeOf } from './setting-words.ts'

test.each([
  [
    'a whole number with limits',
    Type.Integer({ minimum: 1, maximum: 60 }),
    { kind: 'number', whole: true, minimum: 1, maximum: 60 },
  ],
  ['yes or no', Type.Boolean(), { kind: 'boolean' }],
  ['one of several words', oneOf(['strict', 'lenient']), { kind: 'choice', values: ['strict', 'lenient'] }],
  ['a text', Type.String({ maxLength: 20 }), { kind: 'text', maxLength: 20 }],
  [
    'a few figures that belong together',
    Type.Object({ months: Type.Integer() }),
    { kind: 'group', fields: [{ name: 'months', shape: { kind: 'number', whole: true } }] },
  ],
  ['anything else as JSON', Type.Array(Type.Object({ months: Type.Integer() })), { kind: 'json' }],
] as const)('%s gets its field', (_, schema, shape) => {
  expect(shapeOf(JSON.parse(JSON.stringify(schema)))).toEqual(shape)
})
