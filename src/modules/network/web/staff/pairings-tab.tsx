import { Button, Checkbox, Table, type TableColumnsType } from 'antd'
import { t } from '#src/platform/web/i18n.ts'
import { usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { SplitView } from '#src/ui/layout.tsx'
import { listKeys } from '#src/ui/list-keys.ts'
import { Notice } from '#src/ui/notice.tsx'
import { listPairings } from '../../contract-pairings.ts'
import { word } from '../words.ts'
import { rowProps } from './list-parts.tsx'
import { NewPairing, type Pairing, PairingPanel, TieBadge } from './pairing-panel.tsx'

const columns = (): TableColumnsType<Pairing> => [
  {
    key: 'branch',
    title: t('network.pairing.receiver'),
    width: 150,
    render: (_, row) => (
      <>
        <b>{row.receiver.name}</b>
        {row.jointWard ? <div className="ds-quiet">{row.jointWard}</div> : null}
      </>
    ),
  },
  {
    key: 'department',
    title: t('network.pairing.department'),
    width: 150,
    render: (_, row) => (
      <>
        {row.departmentName}
        <div className="ds-quiet">{row.partyBranch}</div>
      </>
    ),
  },
  {
    key: 'leader',
    title: t('network.pairing.leader'),
    width: 120,
    render: (_, row) => (
      <>
        {row.leader.name}
        <div className="ds-quiet">{row.leader.titleCode ? word('title', row.leader.titleCode) : ''}</div>
      </>
    ),
  },
  {
    key: 'activity',
    title: t('network.field.last_activity'),
    width: 110,
    render: (_, row) => (
      <span className="ds-figure">
        {row.lastActivityOn ?? t('network.plaque.never')}
        <div className="ds-quiet">
          {row.state === 'ended'
            ? t('network.pairing.until', { date: row.validUntil ?? '' })
            : row.quietDays === 0
              ? t('network.plaque.today')
              : t('network.plaque.quiet_days', { days: row.quietDays })}
        </div>
      </span>
    ),
  },
  {
    key: 'state',
    title: t('network.field.state'),
    width: 110,
    render: (_, row) => <TieBadge state={row.state} quiet={row.quiet} />,
  },
]

/** Houses without a pairing are named, with the one act that helps. */
const Unpaired = ({
  houses,
  onPair,
}: {
  readonly houses: readonly { readonly institutionId: string; readonly name: string }[]
  readonly onPair: ((institutionId: string) => void) | undefined
}) =>
  houses.length === 0 ? null : (
    <div className="net-notice">
      <Notice tone="warn">
        <p>{t('network.pairing.unpaired', { count: houses.length })}</p>
        <div className="net-badges">
          {houses.map(house =>
            onPair ? (
              <Button key={house.institutionId} size="small" onClick={() => onPair(house.institutionId)}>
                {t('network.pairing.pair', { name: house.name })}
              </Button>
            ) : (
              <span key={house.institutionId}>{house.name}</span>
            ),
          )}
        </div>
      </Notice>
    </div>
  )

/** 结对: branches × pairing, who is behind it and when something last happened. */
export const PairingsTab = () => {
  const [params, setParams] = usePageParams()
  const may = useCan('network.pairing.manage')
  const withEnded = params.ended === 'yes'
  const answer = useQueryEndpoint(listPairings, withEnded ? { ended: true } : {}, { keepPrevious: true })
  const rows = answer.data?.items ?? []
  const chosen = rows.find(row => row.pairingId === params.pairing)
  const onClose = (): void => setParams({ pairing: undefined, new: undefined, receiver: undefined })
  const quiet = rows.filter(row => row.quiet).length
  return (
    <SplitView
      detailLabel={t('network.pairing.detail')}
      detailWidth={460}
      list={
        <>
          <div className="net-acts">
            <span className="ds-quiet" role="status">
              {t('network.pairing.count', { count: rows.length, quiet, days: answer.data?.quietAfterDays ?? 30 })}
            </span>
            <Checkbox
              checked={withEnded}
              onChange={event => setParams({ ended: event.target.checked ? 'yes' : undefined })}
            >
              {t('network.pairing.with_ended')}
            </Checkbox>
          </div>
          <Unpaired
            houses={answer.data?.unpaired ?? []}
            onPair={may ? receiver => setParams({ new: 'yes', receiver, pairing: undefined }) : undefined}
          />
          <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
          {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the rows inside */}
          <div onKeyDown={listKeys({ onClose })}>
            <Table<Pairing>
              size="small"
              rowKey="pairingId"
              loading={answer.isPending}
              columns={columns()}
              dataSource={rows}
              pagination={false}
              sticky={{ offsetHeader: 48 }}
              scroll={{ x: 640 }}
              rowClassName={row => (row.pairingId === params.pairing ? 'row-open' : '')}
              onRow={row => rowProps(row.pairingId, pairing => setParams({ pairing, new: undefined }))}
              locale={{
                emptyText: <EmptyState title={t('network.pairing.none')}>{t('network.pairing.none_how')}</EmptyState>,
              }}
            />
          </div>
        </>
      }
      detail={
        params.new && may ? (
          <NewPairing
            key={params.receiver ?? ''}
            receiver={params.receiver}
            giver={rows[0]?.giver.institutionId}
            onClose={onClose}
          />
        ) : chosen ? (
          <PairingPanel key={chosen.pairingId} pairing={chosen} onClose={onClose} />
        ) : null
      }
    />
  )
}
