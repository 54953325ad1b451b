import type { Ctx } from '#src/platform/server/context.ts'
import type { PublicAnswer, PublicPage } from '#src/platform/server/module.ts'
import { chooseMonth } from '../month-page.ts'
import { type Words, wordsOf } from '../month-words.ts'
import { findPlaceByCode } from '../places.query.ts'
import { drawPdf, drawPng } from './draw.ts'
import { type Fonts, fontsFor } from './fonts.ts'
import { pictureSvg } from './picture-svg.ts'
import { posterDefinition } from './poster.ts'
import { type Sheet, sheetOf } from './sheet.ts'

const plain = (words: string, status: number): PublicAnswer => ({
  body: words,
  type: 'text/plain; charset=utf-8',
  status,
})

/** The last few drawings by what they show: a group of residents opens one link at once. */
const kept = new Map<string, Promise<Uint8Array>>()
const keptAtMost = 24

const once = (key: string, draw: () => Promise<Uint8Array>): Promise<Uint8Array> => {
  const known = kept.get(key)
  if (known) return known
  const made = draw()
  kept.set(key, made)
  made.catch(() => kept.delete(key))
  const [oldest] = kept.keys()
  if (kept.size > keptAtMost && oldest !== undefined) kept.delete(oldest)
  return made
}

type Request = Parameters<PublicPage['render']>[1]
type Form = {
  readonly key: string
  readonly type: string
  readonly ending: string
  readonly draw: (sheet: Sheet, fonts: Fonts) => Promise<Uint8Array>
}

const fileOf = async (ctx: Ctx, request: Request, words: Words, form: Form): Promise<PublicAnswer> => {
  const place = await findPlaceByCode(ctx, request.params.institutionCode ?? '')
  if (place === undefined) return plain(words.say('month.unknown', { code: request.params.institutionCode ?? '' }), 404)
  const here: Ctx = place.regionId === ctx.regionId ? ctx : { ...ctx, regionId: place.regionId }
  const month = await chooseMonth(here, request.query.month, place.institutionId)
  const sheet = await sheetOf(here, words, place, month, request.origin)
  const key = JSON.stringify(sheet)
  return {
    body: await once(`${form.key} ${key}`, () => form.draw(sheet, fontsFor(key))),
    type: form.type,
    fileName: `${place.shortName}-${month}${form.ending}`,
  }
}

/** `/month/:institutionCode/picture.png?month=2026-12`: the month as one long picture (PORT-13). */
export const monthPicture: PublicPage = {
  path: '/month/:institutionCode/picture.png',
  render: (ctx, request) =>
    fileOf(ctx, request, wordsOf(ctx, request.language), {
      key: 'picture',
      type: 'image/png',
      ending: '.png',
      draw: (sheet, fonts) => drawPng(pictureSvg(sheet), fonts),
    }),
}

/** `/month/:institutionCode/poster.pdf?month=2026-12&paper=a3`: the month to hang up (PORT-13). */
export const monthPoster: PublicPage = {
  path: '/month/:institutionCode/poster.pdf',
  render: (ctx, request) => {
    const paper = request.query.paper === 'a3' ? 'a3' : 'a4'
    return fileOf(ctx, request, wordsOf(ctx, request.language), {
      key: paper,
      type: 'application/pdf',
      ending: `-${paper.toUpperCase()}.pdf`,
      draw: (sheet, fonts) => drawPdf(posterDefinition(sheet, paper), fonts),
    })
  },
}
