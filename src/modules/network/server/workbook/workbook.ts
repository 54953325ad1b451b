import { localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx, emit } from '#src/platform/server/context.ts'
import type * as contract from '../../contract-workbook.ts'
import { type PlacedFinding, type RawSheet, readSheet } from '../../domain/workbook-read.ts'
import { workbookEmpty, workbookHasFindings } from '../../errors.ts'
import { openRenewalLoop } from '../renewal-reminder.ts'
import { type Rehearsed, registeredSheets, type WorkbookSheet } from '../workbook-sheet.ts'
import { loadMaps, lookupsOf } from './maps.ts'
import { readWorkbookFile } from './read-file.ts'
import { agreementSheet } from './sheet-agreements.ts'
import { costRuleSheet } from './sheet-cost-rules.ts'
import { goalSheet } from './sheet-goals.ts'
import { institutionSheet } from './sheet-institutions.ts'
import { monthFactSheet } from './sheet-month-facts.ts'
import { staffSheet } from './sheet-staff.ts'
import { bedSheet, equipmentSheet } from './sheets-assets.ts'
import { areaSheet, populationSheet, travelSheet } from './sheets-catchment.ts'
import { consortiumSheet, membershipSheet } from './sheets-consortia.ts'
import { designationSheet, feeSheet } from './sheets-fees.ts'
import { departmentSheet, roomSheet } from './sheets-places.ts'
import { calendarSheet, plaqueSheet } from './sheets-plaques-calendar.ts'
import { teamMemberSheet, teamSheet } from './sheets-teams.ts'
import { practiceSiteSheet, titleSheet } from './sheets-titles.ts'
import { writeWorkbookFile } from './write-file.ts'

const ownSheets: readonly WorkbookSheet[] = [
  consortiumSheet,
  institutionSheet,
  membershipSheet,
  departmentSheet,
  roomSheet,
  staffSheet,
  titleSheet,
  practiceSiteSheet,
  teamSheet,
  teamMemberSheet,
  agreementSheet,
  plaqueSheet,
  calendarSheet,
  monthFactSheet,
  feeSheet,
  designationSheet,
  costRuleSheet,
  equipmentSheet,
  bedSheet,
  areaSheet,
  populationSheet,
  travelSheet,
  goalSheet,
]

/** Network's own sheets and those that other modules registered, in the order in which they are read. */
const allSheets = (): readonly WorkbookSheet[] =>
  [...ownSheets, ...registeredSheets()].sort((one, other) => one.order - other.order)

const findingsShown = 500

type Run = {
  readonly sheet: WorkbookSheet
  readonly title: string
  readonly rowCount: number
  readonly rehearsed: Rehearsed
  readonly findings: readonly PlacedFinding[]
}

/** A sheet nobody knows is a warning: many people keep notes beside their lists. */
const unknownSheet = (raw: RawSheet): PlacedFinding => ({
  sheet: raw.title,
  row: 1,
  cell: raw.title,
  column: '',
  severity: 'warning',
  code: 'network.sheet_unknown',
  details: {},
  value: '',
})

const inOrder = (findings: readonly PlacedFinding[]): readonly PlacedFinding[] =>
  [...findings].sort(
    (one, other) => one.row - other.row || one.cell.length - other.cell.length || (one.cell < other.cell ? -1 : 1),
  )

/** Reads and checks every sheet in order, each seeing what the ones before it bring; nothing is written (NET-14). */
const rehearseAll = async (
  ctx: Ctx,
  fileBase64: string,
): Promise<{ readonly runs: readonly Run[]; readonly extra: readonly PlacedFinding[] }> => {
  const raws = await readWorkbookFile(fileBase64)
  const sheets = allSheets()
  const lookups = lookupsOf(await loadMaps(ctx))
  const runs: Run[] = []
  for (const sheet of sheets) {
    const raw = raws.find(candidate => candidate.title === sheet.title)
    if (!raw || (raw.rows.length === 0 && raw.header.size === 0)) continue
    const read = readSheet(raw, sheet.columns, sheet.identity)
    const rehearsed = await sheet.rehearse(ctx, read.rows, lookups)
    // What can't be read was named by the reading; the sheet's own check says nothing more about such a cell.
    const wrongCells = new Map(read.rows.map(row => [row.number, row.wrong]))
    const own = rehearsed.findings.filter(finding => !wrongCells.get(finding.row)?.has(finding.column)).map(read.place)
    runs.push({
      sheet,
      title: raw.title,
      rowCount: read.rows.length,
      rehearsed,
      findings: inOrder([...read.findings, ...own]),
    })
  }
  const extra = raws
    .filter(raw => raw.rows.length > 0 && !sheets.some(sheet => sheet.title === raw.title))
    .map(unknownSheet)
  if (runs.every(run => run.rowCount === 0 && run.findings.length === 0)) throw workbookEmpty()
  return { runs, extra }
}

