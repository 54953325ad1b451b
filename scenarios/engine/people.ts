/** Fictional people for the demo. Nobody here exists: identity numbers carry 990101, which no place has (GB/T 2260). */

const surnames =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文'
const maleNames = [
  '建国',
  '志强',
  '伟',
  '国华',
  '明',
  '永福',
  '德胜',
  '海涛',
  '文斌',
  '家豪',
  '宏远',
  '立新',
  '振东',
  '世昌',
  '浩然',
  '子轩',
  '俊',
  '学文',
  '长林',
  '东升',
  '少杰',
  '思远',
  '一鸣',
  '景行',
  '瑞',
]
const femaleNames = [
  '秀英',
  '桂兰',
  '丽华',
  '敏',
  '静',
  '玉珍',
  '慧芳',
  '雅琴',
  '淑贞',
  '晓燕',
  '雨桐',
  '欣怡',
  '红梅',
  '春兰',
  '佩兰',
  '素云',
  '婉清',
  '思琪',
  '文静',
  '凤仙',
  '美玲',
  '若男',
  '嘉怡',
  '芷若',
  '蕾',
]

/** A repeatable stream of numbers in [0, 1) (mulberry32), so that the demo is the same on every machine. */
export const createRandom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export type Sex = '1' | '2'
export type FictionalPerson = {
  readonly name: string
  readonly sex: Sex
  readonly birthDate: string
  readonly identityNumber: string
  readonly phone: string
}
/** @param age in years, on 1 January of this year. */
export type MakePerson = (age: number, sex?: Sex, surname?: string) => FictionalPerson

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const

/** GB 11643: the last place follows from the seventeen before it. */
const withCheckDigit = (seventeen: string): string => {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(seventeen[index]), 0)
  return seventeen + '10X98765432'[sum % 11]
}

/**
 * Makes people one after another; each has a name, a number and a phone of their own.
 * @param block keeps numbers and phones of different scenarios, and of staff and residents, apart (0–9).
 * @param year in which the demo is loaded.
 */
export const createPeople = (seed: number, block: number, year: number): MakePerson => {
  const random = createRandom(seed)
  const names = new Set<string>()
  let count = 0
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const newName = (sex: Sex, surname: string | undefined): string => {
    for (;;) {
      const name = (surname ?? pick([...surnames])) + pick(sex === '1' ? maleNames : femaleNames)
      if (names.has(name)) continue
      names.add(name)
      return name
    }
  }
  return (age, sex, surname) => {
    count += 1
    const gender = sex ?? (random() < 0.5 ? '1' : '2')
    const month = String(1 + Math.floor(random() * 12)).padStart(2, '0')
    const day = String(1 + Math.floor(random() * 28)).padStart(2, '0')
    const birthDate = `${year - 1 - age}-${month}-${day}`
    const serial = block * 100 + (count % 50) * 2 + (gender === '1' ? 1 : 0)
    return {
      name: newName(gender, surname),
      sex: gender,
      birthDate,
      identityNumber: withCheckDigit(`990101${birthDate.replaceAll('-', '')}${String(serial).padStart(3, '0')}`),
      // A form of its own: the simulator of the demo is the only gateway that ever sees these numbers.
      phone: `1990${String(block).padStart(2, '0')}${String(count).padStart(5, '0')}`,
    }
  }
}
