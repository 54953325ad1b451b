import type pg from 'pg'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { newUuid } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { type TestApp, testRegion } from '#src/platform/testing/app.ts'
import type { registerResident } from '../contract.ts'
import { checkDigitOf } from '../domain/identity.ts'
import { type Granted, grantRelationship } from '../server/grant-relationship.ts'

/** A valid number of area 990101, which is no place: fictional people only. */
export const numberOf = (birthDate: string, sequence: number, area = '990101'): string => {
  const body = `${area}${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
  return body + checkDigitOf(body)
}

/** What a desk types about a fictional person. */
export const personInput = (
  sequence: number,
  more: Partial<InputOf<typeof registerResident>> & { readonly birthDate?: string } = {},
): InputOf<typeof registerResident> => ({
  name: '张小明',
  identityType: 'id_card',
  identityNumber: numberOf(more.birthDate ?? '1956-03-08', sequence),
  phone: `1380000${String(sequence).padStart(4, '0')}`,
  address: '演示路 1 号',
  insuranceType: 'employee',
  insuredPlace: '310100',
  residenceKind: 'usual',
  ...more,
})

export const addTestInstitution = async (db: pg.Pool, name: string): Promise<string> => {
  const id = newUuid()
  await db.query(
    `insert into network.institution (institution_id, region_id, code, name, short_name, pinyin, initials, kind, level, grade, address, demo, version, created_at)
     values ($1, $2, $3, $4, $4, 'yanshi', 'ys', 'B1', '1', 'none', '演示路1号', true, 1, now())`,
    [id, testRegion, id.slice(-12), name],
  )
  return id
}

/** Text of the newest message of a template, with what was to be written into it. */
export const newestCode = async ({ admin, app }: TestApp, template: string): Promise<string> => {
  const { rows } = await admin.query<{ parameters_cipher: Buffer }>(
    'select parameters_cipher from platform.notification where template = $1 order by created_at desc, notification_id desc limit 1',
    [template],
  )
  const { decryptText } = await import('#src/platform/server/crypto.ts')
  const parameters = JSON.parse(
    decryptText(app.keys, (rows[0] as { parameters_cipher: Buffer }).parameters_cipher),
  ) as { code: string }
  return parameters.code
}

/** A family-doctor contract, until the module that signs them exists: a year from now. */
export const grantContract = (
  ctx: Ctx,
  input: {
    readonly residentId: string
    readonly institutionId: string
    readonly staffId?: string | null
    readonly teamId?: string | null
    readonly number: string
    readonly until?: Date
  },
): Promise<Granted> =>
  grantRelationship(ctx, {
    residentId: input.residentId,
    institutionId: input.institutionId,
    act: 'contract',
    proof: `contract ${input.number}`,
    source: `contract:${input.number}`,
    staffId: input.staffId,
    teamId: input.teamId,
    until: input.until ?? new Date(ctx.now.getTime() + 365 * 86_400_000),
  })
