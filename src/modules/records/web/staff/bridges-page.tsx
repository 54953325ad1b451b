import { Button, Input, Popconfirm, Table, type TableColumnsType } from 'antd'
import { type FormEvent, useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { formatDateTime } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { FormField } from '#src/ui/form-field.tsx'
import { PageHeader } from '#src/ui/layout.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { addCardBridge, cardBridges, endCardBridge } from '../../contract-review.ts'
import '../records.css'

type Row = OutputOf<typeof cardBridges>['bridges'][number]

/** Made here, sent once, kept nowhere in the browser: the key that the desk's bridge signs with. */
const newBridgeKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(32))].map(byte => byte.toString(16).padStart(2, '0')).join('')

const End = ({ row }: { readonly row: Row }) => {
  const end = useCommand(endCardBridge)
  return (
    <>
      <Popconfirm
        title={t('records.bridge.end_sure', { name: row.name })}
        okText={t('records.bridge.end')}
        cancelText={t('records.cancel')}
        onConfirm={() => void end.run({ bridgeId: row.bridgeId })}
      >
        <Button size="small" loading={end.pending}>
          {t('records.bridge.end')}
        </Button>
      </Popconfirm>
      <ProblemAlert problem={end.problem} />
    </>
  )
}

const columns = (): TableColumnsType<Row> => [
  { key: 'name', title: t('records.bridge.name'), render: (_, row) => row.name },
  {
    key: 'state',
    title: t('records.bridge.state'),
    render: (_, row) =>
      row.endedAt ? (
        <StatusBadge tone="neutral">
          {t('records.bridge.ended', { time: formatDateTime(row.endedAt, 'bare') })}
        </StatusBadge>
      ) : (
        <StatusBadge tone={row.simulated ? 'info' : 'good'}>
          {t(row.simulated ? 'records.bridge.simulated' : 'records.bridge.trusted')}
        </StatusBadge>
      ),
  },
  { key: 'since', title: t('records.bridge.since'), render: (_, row) => formatDateTime(row.createdAt, 'bare') },
  { key: 'act', title: t('records.bridge.act'), render: (_, row) => (row.endedAt ? null : <End row={row} />) },
]

const AddForm = ({
  onMade,
}: {
  readonly onMade: (made: { readonly bridgeId: string; readonly key: string }) => void
}) => {
  const [name, setName] = useState('')
  const [key, setKey] = useState(newBridgeKey)
  const add = useCommand(addCardBridge)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await add.run({ name: name.trim(), key })
    if (!answer) return
    onMade({ bridgeId: answer.bridgeId, key })
    setName('')
    setKey(newBridgeKey())
  }
  return (
    <form onSubmit={event => void submit(event)}>
      <ProblemAlert problem={add.problem} />
      <FormField
        label={t('records.bridge.name')}
        hint={t('records.bridge.name_hint')}
        error={add.fieldProblems['/name']}
      >
        {field => (
          <Input
            {...field}
            maxLength={60}
            value={name}
            onChange={event => setName(event.target.value)}
            style={{ maxWidth: 360 }}
          />
        )}
      </FormField>
      <Button htmlType="submit" type="primary" disabled={name.trim() === ''} loading={add.pending}>
        {t('records.bridge.add')}
      </Button>
    </form>
  )
}

/** 读卡器: whose signature this institution believes. */
export const BridgesPage = () => {
  const answer = useQueryEndpoint(cardBridges, {})
  const [made, setMade] = useState<{ readonly bridgeId: string; readonly key: string } | null>(null)
  return (
    <>
      <PageHeader title={t('records.nav.bridges')} purpose={t('records.bridge.purpose')} />
      <div className="ds-page-body rec-stack">
        <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
        <AddForm onMade={setMade} />
        {made ? (
          <Notice tone="warn" role="status">
            <p className="ds-notice-lead">{t('records.bridge.write_down')}</p>
            <p>
              <code style={{ overflowWrap: 'anywhere' }}>{`${made.bridgeId} ${made.key}`}</code>
            </p>
            <Button size="small" onClick={() => setMade(null)}>
              {t('records.bridge.written')}
            </Button>
          </Notice>
        ) : null}
        <Table<Row>
          size="small"
          rowKey="bridgeId"
          loading={answer.isPending}
          columns={columns()}
          dataSource={answer.data?.bridges ?? []}
          pagination={false}
          locale={{
            emptyText: <EmptyState title={t('records.bridge.none')}>{t('records.bridge.none_what')}</EmptyState>,
          }}
        />
      </div>
    </>
  )
}
