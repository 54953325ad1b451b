import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Finding, filesBelow, moduleNames, root } from './files.ts'

type Locale = Readonly<Record<string, string>>

const folderOf = (owner: string): string =>
  owner === 'platform' ? 'src/platform/locales' : `src/modules/${owner}/locales`

const readLocale = (owner: string, language: string): Locale | undefined => {
  const path = join(root, folderOf(owner), `${language}.json`)
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Locale) : undefined
}

const placeholders = (text: string): string =>
  [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)]
    .map(match => match[1])
    .sort()
    .join(',')

/** `{minutes}` would be read out as it stands. */
const hasLoneBrace = (text: string): boolean => /(?<!\{)\{\w+\}(?!\})/.test(text)

const compareLanguages = (owner: string, zh: Locale, en: Locale): readonly Finding[] => [
  ...Object.keys(zh)
    .filter(key => !(key in en))
    .map(key => `${owner}: ${key} is missing in en.json`),
  ...Object.keys(en)
    .filter(key => !(key in zh))
    .map(key => `${owner}: ${key} is missing in zh-CN.json`),
  ...Object.keys(zh)
    .filter(
      key =>
        key in en && placeholders(zh[key] as string) !== placeholders(en[key] as string) && !/_(one|other)$/.test(key),
    )
    .map(key => `${owner}: ${key} has other placeholders in en.json than in zh-CN.json`),
  ...[...Object.entries(zh), ...Object.entries(en)]
    .filter(([, text]) => hasLoneBrace(text))
    .map(([key]) => `${owner}: ${key} has a placeholder in single braces`),
]

/** Codes by which the code refuses: in factories, contracts and field errors. */
const refusalCodes = (owners: readonly string[]): ReadonlyMap<string, string> => {
  const codes = new Map<string, string>()
  const factory =
    /\b(?:notFound|forbidden|conflict|refused|invalid|busy)\(\s*'([a-z_]+\.[a-z_0-9]+)'|\b(?:fieldRefused)\([^,]+,\s*'([a-z_]+\.[a-z_0-9]+)'|new Refusal\('[a-z-]+',\s*'([a-z_]+\.[a-z_0-9]+)'|\bcode:\s*'([a-z_]+\.[a-z_0-9]+)'/g
  for (const { path, text } of filesBelow('src', /\.tsx?$/)) {
    if (/\.test\.tsx?$/.test(path)) continue
    for (const match of text.matchAll(factory)) {
      const code = match.slice(1).find(Boolean)
      if (code && owners.includes(code.split('.')[0] as string)) codes.set(code, path)
    }
    for (const list of text.matchAll(/errors:\s*\[([^\]]*)\]/g))
      for (const code of (list[1] as string).matchAll(/'([a-z_]+\.[a-z_0-9]+)'/g)) codes.set(code[1] as string, path)
  }
  return codes
}

/** Literal keys that screens ask for: `t('booking.desk.title')`. */
const usedKeys = (owners: readonly string[]): ReadonlyMap<string, string> => {
  const keys = new Map<string, string>()
  for (const { path, text } of filesBelow('src', /\.tsx?$/))
    for (const match of text.matchAll(/\bt\(\s*'([a-z]+)\.([A-Za-z0-9_.-]+)'/g))
      if (owners.includes(match[1] as string)) keys.set(`${match[1]}.${match[2]}`, path)
  return keys
}

/** Both languages have every sentence; every refusal and every key that a screen names has one. */
export const checkLocales = (): readonly Finding[] => {
  const owners = ['platform', ...moduleNames()]
  const locales = new Map(owners.map(owner => [owner, { zh: readLocale(owner, 'zh-CN'), en: readLocale(owner, 'en') }]))
  const has = (owner: string, key: string): boolean => {
    const zh = locales.get(owner)?.zh
    return zh !== undefined && (key in zh || `${key}_other` in zh)
  }
  const findings: Finding[] = []
  for (const [owner, { zh, en }] of locales) {
    if (zh === undefined || en === undefined) findings.push(`${owner} has no locale files in ${folderOf(owner)}`)
    else findings.push(...compareLanguages(owner, zh, en))
  }
  for (const [code, path] of refusalCodes(owners)) {
    const [owner, name] = code.split('.') as [string, string]
    if (!has(owner, `error.${name}`)) findings.push(`${path}: refusal ${code} has no sentence error.${name}`)
  }
  for (const [key, path] of usedKeys(owners)) {
    const dot = key.indexOf('.')
    if (!has(key.slice(0, dot), key.slice(dot + 1))) findings.push(`${path}: text ${key} is in no locale file`)
  }
  return findings
}
