import { describe, expect, test } from 'vitest'
import { readFindWords } from './find-words.ts'

describe('the search box', () => {
  test('REC-11 one box takes number, phone, tail, birth date, name, pinyin and initials', () => {
    expect(readFindWords('11010519491231002x').words).toEqual({ identityNumber: '11010519491231002X' })
    expect(readFindWords('13800000001 张').words).toEqual({ phone: '13800000001', name: '张' })
    expect(readFindWords('002X 张小明').words).toEqual({ tail: '002X', name: '张小明' })
    expect(readFindWords('1949-12-31 zxm').words).toEqual({ birthDate: '1949-12-31', letters: 'zxm' })
    expect(readFindWords('张小明 19491231').words).toEqual({ name: '张小明', birthDate: '1949-12-31' })
    expect(readFindWords('1949年12月31日 张').words).toEqual({ name: '张', birthDate: '1949-12-31' })
    expect(readFindWords('zhang xiao ming').words).toEqual({ letters: 'zhangxiaoming' })
    expect(readFindWords('张 小明').words).toEqual({ name: '张小明' })
    expect(readFindWords('H12345678').words).toEqual({ identityNumber: 'H12345678' })
    expect(readFindWords('阿依古丽•买').words).toEqual({ name: '阿依古丽·买' })
  })

  test('REC-11 digits alone find nobody: a phone, a tail or a birth date needs a name beside it', () => {
    for (const text of ['13800000001', '002X', '1949-12-31']) expect(readFindWords(text).needs).toBe('second_word')
    for (const text of ['13800000001 张', '002X zxm', '002X 1949-12-31', '张', 'zx', '11010519491231002X'])
      expect(readFindWords(text).needs).toBeNull()
  })

  test('REC-11 what looks like a date, a landline or a name may also be the whole number of a document', () => {
    const numbers = (text: string) => readFindWords(text).alsoNumbers.map(words => words.identityNumber)
    expect(readFindWords('AB123').words).toEqual({ identityNumber: 'AB123' })
    expect(numbers('ABCDE')).toEqual(['ABCDE'])
    expect(readFindWords('ABCDE').words).toEqual({ letters: 'abcde' })
    expect(numbers('19491231')).toEqual(['19491231'])
    expect(readFindWords('19491231').needs).toBe('second_word')
    for (const text of ['0212345678', '02112345678', '021123456789']) expect(numbers(text), text).toEqual([text])
    expect(numbers('张小明 19491231')).toEqual(['19491231'])
    for (const text of ['1949-12-31 张', '13800000001 张', '002X 张', 'zxm', '11010519491231002X', '张小明'])
      expect(numbers(text), text).toEqual([])
  })

  test('REC-11 one letter is too short and signs are not understood', () => {
    expect(readFindWords('z').needs).toBe('longer_text')
    expect(readFindWords('   ').needs).toBe('longer_text')
    expect(readFindWords('张 <script>').needs).toBe('known_form')
    expect(readFindWords("' or 1=1 --").needs).not.toBeNull()
  })
})
