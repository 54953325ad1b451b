import { addDays, isLocalDate, type LocalDate, type LocalTime } from '#src/platform/kernel/dates.ts'
import type { CellContent, Parsed, WorkbookColumn } from './workbook-types.ts'

/** Ready-made columns: each reads a cell as people fill it in and writes it back in one way only. */

type Given = {
  readonly key: string
  readonly title: string
  readonly hint?: string
  readonly required?: boolean
  readonly width?: number
}

const base = (given: Given, hint: string, width: number) => ({
  key: given.key,
  title: given.title,
  required: given.required ?? false,
  width: given.width ?? width,
  hint: (given.required ? '必填 ' : '') + (given.hint ?? hint),
})

/** Text of a cell whatever its type; 12.0 typed as a number stays "12". */
export const textOfCell = (content: CellContent): string => {
  if (content === null) return ''
  if (content instanceof Date) return dateOfCell(content)
  return String(content).normalize('NFC').trim()
}

/** Excel dates are days without a zone: exceljs gives them as midnight UTC. */
const dateOfCell = (content: Date): LocalDate => content.toISOString().slice(0, 10)

/** Excel counts days from the end of 1899; 1940 to 2099 can't be meant as anything else in a column of dates. */
const serialDay = (text: string): LocalDate | undefined => {
  const serial = /^\d{5}$/.test(text) ? Number(text) : 0
  return serial >= 14_611 && serial <= 73_050 ? addDays('1899-12-30', serial) : undefined
}

/** `2026-11-21`, `2026/11/21`, `2026.11.21`, `2026年11月21日`, `20261121`, a date cell, or Excel's number of a day. */
export const readDate = (content: Exclude<CellContent, null>): LocalDate | undefined => {
  if (content instanceof Date) return Number.isNaN(content.getTime()) ? undefined : dateOfCell(content)
  const text = String(content).normalize('NFKC').trim()
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (!match) return serialDay(text)
  const date = `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`
  return isLocalDate(date) && date >= '1900-01-01' && date <= '2199-12-31' ? date : undefined
}

/** `8:00`, `08:00:00`, or a time cell (a fraction of a day). */
export const readTime = (content: Exclude<CellContent, null>): LocalTime | undefined => {
  if (content instanceof Date) return Number.isNaN(content.getTime()) ? undefined : content.toISOString().slice(11, 16)
  const text = String(content).normalize('NFKC').trim()
  if (typeof content === 'number' && content >= 0 && content < 1) {
    const minutes = Math.round(content * 1440)
    return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  }
  const match = /^([01]?\d|2[0-3]):([0-5]\d)(:[0-5]\d)?$/.exec(text)
  return match ? `${match[1]?.padStart(2, '0')}:${match[2]}` : undefined
}

export const textColumn = (given: Given & { readonly max: number }): WorkbookColumn<string> => ({
  ...base(given, `最多${given.max}字`, Math.min(40, Math.max(12, given.max))),
  parse: content => {
    const text = textOfCell(content)
    return [...text].length > given.max
      ? { finding: { code: 'network.text_too_long', details: { maximum: given.max, length: [...text].length } } }
      : { value: text }
  },
  format: value => value,
})

/** A code that other sheets refer to: letters, digits, - and _. */
export const codeColumn = (given: Given): WorkbookColumn<string> => ({
  ...base(given, '字母、数字、-、_，最多30位', 16),
  parse: content => {
    const text = textOfCell(content).normalize('NFKC').replace(/\s+/g, '')
    return /^[A-Za-z0-9_-]{1,30}$/.test(text) ? { value: text } : { finding: { code: 'network.code_unreadable' } }
  },
  format: value => value,
})

export const dateColumn = (given: Given): WorkbookColumn<LocalDate> => ({
  ...base(given, '日期，如 2026-11-21', 13),
  parse: content => {
    const date = readDate(content)
    return date === undefined ? { finding: { code: 'network.date_unreadable' } } : { value: date }
  },
  format: value => value,
})

