import '../network.css'
import { Button, Segmented, Select, Table, type TableColumnsType } from 'antd'
import type { ReactNode } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { t } from '#src/platform/web/i18n.ts'
import { usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader, SplitView } from '#src/ui/layout.tsx'
import { listKeys } from '#src/ui/list-keys.ts'
import { listAgreements, listPlaques } from '../../contract-agreements.ts'
import { agreementStates, plaqueStates } from '../../contract-codes.ts'
import { InstitutionPicker } from '../pickers.tsx'
import { optionsOf, word } from '../words.ts'
import { AgreementPanel, AgreementStateBadge, NewAgreement, PlaqueStateBadge } from './agreement-panel.tsx'
import { rowProps } from './list-parts.tsx'
import { NewPlaque, PlaquePanel } from './plaque-panel.tsx'

type Agreement = OutputOf<typeof listAgreements>['items'][number]
type Plaque = OutputOf<typeof listPlaques>['items'][number]
type Tab = { readonly open: string | undefined; readonly onOpen: (id: string) => void; readonly onClose: () => void }

const sideNames = (row: Agreement, side: 'gives' | 'receives'): string =>
  row.parties
    .filter(party => party.side === side)
    .map(party => party.institutionName)
    .join('、')

const agreementColumns = (): TableColumnsType<Agreement> => [
  {
    key: 'title',
    title: t('network.field.name'),
    render: (_, row) => (
      <>
        <b>{row.title}</b>
        <div className="ds-quiet">
          {sideNames(row, 'gives')} → {sideNames(row, 'receives')}
        </div>
      </>
    ),
  },
  {
    key: 'kind',
    title: t('network.field.agreement_kind'),
    width: 110,
    render: (_, row) => word('agreement_kind', row.kind),
  },
  {
    key: 'until',
    title: t('network.field.until'),
    width: 130,
    render: (_, row) => (
      <span className="ds-figure">
        {row.validUntil ?? t('network.open_end')}
        {row.daysLeft !== null && row.daysLeft >= 0 ? (
          <div className="ds-quiet">{t('network.agreement.days_left', { days: row.daysLeft })}</div>
        ) : null}
      </span>
    ),
  },
  {
    key: 'state',
    title: t('network.field.state'),
    width: 110,
    render: (_, row) => <AgreementStateBadge state={row.state} />,
  },
]

const plaqueColumns = (): TableColumnsType<Plaque> => [
  {
    key: 'name',
    title: t('network.field.name'),
    render: (_, row) => (
      <>
        <b>{row.name}</b>
        <div className="ds-quiet">{row.services.map(service => word('service', service)).join('、')}</div>
      </>
    ),
  },
  { key: 'place', title: t('network.field.institution'), width: 140, render: (_, row) => row.institutionName },
  { key: 'giver', title: t('network.field.giver'), width: 140, render: (_, row) => row.giver },
  {
    key: 'activity',
    title: t('network.field.last_activity'),
    width: 130,
    render: (_, row) => (
      <span className="ds-figure">
        {row.lastActivityOn ?? t('network.plaque.never')}
        <div className="ds-quiet">
          {row.quietDays === 0 ? t('network.plaque.today') : t('network.plaque.quiet_days', { days: row.quietDays })}
        </div>
      </span>
    ),
  },
  {
    key: 'state',
    title: t('network.field.state'),
    width: 100,
    render: (_, row) => <PlaqueStateBadge state={row.state} />,
  },
]

const one = <K extends string>(values: readonly K[], value: string | undefined): K | undefined =>
  values.find(candidate => candidate === value)

const Filters = ({
  list,
  states,
  count,
}: {
  readonly list: string
  readonly states: readonly string[]
  readonly count: string
}) => {
  const [params, setParams] = usePageParams()
  return (
    <div className="net-acts">
      <div className="filter-search">
        <InstitutionPicker
          label={t('network.field.institution')}
          value={params.institution}
          onChange={institution => setParams({ institution })}
        />
      </div>
      <Select
        allowClear
        className="filter-kind"
        aria-label={t('network.field.state')}
        placeholder={t('network.field.state')}
        value={params.state ?? null}
        onChange={state => setParams({ state: state ?? undefined })}
        options={optionsOf(list, states)}
      />
      <span className="ds-quiet" role="status">
        {count}
      </span>
    </div>
  )
}

