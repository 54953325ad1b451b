import { useEffect, useState } from 'react'
import type { Pinyin } from './pinyin-match.ts'

/** Pinyin is 300 kB of tables: loaded only when a page wants it, and null until then. */
export const usePinyin = (wanted = true): Pinyin | null => {
  const [reader, setReader] = useState<Pinyin | null>(null)
  useEffect(() => {
    if (!wanted) return undefined
    let here = true
    void import('pinyin-pro').then(module => {
      if (here) setReader(() => (text: string) => module.pinyin(text, { toneType: 'none', type: 'array' }))
    })
    return () => {
      here = false
    }
  }, [wanted])
  return reader
}
