import { checkDigit, personColumns } from '#src/modules/records/testing/person-rows.ts'
import { addDays } from '#src/platform/kernel/dates.ts'
import type { Keys } from '#src/platform/server/crypto.ts'
import { type Days, regionId } from './calendar.ts'
import { type Copy, openCopy } from './copy.ts'
import type { Draw } from './draw.ts'
import { nameOf } from './names.ts'
import type { Site } from './sites.ts'
import type { Size } from './size.ts'

/** What a search may type about a resident; the rest is derived from it. */
export type Person = {
  readonly name: string
  readonly birthDate: string
  readonly identityNumber: string
  readonly phone: string
}

const birthDays = 32_850
const birthDates: string[] = []
const birthDateOf = (day: number): string => {
  birthDates[day] ??= addDays('1933-01-01', day)
  return birthDates[day] as string
}

/** Numbers of area 990101, which is no place. Days and sequences are permuted, so that no two people share a number. */
export const personOf = (draw: Draw, number: number): Person => {
  const [day, round] = [(number * 7919) % birthDays, Math.floor(number / birthDays)]
  const sequence = (round * 37 + day * 611) % 1000
  const birthDate = birthDateOf(day)
  const body = `990101${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
  return {
    name: nameOf(draw, 'resident', number),
    birthDate,
    identityNumber: body + checkDigit(body),
    phone: `199${String((number * 32_452_843) % 100_000_000).padStart(8, '0')}`,
  }
}

/** The centre or village room a resident has a contract with, or would. */
export const homeOf = (sites: readonly Site[], size: Size, number: number): Site =>
  sites[size.hubs + (number % (sites.length - size.hubs))] as Site

const columns = {
  'records.resident':
    'region_id, resident_id, name, sex, birth_date, identity_type, identity_cipher, masked_number, identity_status, phone_cipher, masked_phone, address_cipher, insurance_type, insured_place, residence_kind, phone_to_confirm, author_institution_id, author_account, demo, created_at, updated_at, version',
  'records.resident_index':
    'region_id, resident_id, name, masked_name, pinyin, initials, birth_date, sex, masked_number, masked_phone, identity_index, identity_tail_index, phone_index, phone_tail_index, demo',
  'records.directory_person': 'identity_index, person_id',
  'records.directory_person_resident': 'person_id, region_id, resident_id',
  'records.relationship':
    'region_id, relationship_id, resident_id, institution_id, act, scope, proof, source, staff_id, resident_name, resident_pinyin, resident_initials, valid_from, valid_until, granted_by, created_at',
} as const

type Table = keyof typeof columns
export type Loading = {
  readonly adminUrl: string
  readonly keys: Keys
  readonly draw: Draw
  readonly size: Size
  readonly sites: readonly Site[]
  readonly days: Days
}

const addOne = async (to: Record<Table, Copy>, loading: Loading, number: number): Promise<void> => {
  const { keys, draw, size, sites, days } = loading
  const person = personOf(draw, number)
  const [id, personId] = [draw.id('resident', number), draw.id('person', number)]
  const sex = Number(person.identityNumber[16]) % 2 === 1 ? 'male' : 'female'
  const home = homeOf(sites, size, number)
  const made = days.at(-700 + (number % 650), 600)
  const row = await personColumns(
    keys,
    {
      name: person.name,
      identityType: 'id_card',
      identityNumber: person.identityNumber,
      sex,
      birthDate: person.birthDate,
      phone: person.phone,
      address: `演示路 ${number % 900} 号`,
      insuranceType: number % 3 === 0 ? 'employee' : 'residents',
      insuredPlace: String(regionId),
      residenceKind: 'registered',
      householdPlace: null,
    },
    'card',
  )
  to['records.resident'].add([
    regionId,
    id,
    row.name,
    sex,
    row.birthDate,
    'id_card',
    row.identityCipher,
    row.maskedNumber,
    'card',
    row.phoneCipher,
    row.maskedPhone,
    row.addressCipher,
    row.insuranceType,
    row.insuredPlace,
    'registered',
    false,
    home.id,
    'bench',
    false,
    made,
    made,
    1,
  ])
  to['records.resident_index'].add([
    regionId,
    id,
    row.name,
    row.maskedName,
    row.pinyin,
    row.initials,
    row.birthDate,
    sex,
    row.maskedNumber,
    row.maskedPhone,
    row.identityIndex,
    row.identityTailIndex,
    row.phoneIndex,
    row.phoneTailIndex,
    false,
  ])
  to['records.directory_person'].add([row.identityIndex, personId])
  to['records.directory_person_resident'].add([personId, regionId, id])
  if (number >= size.contracts) return
  const doctor = home.staff[number % home.staff.length] as string
  to['records.relationship'].add([
    regionId,
    draw.id('relationship', number),
    id,
    home.id,
    'contract',
    'record',
    `contract B${number}`,
    `contract:B${number}`,
    doctor,
    row.name,
    row.pinyin,
    row.initials,
    made,
    days.at(30 + (number % 330), 0),
    'bench',
    made,
  ])
}

/** Residents with all that finds them, the directory and their contracts: one pass, a connection for each table. */
export const loadResidents = async (loading: Loading, progress: (done: number) => void): Promise<void> => {
  const tables = Object.keys(columns) as Table[]
  const copies = await Promise.all(tables.map(table => openCopy(loading.adminUrl, table, columns[table])))
  const to = Object.fromEntries(tables.map((table, index) => [table, copies[index]])) as Record<Table, Copy>
  for (let number = 0; number < loading.size.residents; number += 1) {
    await addOne(to, loading, number)
    if (number % 1000 === 999) for (const copy of copies) await copy.keepUp()
    if (number % 100_000 === 99_999) progress(number + 1)
  }
  await Promise.all(copies.map(copy => copy.end()))
}
