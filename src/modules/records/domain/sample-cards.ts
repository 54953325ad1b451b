import type { Card } from '../contract-parts.ts'
import { checkDigitOf } from './identity.ts'

/** Fictional people (演示) whose cards the simulated reader holds; area 9901.. is no place of GB/T 2260. */
const card = (name: string, birthDate: string, sequence: string): Card => {
  const body = `990102${birthDate.replaceAll('-', '')}${sequence}`
  return {
    identityType: 'id_card',
    number: body + checkDigitOf(body),
    name,
    sex: Number(sequence) % 2 === 1 ? 'male' : 'female',
    birthDate,
    address: '演示市示例区家门口路 1 号',
  }
}

export const sampleCards: readonly Card[] = [
  card('柳春山', '1951-03-08', '011'),
  card('单秋月', '1963-09-17', '022'),
  card('仇立夏', '1987-05-06', '035'),
  card('解小满', '2018-05-21', '046'),
]
