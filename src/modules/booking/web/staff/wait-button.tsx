import { App, Button, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { type AgentRelation, agentRelations, type OpenSession } from '../../contract-shapes.ts'
import { joinWaiting, type WaitingScope, waitingReasons, waitingScopes } from '../../contract-waiting.ts'
import { dayWords, expertsWord, sessionWord } from '../words.ts'

type Props = {
  readonly session: OpenSession
  readonly residentId: string
  readonly relation: AgentRelation
  readonly size?: 'small' | 'middle'
  readonly onDone?: (() => void) | undefined
}

const reasons = ['none', ...waitingReasons] as const

/** 候补 for somebody at the desk or on the telephone, when the session is full. */
export const WaitButton = ({ session, residentId, relation, size = 'middle', onDone }: Props) => {
  const { message } = App.useApp()
  const join = useCommand(joinWaiting)
  const [open, setOpen] = useState(false)
  const [scope, setScope] = useState<WaitingScope>('session')
  const [reason, setReason] = useState<(typeof reasons)[number]>('none')
  const [agent, setAgent] = useState<AgentRelation>(relation)
  const run = async () => {
    const joined = await join.run({
      residentId,
      sessionId: session.sessionId,
      scope,
      agent: { relation: agent },
      ...(reason === 'none' ? {} : { reason }),
    })
    if (joined === null) return
    setOpen(false)
    void message.success(t('booking.waiting.joined', { count: joined.places.length }))
    onDone?.()
  }
  const close = () => {
    join.reset()
    setOpen(false)
  }
  return (
    <>
      <Button size={size} onClick={() => setOpen(true)}>
        {t('booking.waiting.do')}
      </Button>
      <Modal
        open={open}
        destroyOnHidden
        title={t('booking.waiting.ask')}
        okText={t('booking.waiting.do')}
        cancelText={t('booking.waiting.not_now')}
        okButtonProps={{ autoFocus: true, loading: join.pending }}
        onOk={() => void run()}
        onCancel={close}
      >
        <p>
          <b>{sessionWord(session)}</b> {expertsWord(session.experts)} · {dayWords(session)} · {session.institutionName}
        </p>
        <p className="ds-quiet">{t('booking.waiting.how')}</p>
        <Radio.Group
          className="book-reasons"
          aria-label={t('booking.waiting.scope')}
          value={scope}
          onChange={event => setScope(event.target.value as WaitingScope)}
          options={waitingScopes
            .filter(value => value !== 'expert' || session.experts.length > 0)
            .map(value => ({ value, label: t(`booking.waiting.scope.${value}`) }))}
        />
        <label className="book-field" htmlFor="waiting-reason">
          {t('booking.waiting.reason')}
          <Select
            id="waiting-reason"
            value={reason}
            onChange={setReason}
            options={reasons.map(value => ({ value, label: t(`booking.waiting.reason.${value}`) }))}
          />
        </label>
        <label className="book-field" htmlFor="waiting-agent">
          {t('booking.agent')}
          <Select
            id="waiting-agent"
            value={agent}
            onChange={setAgent}
            options={agentRelations.map(value => ({ value, label: t(`booking.agent.${value}`) }))}
          />
        </label>
        <ProblemAlert problem={join.problem} />
      </Modal>
    </>
  )
}
