import { numberColumn } from './workbook-columns.ts'
import type { WorkbookColumn } from './workbook-types.ts'

type Given = {
  readonly key: string
  readonly title: string
  readonly hint?: string
  readonly required?: boolean
  readonly maximum: number
}

/** A number that people write with decimals and the platform keeps as a whole one: 12.50 yuan are 1250 fen. */
const scaled = (given: Given, factor: number): WorkbookColumn<number> => {
  const plain = numberColumn({ ...given, minimum: 0, maximum: given.maximum })
  return {
    ...plain,
    parse: content => {
      const parsed = plain.parse(content)
      if ('finding' in parsed) return parsed
      const whole = Math.round(parsed.value * factor)
      return Math.abs(whole - parsed.value * factor) > 1e-6
        ? { finding: { code: 'network.too_many_decimals', details: { decimals: Math.log10(factor) } } }
        : { value: whole }
    },
    format: value => value / factor,
  }
}

/** Yuan in the cell, fen in the platform. */
export const yuanColumn = (given: Given): WorkbookColumn<number> => scaled(given, 100)
/** Per cent in the cell, per mille in the platform. */
export const percentColumn = (given: Omit<Given, 'maximum'>): WorkbookColumn<number> =>
  scaled({ ...given, maximum: 100 }, 10)
