/** Phone numbers of residents (identifier standards): mobile, or landline with its area code. */

const mobile = /^1[3-9]\d{9}$/
const landline = /^0\d{2,3}-?\d{7,8}(-\d{1,6})?$/

/** Full-width digits, blanks, brackets and +86 go; a landline keeps no hyphen before its extension is reached. */
export const normalisePhone = (text: string): string => {
  const plain = text
    .replace(/[！-～]/g, letter => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000()]/g, '')
    .replace(/^(\+86|0086)-?/, '')
  if (mobile.test(plain.replaceAll('-', ''))) return plain.replaceAll('-', '')
  const parts = /^(0\d{2,3})-?(\d{7,8})(-\d{1,6})?$/.exec(plain)
  return parts ? `${parts[1]}${parts[2]}${parts[3] ?? ''}` : plain
}

/** REC-3: what can be written to or rung. */
export const isPhone = (phone: string): boolean => mobile.test(phone) || landline.test(phone)
export const isMobile = (phone: string): boolean => mobile.test(phone)
