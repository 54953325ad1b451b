import { regionId } from './calendar.ts'
import type { Cell } from './copy.ts'
import type { Draw } from './draw.ts'
import { nameOf } from './names.ts'
import type { Site } from './sites.ts'

/** Rows of one table, made when they are asked for. */
export type Rows = {
  readonly table: string
  readonly columns: string
  readonly rows: () => Iterable<readonly Cell[]>
}

/** Spelling of names as the product writes it; its dictionary is loaded once. */
export type Spell = (name: string) => { readonly pinyin: string; readonly initials: string }

const since = '2020-01-01'
const levels = { hub: ['A1', '3', 'a'], township: ['C1', '1', 'none'], village: ['D6', '0', 'none'] } as const

const institutions = (sites: readonly Site[], spell: Spell, now: Date): Rows => ({
  table: 'network.institution',
  columns:
    'institution_id, region_id, code, name, short_name, pinyin, initials, kind, level, grade, parent_institution_id, address, phone, demo, version, created_at',
  *rows() {
    for (const site of sites) {
      const { pinyin, initials } = spell(site.shortName)
      const [kind, level, grade] = levels[site.kind]
      yield [
        site.id,
        regionId,
        site.code,
        site.name,
        site.shortName,
        pinyin,
        initials,
        kind,
        level,
        grade,
        site.parent,
        `演示路 ${site.number} 号`,
        '0575-00000000',
        true,
        1,
        now,
      ]
    }
  },
})

const consortia = (draw: Draw, sites: readonly Site[], now: Date): Rows => ({
  table: 'network.consortium',
  columns: 'consortium_id, region_id, code, name, kind, started_on, demo, version, created_at',
  *rows() {
    for (const site of sites.filter(one => one.kind === 'hub'))
      yield [
        draw.id('consortium', site.number),
        regionId,
        `C${site.number}`,
        `${site.name}医共体`,
        'county_community',
        since,
        true,
        1,
        now,
      ]
  },
})

const roleIn = { hub: 'head', township: 'township', village: 'village_room' } as const

const memberships = (draw: Draw, sites: readonly Site[], now: Date): Rows => ({
  table: 'network.membership',
  columns: 'membership_id, consortium_id, institution_id, role, valid_from, created_at',
  *rows() {
    for (const site of sites)
      yield [
        draw.id('membership', site.number),
        draw.id('consortium', site.consortium),
        site.id,
        roleIn[site.kind],
        since,
        now,
      ]
  },
})

const departments = (sites: readonly Site[], spell: Spell, now: Date): Rows => ({
  table: 'network.department',
  columns: 'department_id, institution_id, code, name, pinyin, initials, created_at',
  *rows() {
    for (const site of sites)
      for (const [index, { id, name }] of site.departments.entries()) {
        const { pinyin, initials } = spell(name)
        yield [id, site.id, `D${index}`, name, pinyin, initials, now]
      }
  },
})

const rooms = (sites: readonly Site[], now: Date): Rows => ({
  table: 'network.room',
  columns: 'room_id, institution_id, code, name, created_at',
  *rows() {
    for (const site of sites)
      for (const [index, id] of site.rooms.entries()) yield [id, site.id, `R${index}`, `${index + 1} 诊室`, now]
  },
})

const staff = (draw: Draw, sites: readonly Site[], spell: Spell, now: Date): Rows => ({
  table: 'network.staff',
  columns:
    'staff_id, code, name, pinyin, initials, sex, profession, institution_id, department_id, specialities, joined_on, demo, version, created_at',
  *rows() {
    let number = 0
    for (const site of sites)
      for (const [index, id] of site.staff.entries()) {
        const name = nameOf(draw, 'staff', number)
        const { pinyin, initials } = spell(name)
        const department = site.departments[index % site.departments.length]
        const profession = site.kind === 'village' ? 'village_doctor' : 'doctor'
        yield [
          id,
          `S${number}`,
          name,
          pinyin,
          initials,
          '0',
          profession,
          site.id,
          department?.id ?? null,
          [department?.name ?? '全科'],
          since,
          true,
          1,
          now,
        ]
        number += 1
      }
  },
})

const titles = (draw: Draw, sites: readonly Site[], now: Date): Rows => ({
  table: 'network.staff_title',
  columns: 'staff_title_id, staff_id, title_code, valid_from, created_at',
  *rows() {
    let number = 0
    for (const site of sites)
      for (const id of site.staff) {
        yield [draw.id('title', number), id, `23${1 + (number % 4)}`, since, now]
        number += 1
      }
  },
})

/** Who belongs to what: consortia, institutions, departments, rooms, people with their titles. */
export const networkRows = (draw: Draw, sites: readonly Site[], spell: Spell, now: Date): readonly Rows[] => [
  institutions(sites, spell, now),
  consortia(draw, sites, now),
  memberships(draw, sites, now),
  departments(sites, spell, now),
  rooms(sites, now),
  staff(draw, sites, spell, now),
  titles(draw, sites, now),
]
