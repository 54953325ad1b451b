import Type from 'typebox'
import { command } from '#src/platform/kernel/endpoint.ts'
import { nothing, uuidSchema } from '#src/platform/kernel/schema.ts'
import { institutionIdSchema, staffIdSchema } from './contract-views.ts'

/** Pictures of people and institutions; everyone may see them at `/photo/<id>`. */

/** 600 kB, as base64. */
const contentBase64 = Type.String({ minLength: 4, maxLength: 800_004, pattern: '^[A-Za-z0-9+/]+={0,2}$' })
const wrong = ['network.not_a_picture', 'network.picture_too_large', 'network.picture_too_small'] as const
const bodyLimit = 1024 * 1024

export const setStaffPhoto = command({
  name: 'network.setStaffPhoto',
  method: 'PUT',
  path: '/network/staff/:staffId/photo',
  permission: 'network.staff.manage',
  summary: 'Shows a person by a picture (JPEG or PNG); what hides in the file beside the picture is not kept.',
  subject: 'none',
  input: Type.Object({ staffId: staffIdSchema, contentBase64 }),
  output: Type.Object({ photoId: uuidSchema }),
  errors: ['network.unknown_staff', 'network.outside_reach', ...wrong],
  bodyLimit,
})
export const removeStaffPhoto = command({
  name: 'network.removeStaffPhoto',
  method: 'POST',
  path: '/network/staff/:staffId/photo/remove',
  permission: 'network.staff.manage',
  summary: 'Deletes the picture of a person.',
  subject: 'none',
  input: Type.Object({ staffId: staffIdSchema }),
  output: nothing,
  errors: ['network.unknown_staff', 'network.outside_reach'],
})
export const setInstitutionPhoto = command({
  name: 'network.setInstitutionPhoto',
  method: 'PUT',
  path: '/network/institutions/:institutionId/photo',
  permission: 'network.institution.manage',
  summary: 'Shows an institution by a picture (JPEG or PNG); what hides in the file beside the picture is not kept.',
  subject: 'none',
  input: Type.Object({ institutionId: institutionIdSchema, contentBase64 }),
  output: Type.Object({ photoId: uuidSchema }),
  errors: ['network.unknown_institution', 'network.outside_reach', ...wrong],
  bodyLimit,
})
export const removeInstitutionPhoto = command({
  name: 'network.removeInstitutionPhoto',
  method: 'POST',
  path: '/network/institutions/:institutionId/photo/remove',
  permission: 'network.institution.manage',
  summary: 'Deletes the picture of an institution.',
  subject: 'none',
  input: Type.Object({ institutionId: institutionIdSchema }),
  output: nothing,
  errors: ['network.unknown_institution', 'network.outside_reach'],
})
