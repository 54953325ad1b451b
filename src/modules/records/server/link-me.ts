import { sql } from 'kysely'
import { localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { forbidden, invariant } from '#src/platform/kernel/errors.ts'
import { type RegionalId, regionalId } from '#src/platform/kernel/ids.ts'
import { linkResident, signsInBy } from '#src/platform/server/account-residents.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import type { linkMe as endpoint } from '../contract-family.ts'
import { needsGuardian } from '../domain/ages.ts'
import type { CheckedPerson } from '../domain/check-person.ts'
import { alreadyLinked, bringYourCard, childCannotActAlone, phoneNotSignedIn } from '../errors.ts'
import { selfOf } from './family.query.ts'
import { identityIndexOf, phoneIndexOf } from './person-columns.ts'
import { registerPerson } from './register-person.ts'
import { requirePerson } from './register-resident.ts'

const linkedBefore = async (ctx: Ctx, person: CheckedPerson): Promise<RegionalId | null> => {
  if (person.identityNumber === null || person.phone === null) return null
  const { keys } = ctx.app
  const { rows } = await sql<{
    resident_id: string | null
  }>`select records.link_self(${ctx.regionId}::int, ${identityIndexOf(keys, person.identityNumber)}::bytea,
    ${person.name}, ${phoneIndexOf(keys, person.phone)}::bytea) as resident_id`.execute(ctx.tx)
  const uuid = rows[0]?.resident_id ?? null
  return uuid === null ? null : regionalId(ctx.regionId, uuid)
}

/**
 * REC-14: ties a phone to its person. Name, number and the phone on record must agree; a person nobody knows is registered as typed;
 * everything else is one answer: use the registered phone, or bring your card to a desk.
 */
export const linkMe = async (ctx: Ctx, input: InputOf<typeof endpoint>): Promise<OutputOf<typeof endpoint>> => {
  if (ctx.actor.kind !== 'resident') throw forbidden('platform.not_permitted')
  const person = requirePerson(ctx, input, true)
  if (needsGuardian(person.birthDate, localDateAt(ctx.now, ctx.timeZone))) throw childCannotActAlone()
  const { accountId } = ctx.actor
  if (person.phone === null || !(await signsInBy(ctx, accountId, person.phone))) throw phoneNotSignedIn()
  if (await selfOf(ctx)) throw alreadyLinked()
  const residentId = (await linkedBefore(ctx, person)) ?? (await registerMe(ctx, person))
  audit(ctx, { subjectKind: 'resident', subjectId: residentId, residentId })
  await linkResident(ctx, { accountId, residentId, relation: 'self', until: null })
  const member = await selfOf(ctx)
  invariant(member, 'a linked phone knows its person')
  return { member }
}

const registerMe = async (ctx: Ctx, person: CheckedPerson): Promise<RegionalId> => {
  const registered = await registerPerson(ctx, person, 'typed')
  if (registered.outcome !== 'created') throw bringYourCard()
  await linkedBefore(ctx, person)
  return registered.residentId
}
