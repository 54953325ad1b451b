import { listAgreements } from '#src/modules/network/contract-agreements.ts'
import { openCentre } from '#src/modules/network/contract-centres.ts'
import { addDays } from '#src/platform/kernel/dates.ts'
import type { Stage } from './ties.ts'

/** What a scenario says of a centre that one institution runs for others. */
export type CentreRow = {
  readonly code: string
  readonly kind: string
  readonly name: string
  readonly host: string
  readonly head: string
  readonly duties: string
  readonly members: readonly string[]
  readonly agreement?: string
  readonly fromDaysAgo: number
}

export const playCentres = async ({ player, manager, lookup, day }: Stage, rows: readonly CentreRow[]) => {
  const agreements = rows.length === 0 ? [] : (await player.play(manager, listAgreements, {})).items
  for (const row of rows)
    await player.play(manager, openCentre, {
      code: row.code,
      kind: row.kind,
      name: row.name,
      hostInstitutionId: lookup.institution(row.host),
      headStaffId: lookup.staff(row.head),
      duties: row.duties,
      memberInstitutionIds: row.members.map(lookup.institution),
      agreementId: agreements.find(agreement => agreement.code === row.agreement)?.agreementId ?? null,
      validFrom: addDays(day.today, -row.fromDaysAgo),
      demo: true,
    })
}
