import type { myLoops } from '#src/platform/contract/loops.ts'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { hasText, t } from '../i18n.ts'
import { roleName } from '../role-name.ts'

export type LoopRow = OutputOf<typeof myLoops>['loops'][number]

/** `booking.call_list` is named by the key `booking.loop.call_list`. */
export const kindName = (kind: string): string => {
  const [module = '', ...rest] = kind.split('.')
  const key = `${module}.loop.${rest.join('.')}`
  return hasText(key) ? t(key) : kind
}

const plain = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number'

/** The reason is a text key of the kind's module with its details in it, or a sentence someone typed. */
export const reasonOf = (loop: LoopRow): string => {
  const parameters = Object.fromEntries(
    Object.entries(loop.details).filter((entry): entry is [string, string | number] => plain(entry[1])),
  )
  const module = loop.kind.split('.')[0]
  for (const key of [loop.reason, `${module}.${loop.reason}`, `${module}.loop.${loop.reason}`])
    if (/^[\w.]+$/.test(key) && hasText(key)) return t(key, parameters)
  return loop.reason
}

/** Who has it: me, a colleague, or everyone with a role. */
export const ownerOf = (loop: LoopRow, accountId: string): string => {
  if (loop.ownerAccountId === accountId) return t('platform.shell.loop.mine')
  if (loop.ownerName) return loop.ownerName
  return loop.ownerRole ? t('platform.shell.loop.role', { role: roleName(loop.ownerRole) }) : '–'
}
