import type { Column } from './catalogue.ts'

const scalarOf: Readonly<Record<string, string>> = {
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float4: 'number',
  float8: 'number',
  numeric: 'string',
  bool: 'boolean',
  timestamptz: 'Date',
  bytea: 'Buffer',
  json: 'unknown',
  jsonb: 'unknown',
}

const typeOf = (column: Column): string => {
  const scalar = scalarOf[column.type] ?? 'string'
  const type = column.isArray ? `readonly ${scalar}[]` : scalar
  const nullable = column.isNullable && scalar !== 'unknown' ? `${type} | null` : type
  if (column.isGenerated) return `GeneratedAlways<${nullable}>`
  return column.hasDefault ? `Generated<${nullable}>` : nullable
}

const pascal = (name: string): string =>
  name.replace(/(^|_)(\w)/g, (_, _separator: string, letter: string) => letter.toUpperCase())

const tableType = (columns: readonly Column[]): string => {
  const [first] = columns
  const lines = columns.map(column => `  readonly ${column.column}: ${typeOf(column)}`)
  return `export type ${pascal(first?.table ?? '')}Table = {\n${lines.join('\n')}\n}`
}

/** `tables.gen.ts` of one schema: a type a table and the map that a repository sees. */
export const tableTypesOf = (schema: string, columns: readonly Column[]): string => {
  const names = [...new Set(columns.map(column => column.table))]
  const types = names.map(name => tableType(columns.filter(column => column.table === name)))
  const body = types.join('\n\n')
  const imports = ['Generated', 'GeneratedAlways'].filter(name => new RegExp(`\\b${name}<`).test(body))
  const entries = names.map(name => `  readonly '${schema}.${name}': ${pascal(name)}Table`)
  return [
    '// Written by `npm run generate` from a migrated database; not edited by hand.',
    ...(imports.length > 0 ? [`import type { ${imports.join(', ')} } from 'kysely'`] : []),
    '',
    body,
    '',
    `export type ${pascal(schema)}Tables = {`,
    ...entries,
    '}',
    '',
  ].join('\n')
}
