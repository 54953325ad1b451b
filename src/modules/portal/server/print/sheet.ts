import { monthEdition } from '#src/modules/deployment/public.ts'
import { calendarOf } from '#src/modules/network/public.ts'
import { localDateAt, localTimeAt, type Month } from '#src/platform/kernel/dates.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { Place } from '../../contract.ts'
import { dayWord, monthWord, weekdayWord } from '../../domain/day-words.ts'
import { periodOf } from '../../domain/period.ts'
import { addressOf, viewsOfMonth } from '../month-page.ts'
import { clinicFeeWord, clinicName, placeWord, titleWord, treats, type Words } from '../month-words.ts'

export type SheetRow = {
  readonly time: string
  readonly name: string
  readonly title: string
  readonly home: string
  readonly what: string
  readonly plain: string
  readonly room: string
  readonly fee: string
  readonly isStopped: boolean
}
export type SheetDay = {
  readonly date: string
  readonly day: string
  readonly note: string
  readonly rows: readonly SheetRow[]
}

/** A month of one place in words, ready to be drawn on any paper. */
export type Sheet = {
  readonly title: string
  readonly month: string
  readonly place: string
  readonly address: string
  readonly phone: string
  /** What the code leads to; empty where the address of the server is not known. */
  readonly link: string
  readonly how: readonly string[]
  readonly days: readonly SheetDay[]
  readonly none: string
  readonly edition: string
  readonly feeNote: string
  readonly demo: string
  readonly stopped: string
  readonly heads: readonly string[]
}

const editionWord = async (ctx: Ctx, words: Words, place: Place, month: Month): Promise<string> => {
  const { version, changes, changedAt } = await monthEdition(ctx, place.institutionId, month)
  if (changedAt === null) return words.say('print.not_published')
  const when = `${dayWord(localDateAt(changedAt, ctx.timeZone), words.language)} ${localTimeAt(changedAt, ctx.timeZone)}`
  return words.say(changes === 0 ? 'print.edition' : 'print.edition_changed', { version, changes, when })
}

/** What is published of this month now (PORT-13). */
export const sheetOf = async (
  ctx: Ctx,
  words: Words,
  place: Place,
  month: Month,
  origin: string | undefined,
): Promise<Sheet> => {
  const { say, language } = words
  const clinics = await viewsOfMonth(ctx, month, place.institutionId)
  const { from, to } = periodOf({ month }, `${month}-01`)
  const named = new Map((await calendarOf(ctx, from, to)).map(day => [day.date, day.name ?? '']))
  const address = await addressOf(ctx, place, origin)
  const dates = [...new Set(clinics.map(clinic => clinic.localDate))]
  return {
    title: say('print.title', { month: monthWord(month, language) }),
    month: monthWord(month, language),
    place: place.name,
    address: place.address ?? '',
    phone: place.phone ?? '',
    link: address === '' ? '' : `${address}/m/book?place=${place.institutionId}&region=${place.regionId}`,
    how: [
      ...(address === '' ? [] : [say('print.how_code')]),
      ...(place.phone ? [say('month.how_call', { phone: place.phone })] : []),
      say('month.how_desk'),
      say('month.how_doctor'),
    ],
    days: dates.map(date => ({
      date,
      day: `${dayWord(date, language)} ${weekdayWord(date, language)}`,
      note: named.get(date) ?? '',
      rows: clinics
        .filter(clinic => clinic.localDate === date)
        .map(clinic => ({
          time: `${say(`part.${clinic.partOfDay}`)} ${clinic.startTime}–${clinic.endTime}`,
          name: clinic.experts[0]?.name ?? clinicName(words, clinic),
          title: titleWord(words, clinic.experts[0]?.titleCode ?? null),
          home: clinic.experts[0]?.homeName ?? '',
          what: clinicName(words, clinic),
          plain: treats(words, clinic),
          room: placeWord(clinic),
          fee: clinicFeeWord(words, clinic),
          isStopped: clinic.state === 'stopped',
        })),
    })),
    none: say('month.none', { month: monthWord(month, language) }),
    edition: await editionWord(ctx, words, place, month),
    feeNote: say('fee.note'),
    demo: ctx.app.demo ? say('month.demo') : '',
    stopped: say('month.stopped'),
    heads: ['date', 'time', 'expert', 'speciality', 'place', 'fee'].map(key => say(`month.${key}`)),
  }
}
