import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type * as contract from '../contract.ts'
import { unknownInstitution } from '../errors.ts'
import { partsOfDay } from './calendar.door.ts'
import { institutionById, memberships, selectInstitutions, toInstitution } from './institution.repository.ts'
import { photoOfInstitution } from './photos.ts'
import { departmentsOf, roomsOf } from './place.door.ts'
import { mayManage } from './reach.ts'
import { tables } from './tables.ts'

/** One institution and what belongs to it, with its history of memberships. */
export const institutionDetail = async (
  ctx: Ctx,
  { institutionId }: InputOf<typeof contract.institutionDetail>,
): Promise<OutputOf<typeof contract.institutionDetail>> => {
  const institution = await institutionById(ctx, institutionId)
  if (!institution) throw unknownInstitution(institutionId)
  const parent = institution.parentInstitutionId
    ? await institutionById(ctx, institution.parentInstitutionId)
    : undefined
  const branches = await selectInstitutions(ctx)
    .where('i.parent_institution_id', '=', institutionId)
    .orderBy('i.pinyin')
    .execute()
  const { staffCount } = await tables(ctx)
    .selectFrom('network.staff')
    .select(eb => eb.fn.countAll<number>().as('staffCount'))
    .where('institution_id', '=', institutionId)
    .where('left_on', 'is', null)
    .executeTakeFirstOrThrow()
  return {
    institution,
    photoId: await photoOfInstitution(ctx, institutionId),
    parentName: parent?.shortName ?? null,
    memberships: [...(await memberships(ctx, { institutionId, history: true }))],
    departments: [...(await departmentsOf(ctx, institutionId))],
    rooms: [...(await roomsOf(ctx, institutionId))],
    branches: branches.map(toInstitution),
    staffCount: Number(staffCount),
    partsOfDay: [...(await partsOfDay(ctx, institutionId))],
    mayManage: await mayManage(ctx, 'network.institution.manage', institutionId),
  }
}