const countsOf = (runs: readonly Run[]) =>
  runs.map(run => ({ key: run.sheet.key, sheet: run.title, rows: run.rowCount, ...run.rehearsed.counts }))

const errorsIn = (runs: readonly Run[]): number =>
  runs.reduce((sum, run) => sum + run.findings.filter(finding => finding.severity === 'error').length, 0)

/** What would happen, and what is wrong, cell by cell. */
export const rehearseWorkbook = async (
  ctx: Ctx,
  { fileBase64 }: InputOf<typeof contract.rehearseWorkbook>,
): Promise<OutputOf<typeof contract.rehearseWorkbook>> => {
  const { runs, extra } = await rehearseAll(ctx, fileBase64)
  const findings = [...runs.flatMap(run => run.findings), ...extra]
  const errorCount = errorsIn(runs)
  const order = { error: 0, warning: 1 }
  const shown = errorCount > findingsShown ? findings.filter(finding => finding.severity === 'error') : findings
  return {
    sheets: countsOf(runs),
    findings: [...shown]
      .sort((one, other) => order[one.severity] - order[other.severity])
      .slice(0, findingsShown)
      .map(finding => ({ ...finding, details: { ...finding.details } })),
    findingCount: findings.length,
    errorCount,
    importable: errorCount === 0,
  }
}

/** Rehearses once more, since the database may have changed, then writes everything in this one transaction. */
export const importWorkbook = async (
  ctx: Ctx,
  { fileBase64 }: InputOf<typeof contract.importWorkbook>,
): Promise<OutputOf<typeof contract.importWorkbook>> => {
  const { runs } = await rehearseAll(ctx, fileBase64)
  const errorCount = errorsIn(runs)
  if (errorCount > 0) throw workbookHasFindings(errorCount)
  for (const run of runs) await run.rehearsed.apply(ctx)
  // An agreement that comes in late in its term is reminded of at once, not tomorrow.
  await openRenewalLoop(ctx)
  const sheets = countsOf(runs)
  audit(ctx, {
    subjectKind: 'workbook',
    details: Object.fromEntries(sheets.map(sheet => [sheet.key, sheet.created + sheet.changed])),
  })
  emit(ctx, { name: 'network.workbook_imported', data: { sheets: sheets.map(sheet => sheet.key) } })
  return { sheets }
}

export const workbookTemplate = async (): Promise<OutputOf<typeof contract.workbookTemplate>> => ({
  fileName: '家门口-导入模板.xlsx',
  fileBase64: await writeWorkbookFile(
    allSheets().map(sheet => ({ title: sheet.title, columns: sheet.columns, rows: [] })),
  ),
})

/** Everything this person manages; imported again it changes nothing. The audit keeps that it was taken. */
export const exportWorkbook = async (ctx: Ctx): Promise<OutputOf<typeof contract.exportWorkbook>> => {
  const contents: {
    title: string
    columns: WorkbookSheet['columns']
    rows: Awaited<ReturnType<WorkbookSheet['exportRows']>>
  }[] = []
  for (const sheet of allSheets())
    contents.push({ title: sheet.title, columns: sheet.columns, rows: await sheet.exportRows(ctx) })
  audit(ctx, {
    subjectKind: 'workbook',
    details: { rows: contents.reduce((sum, content) => sum + content.rows.length, 0) },
  })
  return {
    fileName: `家门口-网络-${localDateAt(ctx.now, ctx.timeZone)}.xlsx`,
    fileBase64: await writeWorkbookFile(contents),
  }
}
