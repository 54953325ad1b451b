import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useCan } from '#src/platform/web/session.tsx'
import { changeExtraLimit } from '../../contract-extra.ts'
import { ReasonLine } from './reason-line.tsx'

type Props = {
  readonly sessionId: string
  readonly limit: number
  readonly isOwn: boolean
  readonly onDone: () => void
}

/** BOOK-99 本场加号上限: another number than the site's for this session, with a reason, and back again. */
export const ExtraLimit = ({ sessionId, limit, isOwn, onDone }: Props) => {
  const mayChange = useCan('booking.slots.change')
  const change = useCommand(changeExtraLimit)
  const [wanted, setWanted] = useState<number | null>(null)
  const [reason, setReason] = useState('')
  if (!mayChange) return null
  if (wanted === null)
    return (
      <Button size="small" onClick={() => setWanted(limit)}>
        {t('booking.extra.limit_change')}
      </Button>
    )
  const leave = () => {
    setWanted(null)
    setReason('')
  }
  const save = async (next: number | null) => {
    if ((await change.run({ sessionId, limit: next, reason })) === null) return
    leave()
    onDone()
  }
  return (
    <>
      <label className="book-line" htmlFor="extra-limit">
        {t('booking.extra.limit_own')}
        <InputNumber
          id="extra-limit"
          min={0}
          max={50}
          precision={0}
          value={wanted}
          onChange={next => setWanted(next ?? 0)}
        />
      </label>
      <ProblemAlert problem={change.problem} />
      <ReasonLine
        reason={reason}
        onReason={setReason}
        submit={t('booking.extra.limit_save', { limit: wanted })}
        pending={change.pending}
        onSave={() => void save(wanted)}
        onLeave={leave}
      />
      {isOwn ? (
        <Button size="small" disabled={reason.trim() === ''} onClick={() => void save(null)}>
          {t('booking.extra.limit_back')}
        </Button>
      ) : null}
    </>
  )
}
