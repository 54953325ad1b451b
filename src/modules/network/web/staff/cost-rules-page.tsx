import '../network.css'
import { Button, Table, type TableColumnsType } from 'antd'
import { today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { Facts, PageHeader, SplitView } from '#src/ui/layout.tsx'
import { listKeys } from '#src/ui/list-keys.ts'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { Money } from '#src/ui/text.tsx'
import { type CostRuleView, listCostRules } from '../../contract-fees.ts'
import { word } from '../words.ts'
import { CostRuleForm } from './cost-rule-form.tsx'
import { Period } from './editable-list.tsx'
import { rowProps } from './list-parts.tsx'
import { Panel } from './panel.tsx'

/** For whom and where a rule holds, in a few words. */
const conditionsOf = (rule: CostRuleView): string =>
  [
    rule.insuranceType ? word('insurance', rule.insuranceType) : null,
    rule.insuredPlace ? word('insured_place', rule.insuredPlace) : null,
    rule.level ? word('level', rule.level) : null,
    rule.fromAge !== null ? t('network.cost_rule.from_age', { age: rule.fromAge }) : null,
    rule.untilAge !== null ? t('network.cost_rule.until_age', { age: rule.untilAge }) : null,
    rule.contracted === null
      ? null
      : rule.contracted
        ? t('network.cost.contracted')
        : t('network.cost_rule.not_contracted'),
  ]
    .filter(Boolean)
    .join(' · ') || t('network.cost_rule.everyone')

const Effect = ({ rule }: { readonly rule: CostRuleView }) =>
  rule.effect === 'share' ? (
    <span className="ds-figure">{t('network.cost_rule.share_is', { percent: (rule.sharePerMille ?? 0) / 10 })}</span>
  ) : rule.capFen === null ? (
    <span>{t('network.cost_rule.exempt_all')}</span>
  ) : (
    <span>
      {t('network.cost_rule.exempt_up_to')} <Money fen={rule.capFen} />
    </span>
  )

const Confidence = ({ rule }: { readonly rule: CostRuleView }) => (
  <StatusBadge tone={rule.confidence === 'verified' ? 'good' : 'warn'}>
    {word('confidence', rule.confidence)}
  </StatusBadge>
)

const columns = (): TableColumnsType<CostRuleView> => [
  {
    key: 'name',
    title: t('network.cost_rule.name'),
    render: (_, rule) => (
      <>
        <b>{rule.name}</b>
        <div className="ds-quiet">{conditionsOf(rule)}</div>
      </>
    ),
  },
  { key: 'effect', title: t('network.cost_rule.effect'), width: 130, render: (_, rule) => <Effect rule={rule} /> },
  {
    key: 'sure',
    title: t('network.cost_rule.confidence'),
    width: 130,
    render: (_, rule) => <Confidence rule={rule} />,
  },
  {
    key: 'days',
    title: t('network.field.from'),
    width: 110,
    render: (_, rule) => (
      <span className="ds-figure">
        {rule.validFrom}
        {rule.validUntil ? <div className="ds-quiet">– {rule.validUntil}</div> : null}
      </span>
    ),
  },
]

const RulePanel = ({ rule, onClose }: { readonly rule: CostRuleView; readonly onClose: () => void }) => {
  const may = useCan('network.cost_rule.manage')
  const [params, setParams] = usePageParams()
  if (params.edit && may)
    return <CostRuleForm key={rule.costRuleId} rule={rule} onClose={() => setParams({ edit: undefined })} />
  return (
    <Panel title={rule.name} note={rule.code} demo={rule.demo} badges={<Confidence rule={rule} />} onClose={onClose}>
      <Facts
        items={[
          { name: t('network.cost_rule.effect'), value: <Effect rule={rule} /> },
          { name: t('network.cost_rule.holds_for'), value: conditionsOf(rule) },
          {
            name: t('network.cost_rule.fee_kinds'),
            value: rule.feeKinds.map(kind => word('fee_kind', kind)).join('、'),
          },
          { name: t('network.cost_rule.floor'), value: <Money fen={rule.floorFen} /> },
          { name: t('network.cost_rule.cap'), value: rule.capFen === null ? '–' : <Money fen={rule.capFen} /> },
          { name: t('network.cost_rule.year_floor'), value: <Money fen={rule.yearFloorFen} /> },
          { name: t('network.fee.source'), value: rule.source },
          { name: t('network.cost_rule.days'), value: <Period from={rule.validFrom} until={rule.validUntil} /> },
        ]}
      />
      {may ? (
        <div className="net-acts">
          <Button onClick={() => setParams({ edit: '1' })}>{t('network.form.edit')}</Button>
        </div>
      ) : null}
    </Panel>
  )
}

/** 报销规则: what insurance pays and what is waived in this region, each with its source. */
export const CostRulesPage = () => {
  const [params, setParams] = usePageParams()
  const may = useCan('network.cost_rule.manage')
  const answer = useQueryEndpoint(listCostRules, {})
  const rules = answer.data?.items ?? []
  const chosen = rules.find(rule => rule.costRuleId === params.rule)
  const close = () => setParams({ rule: undefined, new: undefined, edit: undefined })
  return (
    <>
      <PageHeader
        title={t('network.nav.cost_rules')}
        purpose={t('network.purpose.cost_rules')}
        actions={
          may ? (
            <Button type="primary" onClick={() => setParams({ new: '1', rule: undefined, edit: undefined })}>
              {t('network.cost_rule.add')}
            </Button>
          ) : null
        }
      />
      <div className="ds-page-body">
        <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
        <SplitView
          detailLabel={t('network.cost_rule.detail')}
          detailWidth={420}
          list={
            <>
              <p className="ds-quiet" role="status">
                {t('network.cost_rule.count', { count: rules.length, date: today() })}
              </p>
              {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the rows inside */}
              <div onKeyDown={listKeys({ onClose: close })}>
                <Table<CostRuleView>
                  size="small"
                  rowKey="costRuleId"
                  loading={answer.isPending}
                  columns={columns()}
                  dataSource={rules}
                  pagination={false}
                  sticky={{ offsetHeader: 48 }}
                  rowClassName={rule => (rule.costRuleId === params.rule ? 'row-open' : '')}
                  onRow={rule =>
                    rowProps(rule.costRuleId, id => setParams({ rule: id, new: undefined, edit: undefined }))
                  }
                  locale={{
                    emptyText: (
                      <EmptyState title={t('network.cost_rule.none')}>{t('network.cost_rule.none_how')}</EmptyState>
                    ),
                  }}
                />
              </div>
            </>
          }
          detail={
            params.new && may ? (
              <CostRuleForm onClose={close} />
            ) : chosen ? (
              <RulePanel rule={chosen} onClose={close} />
            ) : null
          }
        />
      </div>
    </>
  )
}
