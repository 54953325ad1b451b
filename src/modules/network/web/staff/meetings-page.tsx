import '../network.css'
import '../ties.css'
import { Button, Checkbox, Segmented, Select, Table, type TableColumnsType } from 'antd'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { formatDate } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader, SplitView } from '#src/ui/layout.tsx'
import { listKeys } from '#src/ui/list-keys.ts'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { listMeetings } from '../../contract-meetings.ts'
import { meetingKinds } from '../../contract-tie-codes.ts'
import { optionsOf, word } from '../words.ts'
import { CouncilTab } from './council-tab.tsx'
import { rowProps } from './list-parts.tsx'
import { MeetingBadge } from './meeting-badge.tsx'
import { NewMeeting } from './meeting-forms.tsx'
import { MeetingPanel } from './meeting-panel.tsx'

type Meeting = OutputOf<typeof listMeetings>['items'][number]

const Actions = ({ actions }: { readonly actions: Meeting['actions'] }) =>
  actions.overdue + actions.open + actions.closed === 0 ? (
    <span className="ds-quiet">–</span>
  ) : (
    <span className="net-badges">
      {actions.overdue > 0 ? (
        <StatusBadge tone="critical">{t('network.meeting.overdue', { count: actions.overdue })}</StatusBadge>
      ) : null}
      {actions.open > 0 ? (
        <StatusBadge tone="info">{t('network.meeting.open', { count: actions.open })}</StatusBadge>
      ) : null}
      {actions.closed > 0 ? (
        <StatusBadge tone="good">{t('network.meeting.closed', { count: actions.closed })}</StatusBadge>
      ) : null}
    </span>
  )

const columns = (): TableColumnsType<Meeting> => [
  {
    key: 'title',
    title: t('network.meeting.title'),
    width: 200,
    render: (_, row) => (
      <>
        <b>{row.title}</b>
        <div className="ds-quiet">
          {word('meeting_kind', row.kind)} · {row.host.name}
        </div>
      </>
    ),
  },
  {
    key: 'on',
    title: t('network.field.date'),
    width: 130,
    render: (_, row) => (
      <span className="ds-figure">
        {formatDate(row.on, 'bare')}
        <div className="ds-quiet">{row.startsAt ?? ''}</div>
      </span>
    ),
  },
  {
    key: 'actions',
    title: t('network.meeting.actions'),
    width: 150,
    render: (_, row) => <Actions actions={row.actions} />,
  },
  {
    key: 'state',
    title: t('network.field.state'),
    width: 110,
    render: (_, row) => <MeetingBadge status={row.status} />,
  },
]

const MeetingsTab = () => {
  const [params, setParams] = usePageParams()
  const may = useCan('network.meeting.manage')
  const kind = meetingKinds.find(candidate => candidate === params.kind)
  const undone = params.undone === 'yes'
  const answer = useQueryEndpoint(
    listMeetings,
    { ...(kind ? { kind } : {}), ...(undone ? { undone: true } : {}) },
    { keepPrevious: true },
  )
  // A task in the to-do list leads here by its own id.
  const asked = useQueryEndpoint(
    listMeetings,
    { actionId: params.action ?? '' },
    { enabled: params.action !== undefined && params.meeting === undefined },
  )
  const openId = params.meeting ?? asked.data?.items[0]?.meetingId
  const onClose = (): void => setParams({ meeting: undefined, action: undefined, new: undefined })
  const rows = answer.data?.items ?? []
  return (
    <SplitView
      detailLabel={t('network.meeting.detail')}
      detailWidth={520}
      list={
        <>
          <div className="net-acts">
            <Select
              allowClear
              className="filter-kind"
              aria-label={t('network.meeting.kind')}
              placeholder={t('network.meeting.kind')}
              value={kind ?? null}
              onChange={next => setParams({ kind: next ?? undefined })}
              options={optionsOf('meeting_kind', meetingKinds)}
            />
            <Checkbox
              checked={undone}
              onChange={event => setParams({ undone: event.target.checked ? 'yes' : undefined })}
            >
              {t('network.meeting.only_undone')}
            </Checkbox>
            <span className="ds-quiet" role="status">
              {t('network.meeting.count', { count: rows.length })}
            </span>
          </div>
          <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
          {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the rows inside */}
          <div onKeyDown={listKeys({ onClose })}>
            <Table<Meeting>
              size="small"
              rowKey="meetingId"
              loading={answer.isPending}
              columns={columns()}
              dataSource={rows}
              pagination={false}
              sticky={{ offsetHeader: 48 }}
              scroll={{ x: 590 }}
              rowClassName={row => (row.meetingId === openId ? 'row-open' : '')}
              onRow={row =>
                rowProps(row.meetingId, meeting => setParams({ meeting, action: undefined, new: undefined }))
              }
              locale={{
                emptyText: <EmptyState title={t('network.meeting.none')}>{t('network.meeting.none_how')}</EmptyState>,
              }}
            />
          </div>
        </>
      }
      detail={
        params.new && may ? (
          <NewMeeting onClose={onClose} onDone={meeting => setParams({ meeting, new: undefined })} />
        ) : openId ? (
          <MeetingPanel key={openId} meetingId={openId} onClose={onClose} />
        ) : null
      }
    />
  )
}

const tabs = ['meetings', 'council'] as const

/** 会议: minutes, what was given to whom, and by which charter and council a consortium is run. */
export const MeetingsPage = () => {
  const [params, setParams] = usePageParams()
  const tab = tabs.find(candidate => candidate === params.tab) ?? 'meetings'
  const may = useCan('network.meeting.manage')
  const closed = { meeting: undefined, action: undefined, new: undefined }
  return (
    <>
      <PageHeader
        title={t('network.nav.meetings')}
        purpose={t('network.purpose.meetings')}
        actions={
          may && tab === 'meetings' ? (
            <Button type="primary" onClick={() => setParams({ ...closed, new: 'yes' })}>
              {t('network.meeting.new')}
            </Button>
          ) : null
        }
      >
        <Segmented
          aria-label={t('network.tab.label')}
          value={tab}
          onChange={next => setParams({ ...closed, tab: next === 'meetings' ? undefined : String(next) })}
          options={tabs.map(value => ({ value, label: t(`network.meeting.tab.${value}`) }))}
        />
      </PageHeader>
      <div className="ds-page-body">{tab === 'meetings' ? <MeetingsTab /> : <CouncilTab />}</div>
    </>
  )
}
