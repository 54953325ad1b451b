import { type ComponentType, createContext, useContext } from 'react'

/** Places of the platform's screens that modules fill; the staff app wires them, since the platform knows no module. */
export type StaffSlots = {
  /** the 查人 box: finds a resident by name, pinyin, identity number, phone or card */
  readonly FindPerson?: ComponentType<{ readonly onDone: () => void }> | undefined
  readonly InstitutionPicker?: ComponentType<InstitutionPickerProps> | undefined
  readonly StaffPicker?: ComponentType<StaffPickerProps> | undefined
  /** where the subject of a loop, a message or an audit row is shown: `appointment` → `/desk?…`; null without a page */
  readonly linkOfSubject: (kind: string, id: string) => string | null
}

export type InstitutionPickerProps = {
  readonly id?: string
  readonly value: string | undefined
  readonly onChange: (institutionId: string | undefined) => void
  readonly label?: string
}

export type StaffPickerProps = {
  readonly id?: string
  readonly value: string | undefined
  /** the name comes along when it is known */
  readonly onChange: (staffId: string | undefined, name?: string) => void
  readonly label?: string
}

export const StaffSlotsContext = createContext<StaffSlots>({ linkOfSubject: () => null })
export const useStaffSlots = (): StaffSlots => useContext(StaffSlotsContext)
