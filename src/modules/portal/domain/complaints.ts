import list from './complaints.json' with { type: 'json' }
import { specialityKey } from './specialities.ts'

type Complaint = {
  readonly key: string
  readonly zh: readonly string[]
  readonly en: readonly string[]
  readonly specialities: readonly { readonly key: string; readonly confidence: string }[]
  readonly urgent?: boolean
}
const complaints: readonly Complaint[] = list.complaints
export const complaintsVersion: string = list.version
export { complaints }

/** What words were taken to mean: the specialities such a complaint is sent to, the surest first. */
export type Understood = {
  readonly specialities: readonly string[]
  /** Some of these complaints cannot wait for a clinic. */
  readonly urgent: boolean
}

/** 腰疼 and 腰痛 are one word; blanks and capitals mean nothing. */
export const plainWords = (words: string): string =>
  words.trim().toLowerCase().replaceAll('疼', '痛').replace(/\s+/g, ' ')

const isHan = /[\u4e00-\u9fff]/
/** Half a word finds too much: 头 alone is no complaint. */
const longEnough = (words: string): boolean => words.length >= (isHan.test(words) ? 2 : 4)

const saysIt = (complaint: Complaint, words: string): boolean =>
  [...complaint.zh, ...complaint.en].some(term => words.includes(term))
/** Still being typed, or a part of it: 坐骨 of 坐骨神经. */
const saysPart = (complaint: Complaint, words: string): boolean =>
  longEnough(words) && [...complaint.zh, ...complaint.en].some(term => term.includes(words))

/** PORT-31 What somebody says hurts → specialities; null when the words are no complaint that we know. */
export const understandComplaint = (text: string): Understood | null => {
  const words = plainWords(text)
  const found =
    words === '' ? [] : complaints.filter(complaint => saysIt(complaint, words) || saysPart(complaint, words))
  if (found.length === 0) return null
  const ways = found.flatMap(complaint => complaint.specialities)
  const keys = [...ways.filter(way => way.confidence === 'high'), ...ways.filter(way => way.confidence !== 'high')]
  return {
    specialities: [...new Set(keys.map(way => way.key))],
    urgent: found.some(complaint => complaint.urgent === true && saysIt(complaint, words)),
  }
}

/** Whether a department, a clinic or an expert's own field is one of those specialities. */
export const isOneOf = (understood: Understood | null, name: string | null): boolean => {
  const key = specialityKey(name)
  return key !== undefined && understood?.specialities.includes(key) === true
}