export const timeColumn = (given: Given): WorkbookColumn<LocalTime> => ({
  ...base(given, '时间，如 08:30', 10),
  parse: content => {
    const time = readTime(content)
    return time === undefined ? { finding: { code: 'network.time_unreadable' } } : { value: time }
  },
  format: value => value,
})

export const numberColumn = (
  given: Given & { readonly minimum: number; readonly maximum: number; readonly whole?: boolean },
): WorkbookColumn<number> => ({
  ...base(given, `${given.whole ? '整数' : '数字'} ${given.minimum}–${given.maximum}`, 10),
  parse: content => {
    const number = typeof content === 'number' ? content : Number(textOfCell(content).normalize('NFKC') || Number.NaN)
    if (!Number.isFinite(number) || content instanceof Date || (given.whole && !Number.isInteger(number)))
      return { finding: { code: 'network.number_unreadable' } }
    return number < given.minimum || number > given.maximum
      ? {
          finding: { code: 'network.number_out_of_range', details: { minimum: given.minimum, maximum: given.maximum } },
        }
      : { value: number }
  },
  format: value => value,
})
export const integerColumn = (
  given: Given & { readonly minimum: number; readonly maximum: number },
): WorkbookColumn<number> => numberColumn({ ...given, whole: true })

/** One of a few words; `words` maps the code to what stands in the cell, and the code itself is read too. */
export const choiceColumn = <K extends string>(
  given: Given & { readonly words: Readonly<Record<K, string>> },
): WorkbookColumn<K> => {
  const byWord = new Map<string, K>()
  for (const [code, word] of Object.entries(given.words) as [K, string][]) {
    byWord.set(word, code)
    if (!byWord.has(code)) byWord.set(code, code)
  }
  const choices = Object.values<string>(given.words)
  return {
    ...base(given, choices.length > 12 ? '从下拉列表中选择' : choices.join(' / '), 14),
    choices,
    parse: content => {
      const code = byWord.get(textOfCell(content))
      return code === undefined ? { finding: { code: 'network.word_unknown' } } : { value: code }
    },
    format: value => given.words[value],
  }
}

/** Several words in one cell, parted by 、 , ; or a space. */
export const listColumn = (
  given: Given & { readonly max: number; readonly maxItems: number },
): WorkbookColumn<readonly string[]> => ({
  ...base(given, `用、分隔，最多${given.maxItems}项`, 24),
  parse: content => parseList(textOfCell(content), given.max, given.maxItems),
  format: value => value.join('、'),
})

const parseList = (text: string, max: number, maxItems: number): Parsed<readonly string[]> => {
  const items = [...new Set(text.split(/[、,，;；\s]+/).filter(item => item !== ''))]
  if (items.length > maxItems) return { finding: { code: 'network.too_many_items', details: { maximum: maxItems } } }
  const longest = Math.max(0, ...items.map(item => [...item].length))
  return longest > max
    ? { finding: { code: 'network.text_too_long', details: { maximum: max, length: longest } } }
    : { value: items }
}

/** Several codes of a list in one cell. */
export const choicesColumn = <K extends string>(
  given: Given & { readonly words: Readonly<Record<K, string>>; readonly maxItems: number },
): WorkbookColumn<readonly K[]> => {
  const one = choiceColumn({ ...given, words: given.words })
  return {
    ...base(given, `用、分隔：${Object.values<string>(given.words).join('、')}`, 28),
    parse: content => {
      const items = parseList(textOfCell(content), 40, given.maxItems)
      if ('finding' in items) return items
      const codes: K[] = []
      for (const item of items.value) {
        const parsed = one.parse(item)
        if ('finding' in parsed) return parsed
        codes.push(parsed.value)
      }
      return { value: [...new Set(codes)] }
    },
    format: value => value.map(code => given.words[code]).join('、'),
  }
}

export const yesNoColumn = (given: Given): WorkbookColumn<boolean> => {
  const words = choiceColumn({ ...given, words: { yes: '是', no: '否' } })
  return {
    ...words,
    parse: content => {
      if (typeof content === 'boolean') return { value: content }
      const parsed = words.parse(content)
      return 'value' in parsed ? { value: parsed.value === 'yes' } : parsed
    },
    format: value => (value ? '是' : '否'),
  }
}
