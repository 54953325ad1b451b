import { describe, expect, test } from 'vitest'
import { spellName } from './spell-name.ts'

describe('the spelling of names', () => {
  test('REC-5 a surname with several readings is read as a surname', async () => {
    const spelled = async (name: string) => (await spellName(name)).pinyin
    expect(await spelled('单雄信')).toBe('shanxiongxin')
    expect(await spelled('仇英')).toBe('qiuying')
    expect(await spelled('解缙')).toBe('xiejin')
    expect(await spelled('曾国藩')).toBe('zengguofan')
    expect(await spelled('尉迟恭')).toBe('yuchigong')
    expect(await spelled('区小明')).toBe('ouxiaoming')
    expect(await spelled('查良')).toBe('zhaliang')
    expect(await spelled('任重')).toMatch(/^ren/)
    expect(await spelled('吕布')).toBe('lvbu')
  })

  test('REC-5 initials are the first letters of the syllables, of the words in a Latin name', async () => {
    expect((await spellName('欧阳小明')).initials).toBe('oyxm')
    expect((await spellName('阿依古丽·买买提')).initials).toBe('aygl' + 'mmt')
    expect(await spellName("Anna María O'Neill")).toEqual({ pinyin: 'annamariaoneill', initials: 'amon' })
  })

  test('REC-5 a rare letter does not stop the spelling', async () => {
    expect((await spellName('𠮷明')).pinyin.endsWith('ming')).toBe(true)
  })
})
