/** 诊疗科目名录: 50 中医科, 51 民族医学科, 52 中西医结合科 (卫医发〔1994〕27号). */
const codes = /^5[012](\.|$)/
const words = /中医|国医|针灸|推拿|中西医/

/** BOOK-96 Whether a session is Chinese medicine: by the department's code, or by what it is called where no code says so. */
export const isChineseMedicine = (session: {
  readonly speciality: string | null
  readonly department: { readonly name: string; readonly standardCode: string | null } | null
}): boolean =>
  words.test(session.speciality ?? '') ||
  (session.department !== null &&
    (codes.test(session.department.standardCode ?? '') || words.test(session.department.name)))
