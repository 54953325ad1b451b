import { calendarOf } from '#src/modules/network/public.ts'
import { addMonths, localDateAt, localTimeAt, type Month, monthOf } from '#src/platform/kernel/dates.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { HtmlAnswer, PublicPage } from '#src/platform/server/module.ts'
import { settingOf } from '#src/platform/server/settings.ts'
import type { Place } from '../contract.ts'
import { dayWord, monthWord, weekdayWord } from '../domain/day-words.ts'
import { type Html, html, noHtml } from '../domain/html.ts'
import { periodOf } from '../domain/period.ts'
import { type ClinicView, viewsOf } from '../domain/view.ts'
import { clinicFilter, clinicsOf, peopleOf, placesOf, searchClinics } from './clinics.ts'
import {
  clinicFeeWord,
  clinicName,
  placeWord,
  seatsWord,
  telLink,
  titleWord,
  treats,
  type Words,
  wordsOf,
} from './month-words.ts'
import { pageFrame } from './page-frame.ts'
import { monthLink, placeLink } from './page-links.ts'
import { findPlaceByCode } from './places.query.ts'
import { qrSvg } from './qr-svg.ts'

const monthPattern = /^20\d{2}-(0[1-9]|1[0-2])$/

/** PORT-6 The month asked for; else this one while it still has a clinic ahead, else the next. */
export const chooseMonth = async (
  ctx: Ctx,
  asked: string | undefined,
  institutionId: string | undefined,
): Promise<Month> => {
  if (asked !== undefined && monthPattern.test(asked)) return asked
  const today = localDateAt(ctx.now, ctx.timeZone)
  const rest = clinicFilter({ from: today, to: periodOf({ month: monthOf(today) }, today).to, institutionId })
  const { found } = await searchClinics(ctx, {
    filter: { ...rest, endsAfter: ctx.now },
    size: 20,
    keeps: clinic => clinic.state !== 'over',
    isEnough: clinics => clinics.length > 0,
  })
  return found.length > 0 ? monthOf(today) : addMonths(monthOf(today), 1)
}

export const viewsOfMonth = async (ctx: Ctx, month: Month, institutionId: string): Promise<readonly ClinicView[]> => {
  const clinics = await clinicsOf(ctx, { ...periodOf({ month }, `${month}-01`), institutionId })
  return viewsOf(clinics, { places: await placesOf(ctx, clinics), people: await peopleOf(ctx, clinics) })
}

const expertCell = (words: Words, clinic: ClinicView): Html => {
  const [lead, ...others] = clinic.experts
  if (!lead) return html`<strong>${clinicName(words, clinic)}</strong>`
  return html`<strong>${lead.name}</strong> ${titleWord(words, lead.titleCode)}
${lead.homeName ? html`<br><span class="quiet">${lead.homeName}</span>` : null}
${others.length > 0 ? html`<br><span class="quiet">${words.say('clinic.with', { names: others.map(one => one.name).join('、') })}</span>` : null}`
}

const row = (words: Words, clinic: ClinicView, day: Html): Html => {
  const bookable = clinic.state === 'open' || clinic.state === 'not_yet'
  return html`<tr class="${bookable ? '' : 'off'}">${day}
<td class="time">${words.say(`part.${clinic.partOfDay}`)} ${clinic.startTime}–${clinic.endTime}</td>
<td>${expertCell(words, clinic)}</td>
<td><strong>${clinicName(words, clinic)}</strong>${clinic.state === 'stopped' ? html` <strong class="paper">${words.say('month.stopped')}</strong>` : null}<br><span class="quiet">${treats(words, clinic)}</span></td>
<td>${placeWord(clinic)}</td>
<td class="fee" data-label="${words.say('month.fee')}">${clinicFeeWord(words, clinic)}</td>
<td class="seats screen">${seatsWord(words, clinic)}${clinic.state === 'open' ? html`<br><a class="button" href="/m/clinic/${clinic.sessionId}">${words.say('month.book_this')}</a>` : null}</td></tr>`
}

