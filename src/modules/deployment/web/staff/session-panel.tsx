import { App, Button, Input, Popconfirm, Radio } from 'antd'
import { useState } from 'react'
import { instantAt } from '#src/platform/kernel/dates.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { formatDateTime, formatMoney } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { currentTimeZone, serverNow } from '#src/platform/web/zone.ts'
import { FormField } from '#src/ui/form-field.tsx'
import { Facts, Skeleton } from '#src/ui/layout.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import type { Tone } from '#src/ui/tone.ts'
import { contract } from '../../contract.ts'
import { type CancelReason, cancelReasons, type SessionChip, type SessionStatus } from '../../contract-shapes.ts'
import { useDeploymentSlots } from '../slots.tsx'
import { dayWords, headOf, kindWord, partWord, reasonOf, roleWord, statusWord, titleWord } from '../words.ts'
import { Panel } from './panel.tsx'
import type { BoardPlaces } from './session-fields.tsx'
import { ChangeSessionForm, Refused } from './session-form.tsx'
import { boardQueries } from './use-board-acts.ts'

const toneOf: Readonly<Record<SessionStatus, Tone>> = {
  draft: 'neutral',
  published: 'primary',
  cancelled: 'warn',
  closed: 'good',
}
type Names = Readonly<Record<string, string>>
type Act = 'change' | 'cancel' | null

/** 停诊: the reason, and what it means for those who are booked. */
const CancelForm = ({ session, onDone }: { readonly session: SessionChip; readonly onDone: () => void }) => {
  const { CancelExtra } = useDeploymentSlots()
  const { message } = App.useApp()
  const command = useCommand(contract.cancelSession)
  const [reason, setReason] = useState<CancelReason>('illness')
  const [note, setNote] = useState('')
  const send = async (): Promise<void> => {
    const { sessionId, version } = session
    const answer = await command.run({
      sessionId,
      version,
      reason,
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    })
    if (answer === null) return
    void message.success(t('deployment.cancel.done'))
    onDone()
  }
  return (
    <form
      className="dep-form"
      onSubmit={event => {
        event.preventDefault()
        void send()
      }}
    >
      <ProblemAlert problem={command.problem} />
      {CancelExtra ? <CancelExtra sessionId={session.sessionId} /> : null}
      <FormField label={t('deployment.cancel.reason')}>
        {field => (
          <Radio.Group
            id={field.id}
            value={reason}
            onChange={event => setReason(event.target.value as CancelReason)}
            options={cancelReasons.map(value => ({ value, label: t(`deployment.cancel.${value}`) }))}
          />
        )}
      </FormField>
      <FormField label={t('deployment.cancel.note')} hint={t('deployment.cancel.note_hint')}>
        {field => (
          <Input.TextArea
            {...field}
            maxLength={200}
            autoSize={{ minRows: 2, maxRows: 4 }}
            value={note}
            onChange={event => setNote(event.target.value)}
          />
        )}
      </FormField>
      <Button type="primary" htmlType="submit" loading={command.pending}>
        {t('deployment.cancel.submit')}
      </Button>
    </form>
  )
}

const What = ({
  session,
  siteName,
  places,
}: {
  readonly session: SessionChip
  readonly siteName: string
  readonly places: BoardPlaces
}) => (
  <Facts
    items={[
      {
        name: t('deployment.fact.when'),
        value: `${dayWords(session.localDate, partWord(places.parts, session.partOfDay))} ${session.startsAt}–${session.endsAt}`,
      },
      { name: t('deployment.fact.where'), value: [siteName, session.roomName].filter(Boolean).join(' · ') },
      {
        name: t('deployment.fact.kind'),
        value: [kindWord(session.kind), session.speciality].filter(Boolean).join(' · '),
      },
      ...session.staff.map(person => ({
        name: roleWord(person.role),
        value: [person.name, titleWord(person.titleCode)].filter(Boolean).join(' '),
      })),
      ...(session.theme ? [{ name: t('deployment.fact.theme'), value: session.theme }] : []),
      {
        name: t('deployment.fact.seats'),
        value: t('deployment.fact.seats_value', { seats: session.capacity, minutes: session.bucketMinutes }),
      },
      ...(session.feeFen === null ? [] : [{ name: t('deployment.fact.fee'), value: formatMoney(session.feeFen) }]),
      ...(session.note ? [{ name: t('deployment.fact.note'), value: session.note }] : []),
    ]}
  />
)

