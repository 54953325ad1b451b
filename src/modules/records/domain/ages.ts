import { ageOn, type LocalDate } from '#src/platform/kernel/dates.ts'

/** Ages at which who may act changes (民法典 17–20; PIPL 31: under 14 the guardian consents). */
export const guardianUntilAge = 14
export const adultAge = 18

/** The day on which somebody reaches an age; who was born on 29 February does so on 1 March of a common year. */
export const birthdayAt = (birthDate: LocalDate, age: number): LocalDate => {
  const year = Number(birthDate.slice(0, 4)) + age
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const rest = birthDate.slice(4) === '-02-29' && !leap ? '-03-01' : birthDate.slice(4)
  return `${String(year).padStart(4, '0')}${rest}`
}

export const needsGuardian = (birthDate: LocalDate, on: LocalDate): boolean => ageOn(birthDate, on) < guardianUntilAge
export const isAdult = (birthDate: LocalDate, on: LocalDate): boolean => ageOn(birthDate, on) >= adultAge
