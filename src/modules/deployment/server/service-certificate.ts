import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { requireStaffMember } from '#src/modules/network/public.ts'
import { localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { newUuid, regionalId } from '#src/platform/kernel/ids.ts'
import { maskName } from '#src/platform/kernel/masking.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { audit, type Ctx, requireStaff, tablesOf } from '#src/platform/server/context.ts'
import { blindIndex } from '#src/platform/server/crypto.ts'
import type { postingContract as contract } from '../contract-postings.ts'
import type { ServiceFigures } from '../contract-service-shapes.ts'
import {
  certificateUnknown,
  noPersonOfAccount,
  nothingToCertify,
  periodEndsBeforeItStarts,
  periodStillRuns,
} from '../errors.ts'
import { closedSheets } from './closed-sheets.door.ts'
import { requireManages } from './manages.ts'
import { sitesOf, staffOf } from './names.ts'
import { findPostingMonths, findPostings } from './posting.repository.ts'
import type { DeploymentTables } from './tables.gen.ts'

type Asked = InputOf<typeof contract.serviceFigures>
type Certificate = OutputOf<typeof contract.issueCertificate>

/** Oneself, or as who keeps the postings of the person's institution. */
const requirePerson = async (ctx: Ctx, input: Asked) => {
  const { staffId } = requireStaff(ctx)
  const asked = input.staffId ?? staffId
  if (asked === null) throw noPersonOfAccount()
  if (input.to < input.from) throw periodEndsBeforeItStarts()
  const person = await requireStaffMember(ctx, asked)
  if (asked !== staffId) requireManages(ctx, 'deployment.posting.manage', person.institutionId)
  return person
}

const dateOf = (month: string, day: number): string => `${month}-${String(day).padStart(2, '0')}`

/** Everything confirmed of a person in a period, with the rows that each figure is made of (DEP-72). */
const serviceOf = async (ctx: Ctx, staffId: string, from: string, to: string) => {
  const sheets = await closedSheets(ctx, { staffId, from, to })
  const records = await findPostings(ctx, { staffId, from, to })
  const months = await findPostingMonths(
    ctx,
    records.map(record => record.postingId),
  )
  const sites = await sitesOf(ctx, [
    ...sheets.map(sheet => sheet.institutionId),
    ...records.map(record => record.institutionId),
  ])
  const daysOf = (postingId: string): readonly string[] =>
    months
      .filter(one => one.postingId === postingId && one.confirmedAt !== null)
      .flatMap(one => one.days.map(day => dateOf(one.month, day)))
      .filter(date => from <= date && date <= to)
  const rows = sheets.map(sheet => ({
    sessionId: sheet.sessionId,
    localDate: sheet.localDate,
    institutionName: sites.get(sheet.institutionId)?.shortName ?? '',
    kind: sheet.kind,
    speciality: sheet.speciality,
    patients: sheet.firstVisits + sheet.returnVisits,
    rounds: sheet.rounds,
    taught: sheet.taught,
    attended: sheet.attended,
    operations: sheet.operations,
    confirmedAt: sheet.confirmedAt.toISOString(),
  }))
  const postings = records.map(record => ({
    postingId: record.postingId,
    placeName: record.placeText ?? sites.get(record.institutionId ?? '')?.name ?? '',
    postHeld: record.postHeld,
    firstDay: record.firstDay,
    lastDay: record.lastDay,
    confirmedDays: daysOf(record.postingId).length,
  }))
  const sum = (pick: (row: (typeof rows)[number]) => number): number =>
    rows.reduce((total, row) => total + pick(row), 0)
  const postingDates = records.flatMap(record => daysOf(record.postingId))
  const figures: ServiceFigures = {
    days: new Set([...rows.map(row => row.localDate), ...postingDates]).size,
    sessions: rows.length,
    patients: sum(row => row.patients),
    rounds: sum(row => row.rounds),
    taught: sum(row => row.taught),
    attended: sum(row => row.attended),
    operations: sum(row => row.operations),
    postingDays: new Set(postingDates).size,
  }
  return { rows, postings, figures }
}

const certificateOf = (row: DeploymentTables['deployment.service_certificate']): Certificate => ({
  number: row.number,
  code: row.code,
  from: row.first_day,
  to: row.last_day,
  issuedAt: row.issued_at.toISOString(),
  figures: row.figures as unknown as ServiceFigures,
})

export const serviceFigures = async (ctx: Ctx, input: Asked): Promise<OutputOf<typeof contract.serviceFigures>> => {
  const person = await requirePerson(ctx, input)
  const { rows, postings, figures } = await serviceOf(ctx, person.staffId, input.from, input.to)
  const issued = await tablesOf<DeploymentTables>(ctx)
    .selectFrom('deployment.service_certificate')
    .selectAll()
    .where('region_id', '=', ctx.regionId)
    .where('staff_id', '=', person.staffId)
    .orderBy('issued_at', 'desc')
    .limit(50)
    .execute()
  return {
    staffId: person.staffId,
    name: person.name,
    titleCode: person.titleCode,
    // On paper with a seal stands the full name.
    homeInstitutionName: (await sitesOf(ctx, [person.institutionId])).get(person.institutionId)?.name ?? '',
    figures,
    rows,
    postings,
    certificates: issued.map(certificateOf),
  }
}

const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** Twelve letters that only this server can make of the certificate. */
const codeOf = (ctx: Ctx, certificateId: string): string =>
  [
    ...createHash('sha256')
      .update(blindIndex(ctx.app.keys, 'service_certificate', certificateId))
      .digest(),
  ]
    .slice(0, 12)
    .map(byte => letters[byte % letters.length])
    .join('')

const nextNumber = async (ctx: Ctx, year: number): Promise<string> => {
  const { rows } = await sql<{
    last_number: number
  }>`insert into deployment.certificate_number (region_id, year, last_number)
    values (${ctx.regionId}, ${year}, 1)
    on conflict (region_id, year) do update set last_number = certificate_number.last_number + 1
    returning last_number`.execute(ctx.tx)
  return `JCFW-${ctx.regionId}-${year}-${String(rows[0]?.last_number ?? 1).padStart(5, '0')}`
}

/**
 * 基层服务证明: the figures as they stand confirmed today, with a number and a code to check the paper by (DEP-72).
 * @throws deployment.nothing_to_certify, deployment.period_still_runs
 */
export const issueCertificate = async (
  ctx: Ctx,
  input: InputOf<typeof contract.issueCertificate>,
): Promise<Certificate> => {
  const person = await requirePerson(ctx, input)
  const today = localDateAt(ctx.now, ctx.timeZone)
  if (input.to > today) throw periodStillRuns()
  const { figures } = await serviceOf(ctx, person.staffId, input.from, input.to)
  if (figures.days === 0) throw nothingToCertify()
  const certificateId = newUuid(ctx.now.getTime())
  const number = await nextNumber(ctx, Number(today.slice(0, 4)))
  const code = codeOf(ctx, certificateId)
  await tablesOf<DeploymentTables>(ctx)
    .insertInto('deployment.service_certificate')
    .values({
      region_id: ctx.regionId,
      certificate_id: certificateId,
      number,
      code,
      staff_id: person.staffId,
      institution_id: person.institutionId,
      first_day: input.from,
      last_day: input.to,
      figures: JSON.stringify(figures),
      issued_by: actorLabel(ctx.actor),
      issued_at: ctx.now,
    })
    .execute()
  audit(ctx, {
    subjectKind: 'certificate',
    subjectId: regionalId(ctx.regionId, certificateId),
    institutionId: person.institutionId,
    details: { number },
  })
  return { number, code, from: input.from, to: input.to, issuedAt: ctx.now.toISOString(), figures }
}

/** Whoever holds the paper checks it by its code; the name stays masked. @throws deployment.certificate_unknown */
export const checkCertificate = async (
  ctx: Ctx,
  input: InputOf<typeof contract.checkCertificate>,
): Promise<OutputOf<typeof contract.checkCertificate>> => {
  const row = await tablesOf<DeploymentTables>(ctx)
    .selectFrom('deployment.service_certificate')
    .selectAll()
    .where('region_id', '=', ctx.regionId)
    .where('code', '=', input.code)
    .executeTakeFirst()
  if (row === undefined) throw certificateUnknown()
  const person = (await staffOf(ctx, [row.staff_id])).get(row.staff_id)
  const home = (await sitesOf(ctx, [row.institution_id])).get(row.institution_id)
  return {
    certificate: certificateOf(row),
    maskedName: maskName(person?.name ?? ''),
    homeInstitutionName: home?.name ?? '',
  }
}
