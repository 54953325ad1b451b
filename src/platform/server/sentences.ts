import type { RefusalDetails } from '#src/platform/kernel/errors.ts'
import type { App } from './app.ts'

/** `{{name}}` in a sentence is replaced by the detail of that name. */
const fill = (template: string, details: RefusalDetails): string =>
  template.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => {
    const value = details[name]
    return value === undefined || value === null ? '' : String(value)
  })

/** The text of one key of one module, `booking.desk.title` → key `desk.title` of booking; undefined when it has none. */
export const textOf = (app: App, language: string, key: string, details: RefusalDetails = {}): string | undefined => {
  const dot = key.indexOf('.')
  const module = app.modules.find(candidate => candidate.name === key.slice(0, dot))
  const template = module?.locales[language === 'en' ? 'en' : 'zh-CN'][key.slice(dot + 1)]
  return template === undefined ? undefined : fill(template, details)
}

/** The sentence for a refusal: `booking.slot_full` is the key `error.slot_full` of booking. */
export const sentence = (app: App, language: string, code: string, details: RefusalDetails = {}): string => {
  const dot = code.indexOf('.')
  return textOf(app, language, `${code.slice(0, dot)}.error.${code.slice(dot + 1)}`, details) ?? code
}
