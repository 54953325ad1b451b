/** An obstacle the operator can remove: shown as its sentence alone, without a stack. */
export class Problem extends Error {
  name = 'Problem'
}
