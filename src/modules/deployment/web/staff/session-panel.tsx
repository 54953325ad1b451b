import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { instantAt } from '#src/platform/kernel/dates.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { formatDateTime, formatMoney, today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { currentTimeZone, serverNow } from '#src/platform/web/zone.ts'
import { Facts, Skeleton } from '#src/ui/layout.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import type { Tone } from '#src/ui/tone.ts'
import { contract } from '../../contract.ts'
import type { SessionChip, SessionStatus } from '../../contract-shapes.ts'
import { useDeploymentSlots } from '../slots.tsx'
import { dayWords, headOf, kindWord, partWord, reasonOf, roleWord, statusWord, titleWord } from '../words.ts'
import { LateForm } from './late-form.tsx'
import { NameForm } from './name-form.tsx'
import { Panel } from './panel.tsx'
import type { BoardPlaces } from './session-fields.tsx'
import { ChangeSessionForm, Refused } from './session-form.tsx'
import { StopForm } from './stop-form.tsx'
import { boardQueries } from './use-board-acts.ts'

const toneOf: Readonly<Record<SessionStatus, Tone>> = {
  draft: 'neutral',
  published: 'primary',
  cancelled: 'warn',
  closed: 'good',
}
type Names = Readonly<Record<string, string>>
type Act = 'change' | 'cancel' | 'late' | 'name' | null

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
      ...(session.awaited !== null && session.namesPersonBy
        ? [{ name: t('deployment.fact.named_by'), value: formatDateTime(session.namesPersonBy) }]
        : []),
      ...(session.placeText ? [{ name: t('deployment.form.placeText'), value: session.placeText }] : []),
      ...(session.takingPart ? [{ name: t('deployment.form.takingPart'), value: session.takingPart }] : []),
      ...(session.filingNumber ? [{ name: t('deployment.form.filingNumber'), value: session.filingNumber }] : []),
      ...(session.contactName || session.contactPhone
        ? [
            {
              name: t('deployment.form.contactName'),
              value: [session.contactName, session.contactPhone].filter(Boolean).join(' '),
            },
          ]
        : []),
      ...(session.carPlate ? [{ name: t('deployment.form.carPlate'), value: session.carPlate }] : []),
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
  const mayName = useCan('deployment.person.name')
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
        {session.awaited === null ? null : (
          <StatusBadge tone="warn">{t('deployment.fact.awaited', { who: session.awaited })}</StatusBadge>
        )}{' '}
        {session.lateMinutes === null ? null : (
          <StatusBadge tone="warn">{t('deployment.fact.late', { minutes: session.lateMinutes })}</StatusBadge>
        )}{' '}
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
      {SessionExtra && session.status !== 'draft' ? (
        <SessionExtra sessionId={sessionId} stopped={session.status === 'cancelled'} />
      ) : null}
      {ahead && (mayLayOut || mayName || mayCancel) ? (
        <div className="dep-acts" role="toolbar" aria-label={t('deployment.act.group')}>
          {session.awaited !== null && mayName ? (
            <Button
              type="primary"
              aria-expanded={act === 'name'}
              onClick={() => setAct(act === 'name' ? null : 'name')}
            >
              {t('deployment.act.name')}
            </Button>
          ) : null}
          {mayLayOut ? (
            <Button aria-expanded={act === 'change'} onClick={() => setAct(act === 'change' ? null : 'change')}>
              {t('deployment.act.change')}
            </Button>
          ) : null}
          {session.status === 'published' && mayCancel && session.localDate === today() ? (
            <Button aria-expanded={act === 'late'} onClick={() => setAct(act === 'late' ? null : 'late')}>
              {t('deployment.act.late')}
            </Button>
          ) : null}
          {mayLayOut && session.status === 'draft' ? (
            <DraftActs session={session} names={names} onClose={onClose} />
          ) : null}
          {session.status === 'published' && mayCancel ? (
            <Button aria-expanded={act === 'cancel'} onClick={() => setAct(act === 'cancel' ? null : 'cancel')}>
              {t('deployment.act.stop')}
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
      {act === 'cancel' ? (
        <StopForm session={session} places={places} names={names} onDone={() => setAct(null)} />
      ) : null}
      {act === 'late' ? <LateForm sessionId={sessionId} minutes={session.lateMinutes} /> : null}
      {act === 'name' ? <NameForm session={session} names={names} onDone={() => setAct(null)} /> : null}
    </Panel>
  )
}
