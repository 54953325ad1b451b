import { type FeeItem, feeItemsOf, isDesignated, photoOfInstitution } from '#src/modules/network/public.ts'
import { localDateAt } from '#src/platform/kernel/dates.ts'
import { regionalIdPattern } from '#src/platform/kernel/ids.ts'
import { yuanOfFen } from '#src/platform/kernel/money.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { HtmlAnswer, PublicPage } from '#src/platform/server/module.ts'
import type { Place } from '../contract.ts'
import { dayWord } from '../domain/day-words.ts'
import { type Html, html } from '../domain/html.ts'
import { telLink, titleWord, type Words, wordsOf } from './month-words.ts'
import { pageFrame } from './page-frame.ts'
import { monthLink, placeLink } from './page-links.ts'
import { findPlaceByCode } from './places.query.ts'

const kinds: readonly FeeItem['kind'][] = ['registration', 'consultation', 'examination', 'treatment', 'series']

/** Which share of a price insurance leaves out before it counts, in words. */
const insuredWord = (words: Words, item: FeeItem, designated: boolean | null): string => {
  if (designated === false || item.ownFirstPerMille >= 1000) return words.say('price.own')
  if (item.ownFirstPerMille === 0) return words.say('price.insured')
  return words.say('price.own_first', { percent: item.ownFirstPerMille / 10 })
}

const row = (words: Words, item: FeeItem, designated: boolean | null): Html => {
  const title = titleWord(words, item.titleCode)
  const price = `¥${yuanOfFen(item.priceFen)} / ${item.times > 1 ? words.say('price.times', { times: item.times }) : item.unit}`
  return html`<tr><th scope="row">${item.name}${title === '' || item.name.includes(title) ? null : html`<br><span class="quiet">${title}</span>`}</th>
<td data-label="${words.say('price.price')}">${price}</td>
<td data-label="${words.say('price.insurance_says')}">${insuredWord(words, item, designated)}</td></tr>`
}

const table = (words: Words, kind: FeeItem['kind'], items: readonly FeeItem[], designated: boolean | null): Html =>
  html`<h2>${words.say(`price.kind.${kind}`)}</h2>
<table class="prices"><thead><tr><th scope="col">${words.say('price.item')}</th><th scope="col">${words.say('price.price')}</th><th scope="col">${words.say('price.insurance')}</th></tr></thead>
<tbody>${items.map(item => row(words, item, designated))}</tbody></table>`

const insuranceKey = (designated: boolean | null): string =>
  designated === null ? 'price.unknown' : designated ? 'price.designated' : 'price.not_designated'

/** The visit the reader came from, and whether in large type; anything else in the address is left out. */
type Reading = { readonly clinic: string | undefined; readonly large: boolean }
const readingOf = (query: Readonly<Record<string, string>>): Reading => ({
  clinic: new RegExp(regionalIdPattern).test(query.clinic ?? '') ? query.clinic : undefined,
  large: query.large === '1',
})

/** PORT-45 What everyone may know of one institution's money: whether insurance pays there, and what it charges today. */
const placePageOf = async (ctx: Ctx, words: Words, place: Place, reading: Reading): Promise<string> => {
  const { say, language } = words
  const today = localDateAt(ctx.now, ctx.timeZone)
  const designated = await isDesignated(ctx, place.institutionId, today)
  const items = await feeItemsOf(ctx, { institutionId: place.institutionId })
  const groups = kinds.map(kind => ({ kind, own: items.filter(item => item.kind === kind) }))
  const photoId = await photoOfInstitution(ctx, place.institutionId)
  const other = language === 'en' ? 'zh-CN' : 'en'
  const here = { code: place.code, regionId: place.regionId }
  const book = `/m/book?place=${place.institutionId}&region=${place.regionId}`
  const { clinic, large } = reading
  const body = html`<nav class="bar screen" aria-label="${say('month.pages')}">${clinic === undefined ? null : html`<a href="/m/clinic/${clinic}">${say('price.back')}</a>`}
<a class="plain" href="${placeLink({ ...here, language, clinic, large: !large })}">${say(large ? 'price.usual_type' : 'price.large_type')}</a>
<a class="plain" href="${monthLink({ ...here, language })}">${say('price.month')}</a>
<a class="plain" href="${placeLink({ ...here, language: other, clinic, large })}" hreflang="${other}">${say('month.language')}</a></nav>
<h1>${say('price.title', { place: place.name })}</h1>
<p class="quiet">${place.address ?? ''}${telLink(place.phone)}</p>
${photoId === null ? null : html`<img class="place" src="/photo/${photoId}" alt="${say('price.photo', { place: place.name })}">`}
<section class="how"><div><strong>${say(insuranceKey(designated))}</strong><p>${say(`${insuranceKey(designated)}_why`)}</p></div>
<a class="button main screen" href="${book}">${say('month.book')}</a></section>
${items.length === 0 ? html`<p class="how">${say('price.none')}</p>` : groups.filter(({ own }) => own.length > 0).map(({ kind, own }) => table(words, kind, own, designated))}
<footer>${language === 'en' ? html`<p class="screen">${say('find.names_note')}</p>` : null}<p>${say('price.note', { day: dayWord(today, language) })}</p></footer>`
  const title = say('price.title', { place: place.name })
  return pageFrame({
    language,
    title,
    description: `${title}。${say(insuranceKey(designated))}`,
    demo: ctx.app.demo ? say('month.demo') : null,
    large,
    body,
  })
}

/** `/place/:institutionCode?lang=en`: prices and insurance of one institution, without login, whichever region it is in. */
export const placePage: PublicPage<HtmlAnswer> = {
  path: '/place/:institutionCode',
  render: async (ctx, { params, query, language }) => {
    const words = wordsOf(ctx, language)
    const code = params.institutionCode ?? ''
    const place = await findPlaceByCode(ctx, code)
    if (place) return { html: await placePageOf(ctx, words, place, readingOf(query)) }
    const title = words.say('month.unknown_title')
    const body = html`<h1>${title}</h1><p>${words.say('month.unknown', { code })}</p>
<p class="bar"><a href="${monthLink({ language: words.language })}">${words.say('month.all_places')}</a></p>`
    return { status: 404, html: pageFrame({ language: words.language, title, description: title, demo: null, body }) }
  },
}
