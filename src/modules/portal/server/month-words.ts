import { localDateAt, localTimeAt } from '#src/platform/kernel/dates.ts'
import type { RefusalDetails } from '#src/platform/kernel/errors.ts'
import { yuanOfFen } from '#src/platform/kernel/money.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { textOf } from '#src/platform/server/sentences.ts'
import { isActivity } from '../domain/bookable.ts'
import { dayWord, type Language } from '../domain/day-words.ts'
import { type Html, html } from '../domain/html.ts'
import { specialityKey } from '../domain/specialities.ts'
import type { ClinicView } from '../domain/view.ts'

/** The sentences of the public pages in one language. */
export type Words = {
  readonly language: Language
  readonly say: (key: string, details?: RefusalDetails) => string
  readonly when: (instant: string) => string
}

export const wordsOf = (ctx: Ctx, asked: string): Words => {
  const language: Language = asked === 'en' ? 'en' : 'zh-CN'
  return {
    language,
    say: (key, details) => textOf(ctx.app, language, `portal.${key}`, details) ?? '',
    when: instant => {
      const date = new Date(instant)
      return `${dayWord(localDateAt(date, ctx.timeZone), language)} ${localTimeAt(date, ctx.timeZone)}`
    },
  }
}

/** A number that a phone can ring by a tap. */
export const telLink = (phone: string | null): Html | null =>
  phone === null ? null : html` <a class="tel" href="tel:${phone.replace(/[^\d+]/g, '')}">${phone}</a>`

export const titleWord = (words: Words, code: string | null): string =>
  code === null ? '' : words.say(`title.${code}`)

export const clinicName = (words: Words, clinic: ClinicView): string =>
  clinic.title ?? clinic.speciality ?? words.say(`kind.${clinic.kind}`)

/** What is treated: the expert's own words, else plain words for the speciality. */
export const treats = (words: Words, clinic: ClinicView): string => {
  // An activity is about itself, never about what its speaker treats elsewhere.
  if (isActivity(clinic.kind))
    return [clinic.title === null ? null : words.say(`kind.${clinic.kind}`), clinic.takingPart, clinic.note]
      .filter(Boolean)
      .join(' · ')
  const own = clinic.experts[0]?.introduction
  if (own) return own
  const key = specialityKey(clinic.speciality)
  return key ? words.say(`plain.${key}`) : ''
}

export const feeWord = (words: Words, fen: number | null): string =>
  fen === null ? '' : fen === 0 ? words.say('month.free') : `¥${yuanOfFen(fen)}`

/** PORT-47 An activity is free unless somebody wrote a fee. */
export const clinicFeeWord = (words: Words, { kind, feeFen }: Pick<ClinicView, 'kind' | 'feeFen'>): string =>
  feeWord(words, isActivity(kind) ? (feeFen ?? 0) : feeFen)

/** Where in the house, or outside of it. */
export const placeWord = ({ roomName, placeText }: Pick<ClinicView, 'roomName' | 'placeText'>): string =>
  [roomName, placeText].filter(Boolean).join(' ')

export const seatsWord = (words: Words, clinic: ClinicView): string => {
  if (clinic.state === 'open') return words.say('month.left', { seats: clinic.seatsLeft })
  if (clinic.state === 'not_yet')
    return words.say('month.opens', { when: clinic.opensAt ? words.when(clinic.opensAt) : '' })
  return words.say(`month.${clinic.state === 'elsewhere' ? 'on_site' : clinic.state}`)
}
