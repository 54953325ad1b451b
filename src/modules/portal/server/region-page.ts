import { countSessions, type SessionCount } from '#src/modules/deployment/public.ts'
import { addMonths, type Month } from '#src/platform/kernel/dates.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { HtmlAnswer, PublicPage } from '#src/platform/server/module.ts'
import type { Place } from '../contract.ts'
import { monthWord } from '../domain/day-words.ts'
import { type Html, html } from '../domain/html.ts'
import { periodOf } from '../domain/period.ts'
import { namedSpecialities } from './choices.ts'
import { clinicFilter, departmentNames, placesBy } from './clinics.ts'
import { chooseMonth } from './month-page.ts'
import { telLink, type Words, wordsOf } from './month-words.ts'
import { pageFrame } from './page-frame.ts'
import { monthLink } from './page-links.ts'

const placeItem = (words: Words, place: Place, month: Month, names: readonly string[]): Html => {
  const link = monthLink({ code: place.code, regionId: place.regionId, month, language: words.language })
  return html`<li><a class="name" href="${link}">${place.name}</a>
<p>${words.say('month.count', { count: place.clinics })}${names.length > 0 ? ` · ${names.join('、')}` : ''}</p>
<p class="quiet">${place.address ?? ''}${telLink(place.phone)}</p></li>`
}

const regionLinks = (ctx: Ctx, words: Words): Html | null =>
  ctx.app.regions.size < 2
    ? null
    : html`<nav class="bar screen" aria-label="${words.say('region.choose')}">${[...ctx.app.regions.values()].map(
        region =>
          html`<a href="${monthLink({ regionId: region.regionId, language: words.language })}"${
            region.regionId === ctx.regionId ? html` aria-current="page"` : null
          }>${region.name}</a>`,
      )}</nav>`

type Listed = { readonly place: Place; readonly specialities: readonly string[] }

/** Places of the month with the names of what is seen there, counted by the database. */
const placesOfMonth = async (ctx: Ctx, month: Month): Promise<readonly Listed[]> => {
  const filter = clinicFilter(periodOf({ month }, `${month}-01`))
  const { site, site_and_speciality } = await countSessions(ctx, filter, ['site', 'site_and_speciality'])
  const places = await placesBy(ctx, new Map(site.map(one => [one.institutionId ?? '', one.sessions])))
  const bySite = new Map<string, SessionCount[]>()
  for (const count of site_and_speciality)
    bySite.set(count.institutionId ?? '', [...(bySite.get(count.institutionId ?? '') ?? []), count])
  const named = await departmentNames(
    ctx,
    site_and_speciality.map(({ departmentId }) => departmentId),
  )
  return places.map(place => ({
    place,
    specialities: namedSpecialities(bySite.get(place.institutionId) ?? [], named).map(({ name }) => name),
  }))
}

/** `/month?region=310100`: where experts come in this region this month; also the front door of the whole system. */
export const regionPage: PublicPage<HtmlAnswer> = {
  path: '/month',
  render: async (ctx, { query, language }) => {
    const words = wordsOf(ctx, language)
    const { say } = words
    const month = await chooseMonth(ctx, query.month, undefined)
    const places = await placesOfMonth(ctx, month)
    const named = monthWord(month, words.language)
    const title = say('month.region_title', { month: named })
    const other = words.language === 'en' ? 'zh-CN' : 'en'
    const here = (patch: { month?: Month; language?: string }) =>
      monthLink({ regionId: ctx.regionId, month, language: words.language, ...patch })
    const body = html`<nav class="bar screen" aria-label="${say('month.pages')}"><strong>${say('name')}</strong>
<a class="plain" href="${here({ month: addMonths(month, -1) })}">‹ ${say('month.previous')}</a>
<a class="plain" href="${here({ month: addMonths(month, 1) })}">${say('month.next')} ›</a>
<a class="plain" href="${here({ language: other })}" hreflang="${other}">${say('month.language')}</a></nav>
<h1>${title}</h1><p>${say('month.lead')}</p>
${regionLinks(ctx, words)}
<p class="bar screen"><a class="button main" href="/m/?region=${ctx.regionId}">${say('month.book')}</a></p>
<h2>${say('month.choose')}</h2>
${places.length === 0 ? html`<p class="how">${say('month.none', { month: named })}</p>` : html`<ul class="places">${places.map(one => placeItem(words, one.place, month, one.specialities))}</ul>`}
<footer class="screen"><a href="/staff/">${say('month.staff')}</a><a href="/screen/">${say('month.screen')}</a></footer>`
    return {
      html: pageFrame({
        language: words.language,
        title,
        description: `${title}。${say('month.lead')}`,
        demo: ctx.app.demo ? say('month.demo') : null,
        body,
      }),
    }
  },
}