/** Publishing one draft, or taking it off the board. */
const DraftActs = ({
  session,
  names,
  onClose,
}: {
  readonly session: SessionChip
  readonly names: Names
  readonly onClose: () => void
}) => {
  const mayPublish = useCan('deployment.month.publish')
  const publish = useCommand(contract.publishSession)
  const remove = useCommand(contract.removeDraftSession, { refresh: boardQueries })
  const { sessionId, version } = session
  return (
    <>
      <Refused problem={publish.problem ?? remove.problem} names={names} />
      {mayPublish ? (
        <Button loading={publish.pending} onClick={() => void publish.run({ sessionId, version })}>
          {t('deployment.act.publish_one')}
        </Button>
      ) : null}
      <Popconfirm
        title={t('deployment.remove.title', { count: 1 })}
        description={t('deployment.remove.what')}
        okText={t('deployment.remove.do')}
        cancelText={t('deployment.act.keep')}
        onConfirm={async () => {
          if ((await remove.run({ sessionId, version })) !== null) onClose()
        }}
      >
        <Button loading={remove.pending}>{t('deployment.act.remove')}</Button>
      </Popconfirm>
    </>
  )
}

type Props = {
  readonly sessionId: string
  readonly places: BoardPlaces
  readonly names: Names
  readonly onClose: () => void
}

/** One session beside the board: what it is, what troubles it, and what can be done. */
export const SessionPanel = ({ sessionId, places, names, onClose }: Props) => {
  const answer = useQueryEndpoint(contract.sessionDetail, { sessionId })
  const mayLayOut = useCan('deployment.session.lay_out')
  const mayCancel = useCan('deployment.session.cancel')
  const { SessionExtra } = useDeploymentSlots()
  const [act, setAct] = useState<Act>(null)
  const detail = answer.data
  if (!detail)
    return (
      <Panel title={t('deployment.panel.session')} onClose={onClose}>
        <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
        {answer.error ? null : <Skeleton label={t('deployment.loading')} />}
      </Panel>
    )
  const { session } = detail
  const ahead =
    session.status === 'draft' ||
    (session.status === 'published' && instantAt(session.localDate, session.endsAt, currentTimeZone()) > serverNow())
  return (
    <Panel title={headOf(session)} onClose={onClose}>
      <div>
        <StatusBadge tone={toneOf[session.status]}>{statusWord(session.status)}</StatusBadge>{' '}
        {detail.publishedAt ? (
          <span className="ds-quiet">
            {t('deployment.fact.published_at', { time: formatDateTime(detail.publishedAt, 'day') })}
          </span>
        ) : null}
      </div>
      {detail.cancelReason ? (
        <Notice tone="warn">
          <p>
            {t('deployment.fact.cancelled', {
              reason: t(`deployment.cancel.${detail.cancelReason}`),
              note: detail.cancelNote ?? '',
            })}
          </p>
        </Notice>
      ) : null}
      {detail.problems.length > 0 ? (
        <Notice tone={detail.problems.some(found => found.level === 'stop') ? 'critical' : 'warn'}>
          <ul>
            {detail.problems.map(found => (
              <li key={`${found.code} ${found.staffId} ${found.otherSessionId}`}>
                {reasonOf(found, { ...names, ...detail.names })}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <What session={session} siteName={detail.institutionName} places={places} />
      {SessionExtra && session.status !== 'draft' ? <SessionExtra sessionId={sessionId} /> : null}
      {ahead && mayLayOut ? (
        <div className="dep-acts" role="toolbar" aria-label={t('deployment.act.group')}>
          <Button aria-expanded={act === 'change'} onClick={() => setAct(act === 'change' ? null : 'change')}>
            {t('deployment.act.change')}
          </Button>
          {session.status === 'draft' ? <DraftActs session={session} names={names} onClose={onClose} /> : null}
          {session.status === 'published' && mayCancel ? (
            <Button aria-expanded={act === 'cancel'} onClick={() => setAct(act === 'cancel' ? null : 'cancel')}>
              {t('deployment.act.cancel')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {act === 'change' ? (
        <ChangeSessionForm
          key={session.version}
          session={session}
          places={places}
          names={names}
          onDone={() => setAct(null)}
        />
      ) : null}
      {act === 'cancel' ? <CancelForm session={session} onDone={() => setAct(null)} /> : null}
    </Panel>
  )
}
