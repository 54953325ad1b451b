import { expect, test } from 'vitest'
import { deskRoles, familyDoctorRoles, proofFor } from './who-may-book.ts'

test('BOOK-6 the family doctors’ channel asks for a contract and for a role of the team', () => {
  expect(proofFor({ kind: 'staff', roles: ['gp'], isAtSite: false }, 'family_doctor')).toBe('contract')
  expect(proofFor({ kind: 'staff', roles: ['desk'], isAtSite: true }, 'family_doctor')).toBeUndefined()
})
test('BOOK-7 a resident has the public channel only', () => {
  expect(proofFor({ kind: 'resident' }, 'public')).toBe('own')
  for (const channel of ['family_doctor', 'on_site', 'referral'] as const)
    expect(proofFor({ kind: 'resident' }, channel)).toBeUndefined()
})
test('BOOK-8 the desk gives on-site seats at its own site only, and no ordinary booking uses the referral reserve', () => {
  expect(proofFor({ kind: 'staff', roles: ['desk'], isAtSite: true }, 'on_site')).toBe('identified')
  expect(proofFor({ kind: 'staff', roles: ['desk'], isAtSite: false }, 'on_site')).toBeUndefined()
  expect(proofFor({ kind: 'staff', roles: ['desk'], isAtSite: false }, 'public')).toBe('identified')
  expect(proofFor({ kind: 'staff', roles: ['desk', 'gp'], isAtSite: true }, 'referral')).toBeUndefined()
})

test('BOOK-8 a nurse stands at the desk as well as in the team, and needs the same proofs as others there', () => {
  const nurse = (isAtSite: boolean) => ({ kind: 'staff', roles: ['nurse'], isAtSite }) as const
  expect(proofFor(nurse(true), 'on_site')).toBe('identified')
  expect(proofFor(nurse(false), 'on_site')).toBeUndefined()
  expect(proofFor(nurse(false), 'public')).toBe('identified')
  expect(proofFor(nurse(false), 'family_doctor')).toBe('contract')
})

test('BOOK-6 BOOK-8 the whole team may stand at a desk, and nobody else of the desk is in the team', () => {
  for (const role of familyDoctorRoles) expect(deskRoles).toContain(role)
  const others = deskRoles.filter(role => !familyDoctorRoles.some(one => one === role))
  for (const role of others)
    expect(proofFor({ kind: 'staff', roles: [role], isAtSite: true }, 'family_doctor')).toBeUndefined()
  for (const role of ['specialist', 'technician', 'it_admin'])
    for (const channel of ['family_doctor', 'public', 'on_site'] as const)
      expect(proofFor({ kind: 'staff', roles: [role], isAtSite: true }, channel)).toBeUndefined()
})
