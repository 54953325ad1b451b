/** One 姓名 field for everyone: 张小明, 阿依古丽·买买提, Anna Maria O'Neill. */

const dots = /[•‧・･∙⋅．]/gu
const hanLetter = /\p{Script=Han}/u
/** Letters of any script with marks, · between parts, blanks, hyphen, apostrophe and full stop (St. John). */
const allowed = /^[\p{L}\p{M}·'’. -]+$/u

/** Dots of every keyboard become ·, blanks between Chinese letters go, other blanks become one. */
export const normaliseName = (text: string): string => {
  const plain = text
    .replace(/[Ａ-Ｚａ-ｚ]/g, letter => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replace(dots, '·')
    .replace(/[\s\u3000]+/g, ' ')
    .replace(/ ?· ?/g, '·')
    .trim()
  const letters = [...plain]
  return letters
    .filter(
      (letter, index) =>
        letter !== ' ' || !(hanLetter.test(letters[index - 1] ?? '') && hanLetter.test(letters[index + 1] ?? '')),
    )
    .join('')
    .replace(/(?<=\p{Script=Han})\.(?=\p{Script=Han})/gu, '·')
}

/** REC-2: a name has letters, no digits, and neither starts nor ends with a mark. */
export const isName = (name: string): boolean =>
  allowed.test(name) && /^\p{L}/u.test(name) && /[\p{L}\p{M}.]$/u.test(name) && !/··/.test(name)
