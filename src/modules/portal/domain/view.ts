import type { Clinic, Person, Place } from '../contract.ts'

export type Expert = Person & { readonly role: string }
/** A clinic with its place and its people put back in. */
export type ClinicView = Omit<Clinic, 'staff'> & { readonly place: Place | null; readonly experts: readonly Expert[] }

type Parts = { readonly places: readonly Place[]; readonly people: readonly Person[] }

const roleOrder = ['lead', 'joint_gp', 'follower', 'nurse']
const rank = (role: string): number => {
  const at = roleOrder.indexOf(role)
  return at < 0 ? roleOrder.length : at
}

/** Joins what the list sent once; the lead comes first, since the page names who really comes. */
export const viewsOf = (clinics: readonly Clinic[], { places, people }: Parts): readonly ClinicView[] => {
  const placeOf = new Map(places.map(place => [place.institutionId, place]))
  const personOf = new Map(people.map(person => [person.staffId, person]))
  return clinics.map(({ staff, ...clinic }) => ({
    ...clinic,
    place: placeOf.get(clinic.institutionId) ?? null,
    experts: [...staff]
      .sort((a, b) => rank(a.role) - rank(b.role))
      .flatMap(({ staffId, role }) => {
        const person = personOf.get(staffId)
        return person ? [{ ...person, role }] : []
      }),
  }))
}
