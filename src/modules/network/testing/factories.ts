import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { newUuid } from '#src/platform/kernel/ids.ts'
import type { StaffActor } from '#src/platform/server/actor.ts'
import { staffActor, type TestApp } from '#src/platform/testing/app.ts'
import { addMembership, createConsortium, createInstitution, saveDepartment, saveRoom } from '../contract.ts'
import { createStaff } from '../contract-people.ts'
import { createTeam } from '../contract-teams.ts'

/** Makes network data by playing commands, so that it has passed every rule. Everything is fictional. */

let counter = 0
/** A code that no other call gives: `T-1`, `T-2`, … */
export const nextCode = (prefix = 'T'): string => {
  counter += 1
  return `${prefix}-${counter}`
}

/** A manager at an institution that need not exist yet; what has no consortium is the manager's. */
export const consortiumManager = (institutionId: string = newUuid(), more: Partial<StaffActor> = {}): StaffActor =>
  staffActor(institutionId, ['consortium_manager'], more)

type Given<E> = Partial<InputOf<E>>

export const enterInstitution = async (
  app: TestApp,
  given: Given<typeof createInstitution> = {},
  actor: StaffActor = consortiumManager(),
): Promise<string> => {
  const code = given.code ?? nextCode('I')
  const answer = await app.play(actor, createInstitution, {
    code,
    name: `演示机构${code}`,
    shortName: `演示${code}`,
    kind: 'B1',
    level: '0',
    grade: 'none',
    address: '演示路1号',
    demo: true,
    ...given,
  })
  return answer.institutionId
}

export const enterDepartment = async (
  app: TestApp,
  institutionId: string,
  name = '全科',
  actor: StaffActor = consortiumManager(institutionId),
): Promise<string> => (await app.play(actor, saveDepartment, { institutionId, code: nextCode('D'), name })).departmentId

export const enterRoom = async (
  app: TestApp,
  institutionId: string,
  name = nextCode('诊室'),
  actor: StaffActor = consortiumManager(institutionId),
): Promise<string> => (await app.play(actor, saveRoom, { institutionId, code: nextCode('R'), name })).roomId

export const enterStaff = async (
  app: TestApp,
  institutionId: string,
  given: Given<typeof createStaff> = {},
  actor: StaffActor = consortiumManager(institutionId),
): Promise<string> => {
  const code = given.code ?? nextCode('S')
  const answer = await app.play(actor, createStaff, {
    code,
    name: `演示${code}`,
    sex: '2',
    profession: 'doctor',
    institutionId,
    specialities: [],
    title: { titleCode: '232', validFrom: '2020-01-01' },
    demo: true,
    ...given,
  })
  return answer.staffId
}

export const enterTeam = async (
  app: TestApp,
  institutionId: string,
  leadStaffId: string,
  actor: StaffActor = consortiumManager(institutionId),
): Promise<string> => {
  const code = nextCode('TEAM')
  const members = [{ staffId: leadStaffId, role: 'lead' as const, validFrom: '2020-01-01' }]
  return (
    await app.play(actor, createTeam, {
      institutionId,
      code,
      name: `演示工作室${code}`,
      kind: 'expert_studio',
      members,
    })
  ).teamId
}

export type SmallConsortium = {
  readonly consortiumId: string
  readonly headId: string
  readonly centreId: string
  readonly otherCentreId: string
  /** Manages all three from the head. */
  readonly manager: StaffActor
  /** Manages the first centre only. */
  readonly centreManager: StaffActor
}

/** A head hospital with two centres, from 2020 on. */
export const smallConsortium = async (app: TestApp): Promise<SmallConsortium> => {
  const founder = consortiumManager()
  const { consortiumId } = await app.play(founder, createConsortium, {
    code: nextCode('C'),
    name: '演示医联体',
    kind: 'urban_grid',
    demo: true,
  })
  const headId = await enterInstitution(app, { kind: 'A1', level: '3', grade: 'a' }, founder)
  const centreId = await enterInstitution(app, {}, founder)
  const otherCentreId = await enterInstitution(app, {}, founder)
  await app.play(founder, addMembership, { consortiumId, institutionId: headId, role: 'head', validFrom: '2020-01-01' })
  const manager = consortiumManager(headId, { reach: [headId, centreId, otherCentreId] })
  for (const institutionId of [centreId, otherCentreId])
    await app.play(manager, addMembership, { consortiumId, institutionId, role: 'centre', validFrom: '2020-01-01' })
  return {
    consortiumId,
    headId,
    centreId,
    otherCentreId,
    manager,
    centreManager: staffActor(centreId, ['centre_manager']),
  }
}
