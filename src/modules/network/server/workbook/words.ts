import zh from '../../locales/zh-CN.json' with { type: 'json' }

/** The words of the workbook are those of the Chinese screens, so that a list copied from a page is understood. */
export const wordsOf = <K extends string>(prefix: string, keys: readonly K[]): Readonly<Record<K, string>> =>
  Object.fromEntries(
    keys.map(key => [key, (zh as Readonly<Record<string, string>>)[`${prefix}.${key}`] ?? key]),
  ) as Record<K, string>
