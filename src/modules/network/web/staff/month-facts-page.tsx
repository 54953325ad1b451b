import '../network.css'
import '../ties.css'
import '../month-facts.css'
import { Button, Segmented, Select } from 'antd'
import { useState } from 'react'
import { addMonths, monthOf } from '#src/platform/kernel/dates.ts'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { downloadBase64 } from '#src/platform/web/download.ts'
import { today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Go, usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader, Skeleton } from '#src/ui/layout.tsx'
import { listMeasures } from '../../contract-measures.ts'
import { exportMonthFacts, monthGrid } from '../../contract-month-facts.ts'
import { measureTitle } from './measure-figure.tsx'
import { MonthFactGrid } from './month-fact-grid.tsx'
import { MonthFactNotes } from './month-fact-notes.tsx'

export type Grid = OutputOf<typeof monthGrid>
export const shows = ['value', 'year', 'month_before', 'baseline'] as const
export type Show = (typeof shows)[number]

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const Export = ({ from, to }: { readonly from: string; readonly to: string }) => {
  const command = useCommand(exportMonthFacts, { refresh: [] })
  const mayImport = useCan('network.workbook.import')
  return (
    <>
      <ProblemAlert problem={command.problem} />
      {mayImport ? <Go to="/import">{t('network.facts.import')}</Go> : null}
      <Button
        loading={command.pending}
        onClick={() =>
          void command.run({ from, to }).then(answer => {
            if (answer) downloadBase64(answer.fileName, answer.fileBase64, xlsx)
          })
        }
      >
        {t('network.facts.export')}
      </Button>
    </>
  )
}

type PickProps = {
  readonly isHouse: boolean
  readonly grid: Grid | undefined
  readonly measure: string | undefined
  readonly houses: Grid['institutions']
}

const Pick = ({ isHouse, measure, grid, houses }: PickProps) => {
  const [params, setParams] = usePageParams()
  const measures = (useQueryEndpoint(listMeasures, {}, { staleSeconds: 300 }).data?.items ?? []).filter(
    one => one.monthFact,
  )
  return isHouse ? (
    <Select
      className="filter-search"
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={t('network.field.institution')}
      value={params.institution ?? grid?.institutions[0]?.institutionId ?? null}
      onChange={institution => setParams({ institution: institution ?? undefined })}
      options={houses.map(house => ({ value: house.institutionId, label: house.name }))}
    />
  ) : (
    <Select
      className="filter-search"
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={t('network.facts.measure')}
      value={measure ?? null}
      onChange={next => setParams({ measure: next ?? undefined })}
      options={measures.map(one => ({ value: one.measure, label: measureTitle(one) }))}
    />
  )
}

/** 月度数据: a grid of figures by month, one measure for all institutions or all measures of one. */
export const MonthFactsPage = () => {
  const [params, setParams] = usePageParams()
  const [show, setShow] = useState<Show>('value')
  const isHouse = params.view === 'institution'
  const thisMonth = monthOf(today())
  const year = /^\d{4}$/.test(params.year ?? '') ? (params.year as string) : thisMonth.slice(0, 4)
  const [from, to] = [`${year}-01`, `${year}-12`]
  const measure = params.measure ?? 'visits.outpatient'
  const all = useQueryEndpoint(
    monthGrid,
    { from: thisMonth, to: thisMonth, measure: 'visits.outpatient' },
    { staleSeconds: 60 },
  )
  const houses = all.data?.institutions ?? []
  const house = params.institution ?? houses[0]?.institutionId
  const answer = useQueryEndpoint(
    monthGrid,
    { from, to, ...(isHouse ? { institutionId: house ?? '' } : { measure }) },
    { keepPrevious: true, enabled: !isHouse || house !== undefined },
  )
  const turn = (years: number): void =>
    setParams({
      year:
        addMonths(from, years * 12).slice(0, 4) === thisMonth.slice(0, 4)
          ? undefined
          : addMonths(from, years * 12).slice(0, 4),
    })
  return (
    <>
      <PageHeader
        title={t('network.nav.month_facts')}
        purpose={t('network.purpose.month_facts')}
        actions={<Export from={from} to={to} />}
      >
        <Segmented
          aria-label={t('network.facts.view')}
          value={isHouse ? 'institution' : 'measure'}
          onChange={view => setParams({ view: view === 'institution' ? 'institution' : undefined })}
          options={['measure', 'institution'].map(value => ({ value, label: t(`network.facts.by_${value}`) }))}
        />
        <Pick isHouse={isHouse} grid={answer.data} measure={measure} houses={houses} />
        <span className="net-year">
          <Button aria-label={t('network.facts.earlier')} onClick={() => turn(-1)}>
            ‹
          </Button>
          <b className="ds-figure">{year}</b>
          <Button
            aria-label={t('network.facts.later')}
            disabled={year >= thisMonth.slice(0, 4)}
            onClick={() => turn(1)}
          >
            ›
          </Button>
        </span>
        <Segmented<Show>
          aria-label={t('network.facts.show')}
          value={show}
          onChange={setShow}
          options={shows.map(value => ({ value, label: t(`network.facts.show.${value}`) }))}
        />
      </PageHeader>
      <div className="ds-page-body">
        <ProblemAlert problem={answer.error ?? all.error} onRetry={() => void answer.refetch()} />
        {answer.isPending ? <Skeleton label={t('platform.shell.loading')} lines={8} /> : null}
        {answer.data && answer.data.institutions.length === 0 ? (
          <EmptyState title={t('network.facts.none')}>{t('network.facts.none_how')}</EmptyState>
        ) : null}
        {answer.data && answer.data.institutions.length > 0 ? (
          <>
            <MonthFactGrid
              key={`${isHouse ? house : measure} ${year}`}
              name={`${isHouse ? house : measure}.${year}`}
              grid={answer.data}
              show={show}
              isHouse={isHouse}
            />
            <MonthFactNotes grid={answer.data} isHouse={isHouse} />
          </>
        ) : null}
      </div>
    </>
  )
}
