import { localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { type Ctx, requireStaff } from '#src/platform/server/context.ts'
import { textOf } from '#src/platform/server/sentences.ts'
import type { postingContract as contract } from '../contract-postings.ts'
import { daysWithin, monthsOf, nationalVerdict } from '../domain/postings.ts'
import { isOwnOrKept, requirePosting } from './keep-postings.ts'
import { sitesOf, staffOf } from './names.ts'
import { findPostingMonths, findPostings, type MonthRecord, type PostingRecord } from './posting.repository.ts'

type View = OutputOf<typeof contract.postings>['postings'][number]

/** Names put in; days and verdict for one calendar year. */
const viewsOf = async (
  ctx: Ctx,
  records: readonly PostingRecord[],
  months: readonly MonthRecord[],
  year: number,
): Promise<View[]> => {
  const people = await staffOf(
    ctx,
    records.map(record => record.staffId),
  )
  const sites = await sitesOf(
    ctx,
    records.flatMap(record => [record.institutionId, record.homeInstitutionId]),
  )
  return records.map(record => {
    const { homeInstitutionId, placeText, ...shown } = record
    const confirmed = months.filter(one => one.postingId === record.postingId && one.confirmedAt !== null)
    const ofYear = confirmed.filter(one => one.month.startsWith(`${year}-`))
    return {
      ...shown,
      subsidyFenPerDay: isOwnOrKept(ctx, record) ? record.subsidyFenPerDay : null,
      name: people.get(record.staffId)?.name ?? '',
      homeInstitutionName: sites.get(homeInstitutionId)?.shortName ?? '',
      placeName: placeText ?? sites.get(record.institutionId ?? '')?.shortName ?? '',
      isOutside: placeText !== null,
      confirmedDays: ofYear.reduce((sum, one) => sum + one.days.length, 0),
      national: nationalVerdict(
        record,
        year,
        ofYear.filter(one => one.days.length > 0).map(one => one.month),
      ),
    }
  })
}

/** Postings that touch a year, sent from or received by institutions within reach; without any, the own ones. */
export const postings = async (
  ctx: Ctx,
  input: InputOf<typeof contract.postings>,
): Promise<OutputOf<typeof contract.postings>> => {
  const { reach, staffId } = requireStaff(ctx)
  const records = await findPostings(ctx, {
    from: `${input.year}-01-01`,
    to: `${input.year}-12-31`,
    ...(input.staffId !== undefined && input.staffId === staffId ? {} : { reach }),
    institutionId: input.institutionId,
    staffId: input.staffId,
    duty: input.duty,
  })
  const months = await findPostingMonths(
    ctx,
    records.map(record => record.postingId),
  )
  const views = await viewsOf(ctx, records, months, input.year)
  const peopleWith = (test: (view: View) => boolean): number =>
    new Set(views.filter(test).map(view => view.staffId)).size
  return {
    postings: views,
    people: peopleWith(() => true),
    counting: peopleWith(view => view.national === 'counts'),
    withoutTitle: peopleWith(view => view.titleCode === null),
  }
}

export const postingDetail = async (
  ctx: Ctx,
  input: InputOf<typeof contract.postingDetail>,
): Promise<OutputOf<typeof contract.postingDetail>> => {
  const record = await requirePosting(ctx, input.postingId)
  const months = await findPostingMonths(ctx, [input.postingId])
  // The verdict of the year that runs, or of the posting's first or last year when it does not reach it.
  const [today, first, last] = [localDateAt(ctx.now, ctx.timeZone), record.firstDay, record.lastDay]
  const year = Number((today < first ? first : today > last ? last : today).slice(0, 4))
  const [view] = await viewsOf(ctx, [record], months, year)
  return {
    posting: view as View,
    mayReport: isOwnOrKept(ctx, record),
    months: monthsOf(record).map(month => {
      const known = months.find(one => one.month === month)
      return {
        month,
        possible: daysWithin(record, month).map(date => Number(date.slice(8))),
        days: [...(known?.days ?? [])],
        reportedAt: known?.reportedAt.toISOString() ?? null,
        confirmedAt: known?.confirmedAt?.toISOString() ?? null,
        version: known?.version ?? 0,
      }
    }),
  }
}

const columns = [
  'person',
  'title',
  'home',
  'place',
  'duty',
  'time',
  'post',
  'letter',
  'from',
  'to',
  'days',
  'national',
] as const

/** What the list shows, as a workbook for people. */
export const exportPostings = async (
  ctx: Ctx,
  input: InputOf<typeof contract.exportPostings>,
): Promise<OutputOf<typeof contract.exportPostings>> => {
  const { postings: rows } = await postings(ctx, input)
  const say = (key: string): string => textOf(ctx.app, 'zh-CN', key) ?? ''
  // exceljs is large and needed rarely.
  const exceljs = await import('exceljs')
  const workbook = new (exceljs.default ?? exceljs).Workbook()
  const sheet = workbook.addWorksheet(say('deployment.postings.title'), { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map(key => ({ header: say(`deployment.postings.column.${key}`), width: 16 }))
  for (const row of rows)
    sheet.addRow([
      row.name,
      row.titleCode === null ? '' : say(`network.title.${row.titleCode}`),
      row.homeInstitutionName,
      row.placeName,
      say(`deployment.postings.duty.${row.duty}`),
      say(`deployment.postings.${row.isFullTime ? 'full_time' : 'part_time'}`),
      row.postHeld,
      row.letterNumber,
      row.firstDay,
      row.lastDay,
      row.confirmedDays,
      say(`deployment.postings.national.${row.national}`),
    ])
  return {
    fileName: `${say('deployment.postings.title')}-${input.year}.xlsx`,
    fileBase64: Buffer.from(await workbook.xlsx.writeBuffer()).toString('base64'),
  }
}
