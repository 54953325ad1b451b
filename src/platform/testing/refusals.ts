import { Refusal } from '#src/platform/kernel/errors.ts'

/** What became of some work: `done`, or the code of its refusal. Any other error shows itself in full. */
export const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    error => (error instanceof Refusal ? error.code : String(error)),
  )

/** The refusal that some work must end in: work that goes through, or breaks in another way, fails the test. */
export const refusalOf = (work: Promise<unknown>): Promise<Refusal> =>
  work.then(
    () => {
      throw new Error('was not refused')
    },
    error => {
      if (error instanceof Refusal) return error
      throw error
    },
  )
