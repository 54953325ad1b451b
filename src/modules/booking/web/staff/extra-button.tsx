import { App, Button, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { FindPerson } from '#src/modules/records/public-web.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { Skeleton } from '#src/ui/layout.tsx'
import { sessionSlots } from '../../contract.ts'
import { addExtraSeat } from '../../contract-extra.ts'

type Person = { readonly residentId: string; readonly name: string }
type Props = {
  /** For whom, where that is known already. */
  readonly person?: Person | undefined
  readonly sessionId: string
  readonly size?: 'small' | 'middle'
  readonly onDone?: (() => void) | undefined
}

const Form = ({
  sessionId,
  person: given,
  onClose,
  onDone,
}: Pick<Props, 'sessionId' | 'person' | 'onDone'> & { readonly onClose: () => void }) => {
  const { message } = App.useApp()
  const answer = useQueryEndpoint(sessionSlots, { sessionId, channel: 'public' })
  const give = useCommand(addExtraSeat)
  const [person, setPerson] = useState<Person | null>(given ?? null)
  const [chosen, setChosen] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  if (!answer.data)
    return answer.error ? <ProblemAlert problem={answer.error} /> : <Skeleton label={t('booking.loading')} />
  const slots = answer.data.slots.filter(slot => slot.state !== 'past' && slot.state !== 'stopped')
  const poolId = chosen ?? slots.at(-1)?.poolId
  const run = async () => {
    if (person === null || poolId === undefined) return
    const seat = await give.run({ poolId, residentId: person.residentId, reason })
    if (seat === null) return
    void message.success(t('booking.extra.done', { name: person.name, time: seat.startTime }))
    onClose()
    onDone?.()
  }
  if (person === null) return <FindPerson registerBack="/desk" onPick={setPerson} />
  return (
    <>
      <p>
        <b>{t('booking.extra.ask', { name: person.name })}</b>
      </p>
      <Radio.Group
        className="book-reasons"
        aria-label={t('booking.extra.which')}
        value={poolId}
        onChange={event => setChosen(String(event.target.value))}
        options={slots.map(slot => ({ value: slot.poolId, label: `${slot.startTime}–${slot.endTime}` }))}
      />
      <label className="book-field" htmlFor="extra-reason">
        {t('booking.extra.reason')}
        <Input id="extra-reason" value={reason} maxLength={200} onChange={event => setReason(event.target.value)} />
      </label>
      <ProblemAlert problem={give.problem} />
      <p className="book-line">
        <Button type="primary" disabled={reason.trim() === ''} loading={give.pending} onClick={() => void run()}>
          {t('booking.extra.yes')}
        </Button>
        <Button onClick={onClose}>{t('booking.extra.no')}</Button>
      </p>
    </>
  )
}

const useMayGive = (): boolean => {
  const mayGive = useCan('booking.extra.give')
  const mayFind = useCan('records.resident.find')
  return mayGive && mayFind
}

/** BOOK-47 Who may not give one is told who may, and where. */
export const ExtraHint = () => (useMayGive() ? null : <p className="ds-quiet">{t('booking.extra.who')}</p>)

/** 加号: a person, a time, a reason; offered only to those who may give one and may look people up. */
export const ExtraButton = ({ sessionId, person, size = 'middle', onDone }: Props) => {
  const mayGive = useMayGive()
  const [open, setOpen] = useState(false)
  if (!mayGive) return null
  return (
    <>
      <Button size={size} onClick={() => setOpen(true)}>
        {t('booking.extra.do')}
      </Button>
      <Modal open={open} destroyOnHidden title={t('booking.extra.do')} footer={null} onCancel={() => setOpen(false)}>
        {open ? <Form sessionId={sessionId} person={person} onClose={() => setOpen(false)} onDone={onDone} /> : null}
      </Modal>
    </>
  )
}
