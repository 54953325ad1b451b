/** How a person is shown where names must not be read by others (PIPL and its practice, masking). */

const hanName = /^[\p{Script=Han}·]+$/u

/** 张明 → 张*, 张小明 → 张*明, 欧阳小明 → 欧**明; a name of another script keeps its first letter. */
export const maskName = (name: string): string => {
  const letters = [...name]
  if (letters.length <= 1) return name
  if (!hanName.test(name)) return `${letters[0]}***`
  if (letters.length === 2) return `${letters[0]}*`
  return `${letters[0]}${'*'.repeat(letters.length - 2)}${letters.at(-1)}`
}

/** First three and last four are kept: 110***********1234. */
export const maskIdentityNumber = (number: string): string =>
  number.length < 8
    ? '*'.repeat(number.length)
    : `${number.slice(0, 3)}${'*'.repeat(number.length - 7)}${number.slice(-4)}`

/** 138****0001 */
export const maskPhone = (phone: string): string =>
  phone.length < 8 ? '*'.repeat(phone.length) : `${phone.slice(0, 3)}${'*'.repeat(phone.length - 7)}${phone.slice(-4)}`
