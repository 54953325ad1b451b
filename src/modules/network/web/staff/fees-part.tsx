import { Button } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Skeleton } from '#src/ui/layout.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { Money } from '#src/ui/text.tsx'
import { type FeeItemView, listFees } from '../../contract-fees.ts'
import { word } from '../words.ts'
import { CostTrial } from './cost-trial.tsx'
import { EditableList, editAct, Period } from './editable-list.tsx'
import { DesignationForm, FeeForm, PriceForm } from './fee-forms.tsx'
import { Section } from './panel.tsx'

type Answer = OutputOf<typeof listFees>

const FeeLine = ({ fee, history }: { readonly fee: FeeItemView; readonly history: boolean }) => (
  <>
    {fee.name}{' '}
    <b>
      <Money fen={fee.priceFen} />/{fee.unit}
    </b>{' '}
    {fee.validUntil !== null && fee.validUntil < today() ? (
      <StatusBadge tone="neutral">{t('network.fee.past')}</StatusBadge>
    ) : null}
    {fee.validFrom > today() ? <StatusBadge tone="info">{t('network.fee.coming')}</StatusBadge> : null}
    <br />
    <span className="ds-quiet">
      {[
        word('fee_kind', fee.kind),
        fee.titleCode ? word('title', fee.titleCode) : null,
        fee.times > 1 ? t('network.fee.of_times', { count: fee.times }) : null,
        fee.ownFirstPerMille === 1000
          ? t('network.fee.not_insured')
          : fee.ownFirstPerMille > 0
            ? t('network.fee.own_first_is', { percent: fee.ownFirstPerMille / 10 })
            : null,
        history ? fee.source : null,
      ]
        .filter(Boolean)
        .join(' · ')}
    </span>{' '}
    {history || fee.validUntil !== null ? <Period from={fee.validFrom} until={fee.validUntil} /> : null}
  </>
)

const Designation = ({ institutionId, answer }: { readonly institutionId: string; readonly answer: Answer }) => {
  const [open, setOpen] = useState(false)
  const now = answer.designations.find(
    entry => entry.validFrom <= today() && (entry.validUntil === null || entry.validUntil >= today()),
  )
  return (
    <Section
      title={t('network.designation.title')}
      action={
        answer.mayManage && !open ? (
          <Button size="small" onClick={() => setOpen(true)}>
            {t('network.designation.change')}
          </Button>
        ) : null
      }
    >
      {now ? (
        <p>
          <StatusBadge tone={now.designated ? 'good' : 'warn'}>
            {now.designated ? t('network.designation.yes') : t('network.designation.no')}
          </StatusBadge>{' '}
          {now.insuranceCode} <Period from={now.validFrom} until={now.validUntil} />{' '}
          <span className="ds-quiet">{now.source}</span>
        </p>
      ) : (
        <p className="ds-quiet">{t('network.designation.unknown')}</p>
      )}
      {open ? <DesignationForm institutionId={institutionId} onClose={() => setOpen(false)} /> : null}
    </Section>
  )
}

/** 收费: whether insurance pays here, the price list, and what a visit would probably cost. */
export const FeesPart = ({ institutionId }: { readonly institutionId: string }) => {
  const [history, setHistory] = useState(false)
  const answer = useQueryEndpoint(listFees, { institutionId, ...(history ? { history } : {}) }, { keepPrevious: true })
  if (answer.error) return <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <Skeleton label={t('platform.shell.loading')} lines={6} />
  return (
    <>
      <Designation institutionId={institutionId} answer={answer.data} />
      <EditableList
        title={t('network.fee.list')}
        empty={answer.data.mayManage ? t('network.fee.none_how') : t('network.fee.none')}
        items={answer.data.items}
        idOf={fee => fee.feeItemId}
        nameOf={fee => fee.name}
        line={fee => <FeeLine fee={fee} history={history} />}
        may={answer.data.mayManage}
        add={t('network.fee.add')}
        acts={() => [{ key: 'price', label: t('network.fee.new_price') }, editAct()]}
        form={(act, fee, close) =>
          act === 'price' && fee ? (
            <PriceForm fee={fee} onClose={close} />
          ) : (
            <FeeForm institutionId={institutionId} fee={fee} onClose={close} />
          )
        }
      >
        <p className="ds-quiet">{[...new Set(answer.data.items.map(fee => fee.source))].join('；')}</p>
        <Button size="small" type="link" onClick={() => setHistory(!history)} aria-pressed={history}>
          {history ? t('network.fee.hide_history') : t('network.fee.show_history')}
        </Button>
      </EditableList>
      {answer.data.items.length > 0 ? <CostTrial institutionId={institutionId} fees={answer.data.items} /> : null}
    </>
  )
}