/** One body a day, so that paper never parts a day from its date. */
const table = async (ctx: Ctx, words: Words, month: Month, clinics: readonly ClinicView[]): Promise<Html> => {
  const { from, to } = periodOf({ month }, `${month}-01`)
  const named = new Map(
    (await calendarOf(ctx, from, to)).flatMap(day => (day.name ? [[day.date, day.name] as const] : [])),
  )
  const days = [...new Set(clinics.map(clinic => clinic.localDate))]
  const bodies = days.map(date => {
    const holiday = named.get(date)
    const content = html`${dayWord(date, words.language)} ${weekdayWord(date, words.language)}${holiday ? html`<span class="holiday">${holiday}</span>` : null}`
    const rows = clinics
      .filter(clinic => clinic.localDate === date)
      .map((clinic, index) =>
        row(words, clinic, html`<th scope="row" class="${index === 0 ? '' : 'same'}">${content}</th>`),
      )
    return html`<tbody>${rows}</tbody>`
  })
  const heads = ['date', 'time', 'expert', 'speciality', 'place', 'fee']
  return html`<table><thead><tr>${heads.map(key => html`<th scope="col">${words.say(`month.${key}`)}</th>`)}<th scope="col" class="screen">${words.say('month.seats')}</th></tr></thead>${bodies}</table>`
}

/** The printed sheet must lead back: with the address the place has set, else the one the reader came by. */
export const addressOf = async (ctx: Ctx, place: Place, origin: string | undefined): Promise<string> => {
  const set = await settingOf<string>(ctx, 'portal.public_address', place.institutionId)
  return (set === '' ? (origin ?? '') : set).replace(/\/+$/, '')
}

const howToBook = async (ctx: Ctx, words: Words, place: Place, origin: string | undefined): Promise<Html> => {
  const address = await addressOf(ctx, place, origin)
  const link = `/m/book?place=${place.institutionId}&region=${place.regionId}`
  const code = address === '' ? noHtml : html`<div class="code">${qrSvg(`${address}${link}`)}</div>`
  return html`<section class="how"><div><strong>${words.say('month.how')}</strong><ul>
<li>${words.say(address === '' ? 'month.how_phone' : 'month.how_code')}${address === '' ? null : html` <a href="${link}">${address}/m/</a>`}</li>
${place.phone ? html`<li><a class="tel" href="tel:${place.phone.replace(/[^\d+]/g, '')}">${words.say('month.how_call', { phone: place.phone })}</a></li>` : null}
<li>${words.say('month.how_desk')}</li><li>${words.say('month.how_doctor')}</li></ul></div>
<a class="button main screen" href="${link}">${words.say('month.book')}</a>${code}</section>`
}

/** All departments of the month as links; no script is needed to see one of them. */
const departmentBar = (
  words: Words,
  clinics: readonly ClinicView[],
  chosen: string,
  linkOf: (department?: string) => string,
): Html | null => {
  const names = departmentsOf(clinics)
  if (names.length < 2) return null
  const current = html` aria-current="page"`
  const link = (label: string, name?: string) =>
    html`<a href="${linkOf(name)}"${(name ?? '') === chosen ? current : null}>${label}</a>`
  return html`<details class="screen"${chosen === '' ? null : html` open`}><summary>${words.say('month.filter')}${chosen === '' ? null : html` · ${chosen}`}</summary>
<nav class="bar" aria-label="${words.say('month.filter')}">${link(words.say('month.all'))}${names.map(name => link(name, name))}</nav></details>`
}

/** 发育行为 and 发育行为科 are one department. */
const plainName = (name: string): string => name.replace(/(.)科$/u, '$1')

/** PORT-48 Each department once, by the name that was written first. */
const departmentsOf = (clinics: readonly ClinicView[]): readonly string[] => {
  const names = new Map<string, string>()
  for (const { speciality } of clinics)
    if (speciality !== null && !names.has(plainName(speciality))) names.set(plainName(speciality), speciality)
  return [...names.values()]
}

type Asked = {
  readonly month: string | undefined
  readonly department: string | undefined
  readonly origin: string | undefined
}

