import { listAgreements } from '#src/modules/network/contract-agreements.ts'
import { foundAlliance, joinAlliance, openExtendedClinic } from '#src/modules/network/contract-alliances.ts'
import { createPairing, noteTieActivity } from '#src/modules/network/contract-pairings.ts'
import type { TieActivityKind } from '#src/modules/network/contract-tie-codes.ts'
import { addDays } from '#src/platform/kernel/dates.ts'
import type { StaffActor } from '#src/platform/server/actor.ts'
import { type CentreRow, playCentres } from './centres.ts'
import type { Lookup } from './lookup.ts'
import { type Council, type MeetingRow, playMeetings } from './meetings.ts'
import { type FactsPlan, playMonthFacts } from './month-facts.ts'
import type { Player } from './player.ts'
import type { LoadingDay } from './times.ts'

/** What a scenario says of the ties between its institutions; everything is dated from the day of loading. */

export type ActivityRow = {
  readonly daysAgo: number
  readonly kind: TieActivityKind
  readonly what: string
  readonly at?: string
  readonly staff: readonly string[]
  readonly others?: string
  readonly counts: Readonly<Record<string, number>>
}

export type PairingRow = {
  readonly code: string
  readonly gives: string
  readonly receives: string
  readonly department: string
  readonly leader: string
  readonly partyBranch: string
  readonly jointWard?: string
  readonly agreement?: string
  readonly fromDaysAgo: number
  readonly activities: readonly ActivityRow[]
}

export type AllianceRow = {
  readonly code: string
  readonly name: string
  readonly speciality: string
  readonly head: string
  readonly leadDepartment: string
  readonly fromDaysAgo: number
  readonly members: readonly {
    readonly institution: string
    readonly role: 'hospital_member' | 'speciality_member' | 'centre' | 'branch'
    readonly department?: string
  }[]
  readonly clinics: readonly { readonly institution: string; readonly staff: string; readonly rhythm: string }[]
  readonly activities: readonly ActivityRow[]
}

export type Ties = {
  readonly pairings: readonly PairingRow[]
  readonly alliances: readonly AllianceRow[]
  readonly centres: readonly CentreRow[]
  /** One of the kind `council` at most: it adopted the charter. */
  readonly meetings: readonly MeetingRow[]
  readonly council: Council | null
  readonly facts: FactsPlan | null
}

export type Stage = {
  readonly player: Player
  readonly manager: StaffActor
  readonly lookup: Lookup
  readonly day: LoadingDay
}

const noteAll = async (
  { player, manager, lookup, day }: Stage,
  tie: { readonly pairingId: string } | { readonly consortiumId: string },
  rows: readonly ActivityRow[],
): Promise<void> => {
  for (const row of rows)
    await player.play(manager, noteTieActivity, {
      ...tie,
      ...(row.at ? { placeInstitutionId: lookup.institution(row.at) } : {}),
      on: addDays(day.today, -row.daysAgo),
      kind: row.kind,
      what: row.what,
      staffIds: row.staff.map(lookup.staff),
      ...(row.others ? { others: row.others } : {}),
      counts: Object.entries(row.counts).map(([measure, value]) => ({ measure, value })),
    })
}

const playPairings = async (stage: Stage, rows: readonly PairingRow[]): Promise<void> => {
  const { player, manager, lookup, day } = stage
  const agreements = rows.length === 0 ? [] : (await player.play(manager, listAgreements, {})).items
  for (const row of rows) {
    const agreementId = agreements.find(agreement => agreement.code === row.agreement)?.agreementId ?? null
    const { pairingId } = await player.play(manager, createPairing, {
      code: row.code,
      giverInstitutionId: lookup.institution(row.gives),
      receiverInstitutionId: lookup.institution(row.receives),
      departmentId: lookup.department(row.gives, row.department),
      leaderStaffId: lookup.staff(row.leader),
      partyBranch: row.partyBranch,
      ...(row.jointWard ? { jointWard: row.jointWard } : {}),
      agreementId,
      validFrom: addDays(day.today, -row.fromDaysAgo),
      demo: true,
    })
    await noteAll(stage, { pairingId }, row.activities)
  }
}

const playAlliances = async (stage: Stage, rows: readonly AllianceRow[]): Promise<void> => {
  const { player, manager, lookup, day } = stage
  for (const row of rows) {
    const startedOn = addDays(day.today, -row.fromDaysAgo)
    const { consortiumId } = await player.play(manager, foundAlliance, {
      code: row.code,
      name: row.name,
      speciality: row.speciality,
      headInstitutionId: lookup.institution(row.head),
      leadDepartmentId: lookup.department(row.head, row.leadDepartment),
      startedOn,
      demo: true,
    })
    for (const member of row.members)
      await player.play(manager, joinAlliance, {
        consortiumId,
        institutionId: lookup.institution(member.institution),
        role: member.role,
        departmentId: member.department ? lookup.department(member.institution, member.department) : null,
        validFrom: startedOn,
      })
    for (const clinic of row.clinics)
      await player.play(manager, openExtendedClinic, {
        consortiumId,
        institutionId: lookup.institution(clinic.institution),
        staffId: lookup.staff(clinic.staff),
        rhythm: clinic.rhythm,
        validFrom: startedOn,
      })
    await noteAll(stage, { consortiumId }, row.activities)
  }
}

/** Pairings and alliances with what happened behind them, entered by the manager of the head. */
export const playTies = async (stage: Stage, ties: Ties, consortiumCode: string): Promise<void> => {
  await playPairings(stage, ties.pairings)
  await playAlliances(stage, ties.alliances)
  await playCentres(stage, ties.centres)
  await playMeetings(stage, ties.meetings, ties.council, consortiumCode)
  await playMonthFacts(stage, ties.facts)
}
