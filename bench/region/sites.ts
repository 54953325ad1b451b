import type { Draw } from './draw.ts'
import { type SiteKind, type Size, sessionsPerDay } from './size.ts'

/** One institution of the loaded region; its number is its place: hubs, then township centres, then village rooms. */
export type Site = {
  readonly number: number
  readonly id: string
  readonly kind: SiteKind
  readonly code: string
  readonly name: string
  readonly shortName: string
  readonly consortium: number
  readonly parent: string | null
  readonly departments: readonly { readonly id: string; readonly name: string }[]
  readonly rooms: readonly string[]
  readonly staff: readonly string[]
  /** Sessions a day from today on. */
  readonly perDay: number
}

export const specialities = [
  '心血管内科',
  '呼吸内科',
  '内分泌科',
  '消化内科',
  '神经内科',
  '肾内科',
  '骨科',
  '普外科',
  '泌尿外科',
  '妇科',
  '儿科',
  '眼科',
  '耳鼻喉科',
  '皮肤科',
  '康复科',
  '中医内科',
  '针灸科',
  '肿瘤科',
  '老年医学科',
  '全科',
] as const

type Shape = {
  readonly departments: number
  readonly rooms: number
  readonly staff: number
  readonly word: string
  readonly code: string
}
export const shapes: Readonly<Record<SiteKind, Shape>> = {
  hub: { departments: 20, rooms: 12, staff: 150, word: '人民医院', code: 'H' },
  township: { departments: 5, rooms: 6, staff: 17, word: '镇卫生院', code: 'T' },
  village: { departments: 1, rooms: 1, staff: 2, word: '村卫生室', code: 'V' },
}

/** A place name of two letters for every number. */
const places = [...'东西南北上下云山河湖溪石竹松梅兰桂柳桥泉']
const placeName = (number: number): string =>
  `${places[Math.floor(number / places.length) % places.length]}${places[number % places.length]}`

const kindOf = (size: Size, number: number): SiteKind =>
  number < size.hubs ? 'hub' : number < size.hubs + size.townships ? 'township' : 'village'

/** All institutions with what belongs to them, ids only. */
export const sitesOf = (draw: Draw, size: Size): readonly Site[] => {
  let [department, room, staff] = [0, 0, 0]
  const take = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make)
  return Array.from({ length: size.hubs + size.townships + size.villages }, (_, number) => {
    const kind = kindOf(size, number)
    const shape = shapes[kind]
    const township = size.hubs + ((number - size.hubs - size.townships) % size.townships)
    return {
      number,
      id: draw.id('institution', number),
      kind,
      code: `${shape.code}${String(number).padStart(3, '0')}`,
      name: `演示${placeName(number)}${shape.word}`,
      shortName: `${placeName(number)}${shape.word}`,
      consortium:
        kind === 'village'
          ? (township - size.hubs) % size.hubs
          : kind === 'hub'
            ? number
            : (number - size.hubs) % size.hubs,
      parent: kind === 'village' ? draw.id('institution', township) : null,
      departments: take(shape.departments, () => department++).map((n, index) => ({
        id: draw.id('department', n),
        name: shape.departments === 1 ? '全科' : (specialities[index % specialities.length] as string),
      })),
      rooms: take(shape.rooms, () => draw.id('room', room++)),
      staff: take(shape.staff, () => draw.id('staff', staff++)),
      perDay: sessionsPerDay(kind, number),
    }
  })
}
