import type { App } from './app.ts'
import { decryptText } from './crypto.ts'
import { textOf } from './sentences.ts'

/**
 * The text of a message in the reader's language. A parameter that is itself a translation key of a module
 * (`booking.channel.public`) is shown as its sentence, a day (`2026-11-27`) in words.
 */
export const messageText = (app: App, language: string, template: string, parametersCipher: Buffer): string => {
  const parameters = JSON.parse(decryptText(app.keys, parametersCipher)) as Record<string, string | number>
  const shown = Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === 'string'
        ? (dayInWords(value, language, name === 'until') ?? translated(app, language, value))
        : value,
    ]),
  )
  const dot = template.indexOf('.')
  return textOf(app, language, `${template.slice(0, dot)}.message.${template.slice(dot + 1)}`, shown) ?? template
}

const isDay = /^\d{4}-\d{2}-\d{2}$/

/** 11月27日 周五 / Fri 27 Nov, with the year where it may be another one; undefined for what is no day. */
const dayInWords = (value: string, language: string, withYear: boolean): string | undefined => {
  if (!isDay.test(value)) return undefined
  const date = new Date(`${value}T00:00Z`)
  const year = withYear ? ({ year: 'numeric' } as const) : {}
  const write = (locale: string, form: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...form, timeZone: 'UTC' }).format(date)
  return language === 'en'
    ? write('en-GB', { weekday: 'short', day: 'numeric', month: 'short', ...year }).replace(',', '')
    : `${write('zh-CN', { ...year, month: 'long', day: 'numeric' })} ${write('zh-CN', { weekday: 'short' })}`
}

const translated = (app: App, language: string, value: string): string =>
  textOf(app, language, value) ?? textOf(app, language, value.replace('.', '.loop.')) ?? value
