import { formatDate, formatMoment } from '#src/platform/web/format.ts'
import { hasText, t } from '#src/platform/web/i18n.ts'
import type { Tone } from '#src/ui/tone.ts'
import type { BookableState, Channel, OpenSession, PriorityReason, VisitStatus } from '../contract-shapes.ts'

/** Codes of this module in words. */
export const channelWord = (channel: Channel): string => t(`booking.channel.${channel}`)
export const visitWord = (status: VisitStatus): string => t(`booking.visit.${status}`)
export const priorityWord = (priority: PriorityReason): string => t(`booking.priority.${priority}`)
export const appointmentWord = (status: string): string => t(`booking.status.${status}`)

/** `主任医师`; the title's name belongs to network. */
export const titleWord = (titleCode: string | null): string => {
  const key = `network.title.${titleCode}`
  return titleCode !== null && hasText(key) ? t(key) : ''
}

type Expert = OpenSession['experts'][number]
/** Who comes: `李明 主任医师、王芳`. */
export const expertsWord = (experts: readonly Expert[]): string =>
  experts.map(expert => [expert.name, titleWord(expert.titleCode)].filter(Boolean).join(' ')).join('、')

/** What a session is called where space is short: the department, and the theme when it says more. */
export const sessionWord = (session: Pick<OpenSession, 'department' | 'title'>): string =>
  session.title === session.department || session.title === ''
    ? session.department
    : [session.department, session.title].filter(Boolean).join(' · ')

export const partWord = (part: string): string => (hasText(`booking.part.${part}`) ? t(`booking.part.${part}`) : part)
export const dayWords = (session: Pick<OpenSession, 'localDate' | 'partOfDay'>): string =>
  formatDate(session.localDate, 'day', partWord(session.partOfDay))

const tones: Readonly<Record<BookableState, Tone>> = {
  open: 'good',
  not_yet: 'info',
  full: 'neutral',
  past: 'neutral',
  stopped: 'warn',
}
export const stateTone = (state: BookableState): Tone => tones[state]

/** Whether a seat can be had now, and if not, when or why not. */
export const stateWord = (state: BookableState, free: number, opensAt: string | null): string => {
  if (state === 'open') return t('booking.state.open', { free })
  if (state === 'not_yet' && opensAt !== null) return t('booking.state.not_yet', { moment: formatMoment(opensAt) })
  return t(`booking.state.${state}`)
}

type Seats = Pick<OpenSession, 'state' | 'free' | 'left' | 'opensAt'>
/** The same with whose seats they are, where other screens count other ones: `家庭医生余 3（全部余 9）`. */
export const seatsWord = (seats: Seats, channel: Channel): string => {
  const numbers = { channel: channelWord(channel), free: seats.free, left: seats.left }
  if (seats.state === 'open' && seats.free !== seats.left) return t('booking.state.open_for', numbers)
  if (seats.state === 'full' && seats.left > 0) return t('booking.state.full_for', numbers)
  return stateWord(seats.state, seats.free, seats.opensAt)
}
