import enModule from 'antd/es/locale/en_US.js'
import type { Locale } from 'antd/es/locale/index.js'
import zhModule from 'antd/es/locale/zh_CN.js'
import 'dayjs/locale/zh-cn.js'
import type { Language } from '#src/platform/web/i18n.ts'

/** antd's files are typed as CommonJS and built as modules: the text is the default of either. */
const textsOf = (module: unknown): Locale => {
  const given = module as Locale & { readonly default?: Locale }
  return given.default ?? given
}

const texts: Readonly<Record<Language, Locale>> = { 'zh-CN': textsOf(zhModule), en: textsOf(enModule) }

/** antd's own words (picker, paging, empty table) in the language of the screens. */
export const antdLocale = (language: Language): Locale => texts[language]
