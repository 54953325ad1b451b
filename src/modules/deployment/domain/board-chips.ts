import { type BoardChip, type SessionChip, seldomOnChip } from '../contract-shapes.ts'

/** A month as it is sent: what many chips share is said once, what a chip does not have is not said. */
export type SentBoard = {
  readonly sessions: readonly BoardChip[]
  readonly people: readonly { readonly staffId: string; readonly name: string; readonly titleCode: string | null }[]
  readonly rooms: readonly { readonly roomId: string; readonly name: string }[]
}

const nothingSeldom = Object.fromEntries(seldomOnChip.map(key => [key, null]))

/** DEP-17 Chips without what they do not have; people and rooms of all of them once. */
export const sentBoard = (chips: readonly SessionChip[]): SentBoard => {
  const people = new Map<string, SentBoard['people'][number]>()
  const rooms = new Map<string, SentBoard['rooms'][number]>()
  const sessions = chips.map(({ roomName, staff, ...chip }) => {
    if (chip.roomId !== null) rooms.set(chip.roomId, { roomId: chip.roomId, name: roomName ?? '' })
    for (const { staffId, name, titleCode } of staff) people.set(staffId, { staffId, name, titleCode })
    const said = Object.fromEntries(
      Object.entries(chip).filter(([key, value]) => value !== null || !(key in nothingSeldom)),
    )
    return { ...said, staff: staff.map(({ staffId, role }) => ({ staffId, role })) } as BoardChip
  })
  return { sessions, people: [...people.values()], rooms: [...rooms.values()] }
}

/** The chips put together again. */
export const chipsOfBoard = ({ sessions, people, rooms }: SentBoard): SessionChip[] => {
  const personOf = new Map(people.map(person => [person.staffId, person]))
  const roomOf = new Map(rooms.map(room => [room.roomId, room.name]))
  return sessions.map(
    ({ staff, ...chip }) =>
      ({
        ...nothingSeldom,
        ...chip,
        roomName: chip.roomId ? (roomOf.get(chip.roomId) ?? null) : null,
        staff: staff.map(({ staffId, role }) => ({
          staffId,
          role,
          name: personOf.get(staffId)?.name ?? '',
          titleCode: personOf.get(staffId)?.titleCode ?? null,
        })),
      }) as SessionChip,
  )
}
