import type { EquipmentState, GapState } from '../contract-asset-codes.ts'

export type Owned = { readonly kindCode: string; readonly count: number; readonly state: EquipmentState }
export type Wanted = { readonly kindCode: string; readonly minimum: number }
export type Gap<W extends Wanted> = W & { readonly working: number; readonly broken: number; readonly state: GapState }

/**
 * What an institution has against its basic list (NET-44). Idle devices work; retired ones are gone. `broken`: enough
 * would be there if what is broken were repaired · `missing`: not even then.
 */
export const gapsOf = <W extends Wanted>(wanted: readonly W[], owned: readonly Owned[]): readonly Gap<W>[] =>
  wanted.map(item => {
    const countOf = (...states: readonly EquipmentState[]) =>
      owned
        .filter(one => one.kindCode === item.kindCode && states.includes(one.state))
        .reduce((sum, one) => sum + one.count, 0)
    const [working, broken] = [countOf('in_use', 'idle'), countOf('broken')]
    const state = working >= item.minimum ? 'have' : working + broken >= item.minimum ? 'broken' : 'missing'
    return { ...item, working, broken, state }
  })
