/** What a speciality is plainly not for; the desk is warned, never stopped: a grandmother may stand there for the child. */
const forChildren = /儿科|小儿|儿童|儿保/
const forAdults = /高血压|冠心病|糖尿病|老年|慢阻肺|慢性阻塞|骨质疏松|前列腺|卒中|脑血管|痛风|更年期/
const forWomen = /妇科|产科|妇产|孕产/
const childAge = 14
const adultAge = 18

export type Misfit = 'too_young' | 'too_old' | 'not_for_men'

export const misfitOf = (words: string, age: number, sex: string): Misfit | null => {
  if (age < childAge && forAdults.test(words)) return 'too_young'
  if (age >= adultAge && forChildren.test(words)) return 'too_old'
  return sex === 'male' && forWomen.test(words) ? 'not_for_men' : null
}
