import { spellingsOfStaff } from '#src/modules/network/public.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { Clinic, Person, Place } from '../contract.ts'
import { findClinics, type Wanted } from '../domain/find.ts'
import { peopleOf, placesOf } from './clinics.ts'

type Among = {
  readonly places: readonly Place[]
  readonly people: readonly Person[]
  readonly found: readonly Clinic[]
}

/** PORT-3 Those that fit, with the places and people of all of them; names are spelled only when somebody types letters. */
export const findAmong = async (ctx: Ctx, clinics: readonly Clinic[], wanted: Wanted): Promise<Among> => {
  const places = await placesOf(ctx, clinics)
  const people = await peopleOf(ctx, clinics)
  const ids = people.map(person => person.staffId)
  const spellings = /[a-z]/i.test(wanted.words ?? '') ? await spellingsOfStaff(ctx, ids) : []
  return { places, people, found: findClinics(clinics, wanted, { places, people, spellings }) }
}