const monthPageOf = async (ctx: Ctx, words: Words, place: Place, asked: Asked): Promise<string> => {
  const { say, language } = words
  const month = await chooseMonth(ctx, asked.month, place.institutionId)
  const all = await viewsOfMonth(ctx, month, place.institutionId)
  const department = departmentsOf(all).find(name => plainName(name) === plainName(asked.department ?? '')) ?? ''
  const clinics =
    department === '' ? all : all.filter(clinic => plainName(clinic.speciality ?? '') === plainName(department))
  const named = monthWord(month, language)
  const title = `${say('month.title', { place: place.name, month: named })}${department === '' ? '' : ` · ${department}`}`
  const here = (patch: { month?: Month; language?: string; department?: string | undefined }) =>
    monthLink({ code: place.code, regionId: place.regionId, month, language, ...patch })
  const other = language === 'en' ? 'zh-CN' : 'en'
  const today = localDateAt(ctx.now, ctx.timeZone)
  const body = html`<nav class="bar screen" aria-label="${say('month.pages')}"><a class="plain" href="${monthLink({ regionId: place.regionId, language })}">${say('month.all_places')}</a>
<a class="plain" href="${here({ month: addMonths(month, -1) })}">‹ ${say('month.previous')}</a>
<a class="plain" href="${here({ month: addMonths(month, 1) })}">${say('month.next')} ›</a>
<a class="plain" href="${here({ language: other })}" hreflang="${other}">${say('month.language')}</a></nav>
<h1>${title}</h1>
<p class="quiet">${place.address ?? ''}${telLink(place.phone)}</p>
<p class="screen"><a class="tel" href="${placeLink({ code: place.code, regionId: place.regionId, language })}">${say('price.link')}</a></p>
${await howToBook(ctx, words, place, asked.origin)}
${departmentBar(words, all, department, name => here({ department: name }))}
${clinics.length === 0 ? html`<p class="how">${say('month.none', { month: named })}</p>` : await table(ctx, words, month, clinics)}
<footer>${language === 'en' ? html`<p class="screen">${say('find.names_note')}</p>` : null}<p>${say('fee.note')}</p><p>${say('month.updated', { when: `${dayWord(today, language)} ${localTimeAt(ctx.now, ctx.timeZone)}` })}</p></footer>`
  return pageFrame({
    language,
    title,
    description: `${title}。${say('month.lead')}`,
    demo: ctx.app.demo ? say('month.demo') : null,
    body,
  })
}

/** The institution lies in another region: its own page is asked for with that region, by a link and without script. */
const elsewhere = (words: Words, place: Place, month: string | undefined): string => {
  const link = monthLink({
    code: place.code,
    regionId: place.regionId,
    language: words.language,
    ...(month ? { month } : {}),
  })
  return pageFrame({
    language: words.language,
    title: place.name,
    description: place.name,
    demo: null,
    body: html`<meta http-equiv="refresh" content="0;url=${link}"><p><a href="${link}">${place.name}</a></p>`,
  })
}

/** `/month/:institutionCode?month=2026-12&region=310100&lang=en`: the published month of one institution, to read and to print. */
export const monthPage: PublicPage<HtmlAnswer> = {
  path: '/month/:institutionCode',
  render: async (ctx, { params, query, language, origin }) => {
    const words = wordsOf(ctx, language)
    const code = params.institutionCode ?? ''
    const place = await findPlaceByCode(ctx, code)
    if (place && place.regionId !== ctx.regionId) return { html: elsewhere(words, place, query.month) }
    if (place)
      return {
        html: await monthPageOf(ctx, words, place, { month: query.month, department: query.department, origin }),
      }
    const title = words.say('month.unknown_title')
    const body = html`<h1>${title}</h1><p>${words.say('month.unknown', { code })}</p>
<p class="bar"><a href="${monthLink({ language: words.language })}">${words.say('month.all_places')}</a></p>`
    return { status: 404, html: pageFrame({ language: words.language, title, description: title, demo: null, body }) }
  },
}