const Agreements = ({ open, onOpen, onClose }: Tab) => {
  const [params] = usePageParams()
  const state = one(agreementStates, params.state)
  const answer = useQueryEndpoint(
    listAgreements,
    { ...(params.institution ? { institutionId: params.institution } : {}), ...(state ? { state } : {}) },
    { keepPrevious: true },
  )
  const rows = answer.data?.items ?? []
  return (
    <>
      <Filters
        list="agreement_state"
        states={agreementStates}
        count={t('network.count.agreements', { count: rows.length })}
      />
      <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the rows inside */}
      <div onKeyDown={listKeys({ onClose })}>
        <Table<Agreement>
          size="small"
          rowKey="agreementId"
          loading={answer.isPending}
          columns={agreementColumns()}
          dataSource={rows}
          pagination={false}
          sticky={{ offsetHeader: 48 }}
          rowClassName={row => (row.agreementId === open ? 'row-open' : '')}
          onRow={row => rowProps(row.agreementId, onOpen)}
          locale={{ emptyText: <EmptyState title={t('network.empty.agreements')} /> }}
        />
      </div>
    </>
  )
}

const Plaques = ({ open, onOpen, onClose }: Tab) => {
  const [params] = usePageParams()
  const state = one(plaqueStates, params.state)
  const answer = useQueryEndpoint(
    listPlaques,
    { ...(params.institution ? { institutionId: params.institution } : {}), ...(state ? { state } : {}) },
    { keepPrevious: true },
  )
  const rows = answer.data?.items ?? []
  return (
    <>
      <Filters
        list="plaque_state"
        states={plaqueStates}
        count={t('network.count.plaques', { count: rows.length, days: answer.data?.dormantAfterDays ?? 90 })}
      />
      <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the rows inside */}
      <div onKeyDown={listKeys({ onClose })}>
        <Table<Plaque>
          size="small"
          rowKey="plaqueId"
          loading={answer.isPending}
          columns={plaqueColumns()}
          dataSource={rows}
          pagination={false}
          sticky={{ offsetHeader: 48 }}
          rowClassName={row => (row.plaqueId === open ? 'row-open' : '')}
          onRow={row => rowProps(row.plaqueId, onOpen)}
          locale={{ emptyText: <EmptyState title={t('network.empty.plaques')} /> }}
        />
      </div>
    </>
  )
}

/** 协议与铜牌: what was signed, what hangs on the wall, and whether anything happens behind it. */
export const AgreementsPage = () => {
  const [params, setParams] = usePageParams()
  const may = useCan('network.agreement.manage')
  const isPlaques = params.tab === 'plaques'
  const onClose = (): void => setParams({ agreement: undefined, plaque: undefined, new: undefined })
  const detail = (): ReactNode => {
    if (params.new && may) return isPlaques ? <NewPlaque onClose={onClose} /> : <NewAgreement onClose={onClose} />
    if (isPlaques)
      return params.plaque ? <PlaquePanel key={params.plaque} plaqueId={params.plaque} onClose={onClose} /> : null
    return params.agreement ? (
      <AgreementPanel key={params.agreement} agreementId={params.agreement} onClose={onClose} />
    ) : null
  }
  return (
    <>
      <PageHeader
        title={t('network.nav.agreements')}
        purpose={t('network.purpose.agreements')}
        actions={
          may ? (
            <Button type="primary" onClick={() => setParams({ new: 'yes', agreement: undefined, plaque: undefined })}>
              {isPlaques ? t('network.plaque.new') : t('network.agreement.new')}
            </Button>
          ) : null
        }
      >
        <Segmented
          aria-label={t('network.tab.label')}
          value={isPlaques ? 'plaques' : 'agreements'}
          onChange={tab =>
            setParams({
              tab: tab === 'plaques' ? 'plaques' : undefined,
              state: undefined,
              agreement: undefined,
              plaque: undefined,
              new: undefined,
            })
          }
          options={['agreements', 'plaques'].map(value => ({ value, label: t(`network.tab.${value}`) }))}
        />
      </PageHeader>
      <div className="ds-page-body">
        <SplitView
          detailLabel={t('network.agreement.detail')}
          detailWidth={460}
          list={
            isPlaques ? (
              <Plaques
                open={params.plaque}
                onOpen={plaque => setParams({ plaque, new: undefined })}
                onClose={onClose}
              />
            ) : (
              <Agreements
                open={params.agreement}
                onOpen={agreement => setParams({ agreement, new: undefined })}
                onClose={onClose}
              />
            )
          }
          detail={detail()}
        />
      </div>
    </>
  )
}
