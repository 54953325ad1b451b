import { Button } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { formatDate, formatMoment } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { roleName } from '#src/platform/web/role-name.ts'
import { Facts, Skeleton } from '#src/ui/layout.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { confirmMinutes, meetingDetail } from '../../contract-meetings.ts'
import { presences } from '../../contract-tie-codes.ts'
import { word } from '../words.ts'
import { MeetingBadge } from './meeting-badge.tsx'
import { ActionForm, AddendumForm, CancelForm, CloseAction } from './meeting-forms.tsx'
import { MinutesForm } from './minutes-form.tsx'
import { Panel, Section } from './panel.tsx'

export type MeetingDetail = OutputOf<typeof meetingDetail>
type ActionItem = MeetingDetail['actionItems'][number]

const actionTone = { open: 'info', overdue: 'critical', closed: 'good' } as const

const ActionRow = ({ action }: { readonly action: ActionItem }) => {
  const [closing, setClosing] = useState(false)
  const holder = action.heldBy ?? (action.heldByRole ? roleName(action.heldByRole) : '–')
  return (
    <li>
      <div className="net-activity">
        <StatusBadge tone={actionTone[action.state]}>{word('action_state', action.state)}</StatusBadge>{' '}
        <b>{action.what}</b>
        <div className="ds-quiet">{action.reason}</div>
        <div>
          {action.institutionName} {action.ownerName ?? ''}
          <span className="ds-quiet"> · {t('network.meeting.due_on', { date: formatDate(action.dueOn, 'day') })}</span>
        </div>
        {action.state === 'closed' ? (
          <div className="ds-quiet">
            {word('action_outcome', action.outcome)} {action.note ?? ''}{' '}
            {action.closedAt ? formatMoment(action.closedAt) : ''}
          </div>
        ) : (
          <div className="ds-quiet">
            {t('network.meeting.held_by', { name: holder })}
            {action.level > 0 ? ` · ${t('network.meeting.climbed', { count: action.level })}` : ''}
          </div>
        )}
      </div>
      {action.mayClose && !closing ? (
        <Button
          size="small"
          aria-label={`${t('network.meeting.close_action')} ${action.what}`}
          onClick={() => setClosing(true)}
        >
          {t('network.meeting.close_action')}
        </Button>
      ) : null}
      {closing ? <CloseAction actionId={action.actionId} onDone={() => setClosing(false)} /> : null}
    </li>
  )
}

const People = ({ meeting }: { readonly meeting: MeetingDetail }) => (
  <Section title={t('network.meeting.people')} count={meeting.people.length} empty={t('network.meeting.nobody')}>
    <Facts
      items={presences.flatMap(presence => {
        const people = meeting.people.filter(person => person.presence === presence)
        return people.length === 0
          ? []
          : [
              {
                name: `${word('presence', presence)} ${people.length}`,
                value: people.map(person => `${person.name}（${person.organisation}）`).join('、'),
              },
            ]
      })}
    />
  </Section>
)

const Minutes = ({ meeting }: { readonly meeting: MeetingDetail }) => (
  <Section title={t('network.meeting.minutes')}>
    {meeting.minutes ? (
      <p className="net-bio">{meeting.minutes}</p>
    ) : (
      <p className="ds-quiet">{t('network.meeting.no_minutes')}</p>
    )}
    {meeting.confirmedAt ? (
      <p className="ds-quiet">
        {t('network.meeting.confirmed_by', { name: meeting.confirmedBy ?? '', at: formatMoment(meeting.confirmedAt) })}
      </p>
    ) : null}
    <ul className="net-history">
      {meeting.addenda.map(addendum => (
        <li key={addendum.addendumId}>
          <b>{t('network.meeting.addendum')}</b> {addendum.text}
          <div className="ds-quiet">
            {addendum.writtenBy} {formatMoment(addendum.writtenAt)}
          </div>
        </li>
      ))}
    </ul>
  </Section>
)

type Act = 'minutes' | 'action' | 'addendum' | 'cancel'

const Acts = ({ meeting, onAct }: { readonly meeting: MeetingDetail; readonly onAct: (act: Act) => void }) => {
  const confirm = useCommand(confirmMinutes)
  if (!meeting.mayManage || meeting.status === 'cancelled') return null
  return (
    <>
      <ProblemAlert problem={confirm.problem} />
      <div className="net-acts">
        {meeting.status === 'draft' ? (
          <>
            <Button onClick={() => onAct('minutes')}>{t('network.meeting.write')}</Button>
            <Button
              type="primary"
              loading={confirm.pending}
              onClick={() => void confirm.run({ meetingId: meeting.meetingId, version: meeting.version })}
            >
              {t('network.meeting.confirm')}
            </Button>
          </>
        ) : (
          <Button onClick={() => onAct('addendum')}>{t('network.meeting.add_addendum')}</Button>
        )}
        <Button onClick={() => onAct('action')}>{t('network.meeting.add_action')}</Button>
        {meeting.status === 'draft' ? (
          <Button onClick={() => onAct('cancel')}>{t('network.meeting.cancel')}</Button>
        ) : null}
      </div>
    </>
  )
}

/** One meeting: people, minutes, and what somebody must do. */
export const MeetingPanel = ({ meetingId, onClose }: { readonly meetingId: string; readonly onClose: () => void }) => {
  const [act, setAct] = useState<Act | null>(null)
  const answer = useQueryEndpoint(meetingDetail, { meetingId })
  if (answer.error) return <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
  const meeting = answer.data
  if (!meeting) return <Skeleton label={t('platform.shell.loading')} lines={6} />
  const done = (): void => setAct(null)
  return (
    <Panel
      title={meeting.title}
      note={word('meeting_kind', meeting.kind)}
      demo={meeting.demo}
      badges={<MeetingBadge status={meeting.status} />}
      onClose={onClose}
    >
      <Facts
        items={[
          {
            name: t('network.meeting.when'),
            value: [formatDate(meeting.on), meeting.startsAt].filter(Boolean).join(' '),
          },
          { name: t('network.meeting.place'), value: meeting.place },
          { name: t('network.meeting.institutions'), value: meeting.institutions.map(house => house.name).join('、') },
          ...(meeting.cancelReason ? [{ name: t('network.field.reason'), value: meeting.cancelReason }] : []),
        ]}
      />
      {act === null ? <Acts meeting={meeting} onAct={setAct} /> : null}
      {act === 'minutes' ? <MinutesForm meeting={meeting} onDone={done} /> : null}
      {act === 'action' ? <ActionForm meeting={meeting} onDone={done} /> : null}
      {act === 'addendum' ? <AddendumForm meeting={meeting} onDone={done} /> : null}
      {act === 'cancel' ? <CancelForm meeting={meeting} onDone={done} /> : null}
      <Section
        title={t('network.meeting.actions')}
        count={meeting.actionItems.length}
        empty={t('network.meeting.no_actions')}
      >
        <ul className="net-lines">
          {meeting.actionItems.map(action => (
            <ActionRow key={action.actionId} action={action} />
          ))}
        </ul>
      </Section>
      {meeting.agenda ? (
        <Section title={t('network.meeting.agenda')}>
          <p className="net-bio">{meeting.agenda}</p>
        </Section>
      ) : null}
      <Minutes meeting={meeting} />
      <People meeting={meeting} />
    </Panel>
  )
}
