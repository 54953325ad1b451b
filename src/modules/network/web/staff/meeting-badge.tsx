import { StatusBadge } from '#src/ui/status-badge.tsx'
import { word } from '../words.ts'

const tones = { draft: 'info', confirmed: 'good', cancelled: 'neutral' } as const

/** Whether the minutes stand. */
export const MeetingBadge = ({ status }: { readonly status: keyof typeof tones }) => (
  <StatusBadge tone={tones[status]}>{word('meeting_state', status)}</StatusBadge>
)
