import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { createLog } from './logging.ts'

const logged = (error: Error): string => {
  let text = ''
  const log = createLog('error', {
    write: (line: string) => {
      text += line
    },
  })
  log.error({ err: error }, 'unexpected failure')
  return text
}

describe('what the log says of a failure', () => {
  it('PLAT-66 tells where it happened and never the value that the message or the first line of the stack holds', () => {
    let unreadable: unknown
    try {
      JSON.parse('王秀英 510100195001011234')
    } catch (error) {
      unreadable = error
    }
    const text = logged(unreadable as Error)
    expect(text).toContain('SyntaxError')
    expect(text).toContain('logging.test.ts')
    expect(text).not.toContain('王秀英')
    expect(text).not.toContain('5101001950')
  })

  it('PLAT-66 a message of several lines leaves none of them in the stack', () => {
    const error = new RangeError('no such date:\n1950-13-01 of 王秀英')
    expect(logged(error)).not.toContain('王秀英')
  })

  it('PLAT-66 of a database error the state and the constraint stay, the row it quotes does not', () => {
    const error = new pg.DatabaseError('duplicate key value (phone)=(13800000009)', 1, 'error')
    error.code = '23505'
    error.constraint = 'one_phone'
    const text = logged(error)
    expect(text).toContain('23505')
    expect(text).toContain('one_phone')
    expect(text).not.toContain('13800000009')
  })

  it('PLAT-66 what our own code promises is said', () => {
    expect(logged(new Error('invariant: an SMS needs a phone'))).toContain('an SMS needs a phone')
  })
})
