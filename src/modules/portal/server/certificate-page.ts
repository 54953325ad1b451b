import { checkCertificate } from '#src/modules/deployment/public.ts'
import { localDateAt } from '#src/platform/kernel/dates.ts'
import { Refusal } from '#src/platform/kernel/errors.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { HtmlAnswer, PublicPage } from '#src/platform/server/module.ts'
import { codeIn, isCode } from '../domain/certificate-code.ts'
import { dayWord } from '../domain/day-words.ts'
import { type Html, html } from '../domain/html.ts'
import { type Words, wordsOf } from './month-words.ts'
import { pageFrame } from './page-frame.ts'
import { certificateLink } from './page-links.ts'

type Checked = Awaited<ReturnType<typeof checkCertificate>>

/** Units differ (天, 场, 人次, 例): each figure is said with its own. */
const figureKeys = [
  'days',
  'sessions',
  'patients',
  'rounds',
  'taught',
  'attended',
  'operations',
  'postingDays',
] as const satisfies readonly (keyof Checked['certificate']['figures'])[]

const genuine = (ctx: Ctx, words: Words, { certificate, maskedName, homeInstitutionName }: Checked): Html => {
  const { say, language } = words
  const issued = localDateAt(new Date(certificate.issuedAt), ctx.timeZone)
  const year = (date: string) => say('certificate.day', { year: date.slice(0, 4), day: dayWord(date, language) })
  const line = (name: string, value: string) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`
  return html`<section class="how good" role="status"><div><strong>✓ ${say('certificate.genuine')}</strong>
<p>${say('certificate.compare')}</p></div></section>
<table class="facts"><tbody>
${line(say('certificate.number'), certificate.number)}
${line(say('certificate.person'), maskedName)}
${line(say('certificate.home'), homeInstitutionName)}
${line(say('certificate.period'), `${year(certificate.from)} – ${year(certificate.to)}`)}
${line(say('certificate.issued'), year(issued))}
${figureKeys.map(key => line(say(`certificate.figure.${key}`), say(`certificate.count.${key}`, { count: certificate.figures[key] })))}
</tbody></table>`
}

/** Nothing but "no such certificate" is expected to be refused. */
const lookUp = async (ctx: Ctx, code: string): Promise<Checked | null> => {
  try {
    return await checkCertificate(ctx, { code })
  } catch (error) {
    if (error instanceof Refusal && error.code === 'deployment.certificate_unknown') return null
    throw error
  }
}

const answerTo = async (ctx: Ctx, words: Words, typed: string): Promise<Html | null> => {
  const { say } = words
  if (typed === '') return null
  const code = codeIn(typed)
  if (!isCode(code)) return html`<p class="how" role="alert"><strong>${say('certificate.shape')}</strong></p>`
  const found = await lookUp(ctx, code)
  return found === null
    ? html`<section class="how" role="alert"><div><strong>✗ ${say('certificate.unknown', { code })}</strong><p>${say('certificate.unknown_next')}</p></div></section>`
    : genuine(ctx, words, found)
}

/** Where the certificate was issued; asked for only where there is more than one region. */
const regionField = (ctx: Ctx, words: Words): Html =>
  ctx.app.regions.size < 2
    ? html`<input type="hidden" name="region" value="${ctx.regionId}">`
    : html`<label>${words.say('certificate.region')}<select name="region">${[...ctx.app.regions.values()].map(
        region =>
          html`<option value="${region.regionId}"${region.regionId === ctx.regionId ? html` selected` : null}>${region.name}</option>`,
      )}</select></label>`

/** `/certificate?region=310100&code=…`: whether a 基层服务证明 on paper is genuine (PORT-46); no login, no script, the name masked. */
export const certificatePage: PublicPage<HtmlAnswer> = {
  path: '/certificate',
  render: async (ctx, { query, language }) => {
    const words = wordsOf(ctx, language)
    const { say } = words
    const typed = (query.code ?? '').slice(0, 40).trim()
    const other = words.language === 'en' ? 'zh-CN' : 'en'
    const title = say('certificate.title')
    const answer = await answerTo(ctx, words, typed)
    const body = html`<nav class="bar screen" aria-label="${say('month.pages')}"><strong>${say('name')}</strong>
<a class="plain" href="${certificateLink({ regionId: ctx.regionId, code: typed, language: other })}" hreflang="${other}">${say('month.language')}</a></nav>
<h1>${title}</h1><p>${say('certificate.lead')}</p>
${answer}
<form class="ask screen" method="get" action="/certificate">
<label>${say('certificate.code')}<input name="code" value="${typed}" required maxlength="20" autocapitalize="characters" autocomplete="off" spellcheck="false" placeholder="ABCD EFGH 1234"></label>
${regionField(ctx, words)}<input type="hidden" name="lang" value="${words.language}">
<button class="button main" type="submit">${say('certificate.check')}</button></form>`
    return {
      html: pageFrame({
        language: words.language,
        title,
        description: say('certificate.lead'),
        demo: ctx.app.demo ? say('month.demo') : null,
        body,
      }),
    }
  },
}
