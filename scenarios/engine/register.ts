import { registerResident } from '#src/modules/records/contract.ts'
import { addChild, addProxy, linkMe } from '#src/modules/records/contract-family.ts'
import { grantRelationship } from '#src/modules/records/public.ts'
import { requestLoginCode, signInByCode } from '#src/platform/contract/session.ts'
import { addDays, instantAt } from '#src/platform/kernel/dates.ts'
import { invariant } from '#src/platform/kernel/errors.ts'
import type { ResidentActor, StaffActor } from '#src/platform/server/actor.ts'
import type { CardBridge } from './card-bridge.ts'
import type { FictionalPerson } from './people.ts'
import type { Player } from './player.ts'
import type { Family, Resident } from './residents.ts'
import type { LoadingDay } from './times.ts'

export type Registered = Resident & { readonly residentId: string }

const sexOf = (person: FictionalPerson): 'male' | 'female' => (person.sex === '1' ? 'male' : 'female')

/** The card is read at the desk, phone and insurance are asked for. */
export const register = async (
  player: Player,
  desk: StaffActor,
  bridge: CardBridge,
  resident: Resident,
): Promise<Registered> => {
  const { resident: card } = await player.play(desk, registerResident, {
    name: resident.name,
    identityType: 'id_card',
    identityNumber: resident.identityNumber,
    sex: sexOf(resident),
    birthDate: resident.birthDate,
    phone: resident.phone,
    address: resident.address,
    insuranceType: resident.insuranceType,
    ...(resident.insuredPlace === null ? {} : { insuredPlace: resident.insuredPlace }),
    residenceKind: resident.residenceKind,
    householdPlace: resident.householdPlace,
    cardProof: bridge.read(resident, resident.address),
  })
  return { ...resident, residentId: card.residentId }
}

/** Contracts come through the door of the records until the family-doctor module signs them itself. */
export const signContract = async (
  player: Player,
  doctor: StaffActor,
  resident: Registered,
  day: LoadingDay,
): Promise<void> => {
  await player.within(doctor, 'records.grantRelationship', ctx =>
    grantRelationship(ctx, {
      residentId: resident.residentId,
      institutionId: doctor.institutionId,
      act: 'contract',
      proof: '居民签署的家庭医生签约协议（演示）',
      until: instantAt(addDays(day.today, 365), '00:00', day.timeZone),
      source: `contract:demo-${resident.identityNumber.slice(-6)}`,
      staffId: doctor.staffId,
    }),
  )
}

/** Someone who signs in on the phone page, by the code that the demo shows. */
export const signInByPhone = async (player: Player, regionId: number, phone: string): Promise<ResidentActor> => {
  const nobody = { kind: 'public', regionId } as const
  const { demoCode } = await player.play(nobody, requestLoginCode, { phone, regionId })
  invariant(demoCode, 'scenarios are loaded on a demo server')
  const { session } = await player.play(nobody, signInByCode, { phone, code: demoCode, regionId })
  invariant(session, 'whoever has signed in has a session')
  return {
    kind: 'resident',
    accountId: session.accountId,
    regionId,
    residents: session.residents.map(row => row.residentId),
  }
}

/** The phone is tied to its person; from then on it books for that person. */
export const linkPhone = async (player: Player, actor: ResidentActor, person: Resident): Promise<ResidentActor> => {
  const { member } = await player.play(actor, linkMe, {
    name: person.name,
    identityType: 'id_card',
    identityNumber: person.identityNumber,
    phone: person.phone,
    insuranceType: person.insuranceType,
  })
  return { ...actor, residents: [member.residentId, ...actor.residents.filter(id => id !== member.residentId)] }
}

export type FamilyActors = {
  readonly mother: ResidentActor
  readonly childId: string
  readonly daughter: ResidentActor
  readonly parentId: string
}

/** A mother adds her child of six on the phone; a father of eighty signs at the desk that his daughter may act for him. */
export const bringFamily = async (
  player: Player,
  desk: StaffActor,
  family: Family,
  registered: readonly Registered[],
): Promise<FamilyActors> => {
  const idOf = (person: Resident): string =>
    registered.find(one => one.identityNumber === person.identityNumber)?.residentId as string
  const mother = await linkPhone(player, await signInByPhone(player, desk.regionId, family.mother.phone), family.mother)
  const { member: child } = await player.play(mother, addChild, {
    name: family.child.name,
    identityType: 'id_card',
    identityNumber: family.child.identityNumber,
    sex: sexOf(family.child),
    birthDate: family.child.birthDate,
    relation: 'parent',
    insuranceType: 'residents',
  })
  const parentId = idOf(family.parent)
  await player.play(desk, addProxy, {
    residentId: parentId,
    name: family.daughter.name,
    relation: 'family',
    proof: 'written_authorisation',
    phone: family.daughter.phone,
  })
  const daughter = await linkPhone(
    player,
    await signInByPhone(player, desk.regionId, family.daughter.phone),
    family.daughter,
  )
  return {
    mother: { ...mother, residents: [...mother.residents, child.residentId] },
    childId: child.residentId,
    daughter,
    parentId,
  }
}
