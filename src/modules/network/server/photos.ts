import { sql } from 'kysely'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import { type Handler, handle, type PublicPage } from '#src/platform/server/module.ts'
import * as contract from '../contract-photos.ts'
import { type Photo, photoOf } from '../domain/photo.ts'
import * as refusals from '../errors-photos.ts'
import { requireInstitution } from './institution.door.ts'
import { requireManaged } from './reach.ts'
import { requireStaffMember } from './staff.door.ts'
import { idAt, tables } from './tables.ts'

type Subject = { readonly staffId: string | null; readonly institutionId: string | null }

const requirePhoto = (contentBase64: string): Photo => {
  const photo = photoOf(Buffer.from(contentBase64, 'base64'))
  if (photo === 'too_large') throw refusals.pictureTooLarge()
  if (photo === 'too_small') throw refusals.pictureTooSmall()
  if (photo === 'not_a_picture') throw refusals.notAPicture()
  return photo
}

/** Two who change one picture at once take turns on the subject's own row. */
const lockSubject = async (ctx: Ctx, { staffId, institutionId }: Subject): Promise<void> => {
  await (staffId === null
    ? sql`select from network.institution where institution_id = ${institutionId} for no key update`
    : sql`select from network.staff where staff_id = ${staffId} for no key update`
  ).execute(ctx.tx)
}

/** The bytes of the one before are gone for good. */
const clear = async (ctx: Ctx, { staffId, institutionId }: Subject): Promise<void> => {
  const all = tables(ctx).deleteFrom('network.photo')
  await (staffId === null
    ? all.where('institution_id', '=', institutionId)
    : all.where('staff_id', '=', staffId)
  ).execute()
}

const keep = async (ctx: Ctx, subject: Subject, contentBase64: string) => {
  const photo = requirePhoto(contentBase64)
  await lockSubject(ctx, subject)
  await clear(ctx, subject)
  const photoId = idAt(ctx)
  await tables(ctx)
    .insertInto('network.photo')
    .values({
      photo_id: photoId,
      staff_id: subject.staffId,
      institution_id: subject.institutionId,
      media_type: photo.mediaType,
      width: photo.width,
      height: photo.height,
      content: Buffer.from(photo.content),
      added_at: ctx.now,
      added_by: actorLabel(ctx.actor),
    })
    .execute()
  return { photoId }
}

const managedPerson = async (ctx: Ctx, staffId: string): Promise<Subject> => {
  const { institutionId } = await requireStaffMember(ctx, staffId)
  await requireManaged(ctx, institutionId)
  audit(ctx, { subjectKind: 'staff', subjectId: staffId, institutionId })
  return { staffId, institutionId: null }
}
const managedPlace = async (ctx: Ctx, institutionId: string): Promise<Subject> => {
  await requireInstitution(ctx, institutionId)
  await requireManaged(ctx, institutionId)
  audit(ctx, { subjectKind: 'institution', subjectId: institutionId, institutionId })
  return { staffId: null, institutionId }
}

/** NET-93 @throws network.not_a_picture, network.picture_too_large, network.picture_too_small */
const setStaffPhoto = async (ctx: Ctx, input: InputOf<typeof contract.setStaffPhoto>) =>
  keep(ctx, await managedPerson(ctx, input.staffId), input.contentBase64)
const setInstitutionPhoto = async (ctx: Ctx, input: InputOf<typeof contract.setInstitutionPhoto>) =>
  keep(ctx, await managedPlace(ctx, input.institutionId), input.contentBase64)
const removeStaffPhoto = async (ctx: Ctx, input: InputOf<typeof contract.removeStaffPhoto>) => {
  await clear(ctx, await managedPerson(ctx, input.staffId))
  return {}
}
const removeInstitutionPhoto = async (ctx: Ctx, input: InputOf<typeof contract.removeInstitutionPhoto>) => {
  await clear(ctx, await managedPlace(ctx, input.institutionId))
  return {}
}

export const photoHandlers: readonly Handler[] = [
  handle(contract.setStaffPhoto, setStaffPhoto),
  handle(contract.removeStaffPhoto, removeStaffPhoto),
  handle(contract.setInstitutionPhoto, setInstitutionPhoto),
  handle(contract.removeInstitutionPhoto, removeInstitutionPhoto),
]

/** The picture of an institution, where there is one. */
export const photoOfInstitution = async (ctx: Ctx, institutionId: string): Promise<string | null> =>
  (
    await tables(ctx)
      .selectFrom('network.photo')
      .select('photo_id')
      .where('institution_id', '=', institutionId)
      .executeTakeFirst()
  )?.photo_id ?? null

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const aYear = 31_536_000

/** `/photo/:photoId`: another picture has another id, so that this one may be kept for a year. */
export const photoPage: PublicPage = {
  path: '/photo/:photoId',
  render: async (ctx, { params }) => {
    const photoId = params['photoId'] ?? ''
    const row = uuid.test(photoId)
      ? await tables(ctx)
          .selectFrom('network.photo')
          .select(['content', 'media_type'])
          .where('photo_id', '=', photoId)
          .executeTakeFirst()
      : undefined
    return row === undefined
      ? { body: '', type: 'text/plain', status: 404 }
      : { body: row.content, type: row.media_type, keepSeconds: aYear }
  },
}
