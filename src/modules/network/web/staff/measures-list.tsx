import { Button, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { formatDateTime, today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Facts } from '#src/ui/layout.tsx'
import { listKeys } from '#src/ui/list-keys.ts'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { addMeasure, chooseMeasure, type MeasureRow, retireMeasure } from '../../contract-definitions.ts'
import { measureDirections, measureUnits } from '../../contract-tie-codes.ts'
import { named, optionsOf, word } from '../words.ts'
import { rowProps } from './list-parts.tsx'
import { Panel } from './panel.tsx'
import { RecordForm } from './record-form.tsx'

type ListProps<Row> = {
  readonly rows: readonly Row[]
  readonly open: string | undefined
  readonly onOpen: (id: string) => void
  readonly onClose: () => void
}

const usedFor = (row: MeasureRow): string =>
  [row.monthFact ? t('network.definition.by_month') : '', row.activity ? t('network.definition.by_activity') : '']
    .filter(Boolean)
    .join(' · ')

const columns = (): TableColumnsType<MeasureRow> => [
  {
    key: 'name',
    title: t('network.definition.measure'),
    render: (_, row) => (
      <>
        <b>{named(row)}</b>
        <div className="ds-quiet">{row.measure}</div>
      </>
    ),
  },
  { key: 'unit', title: t('network.definition.unit'), width: 80, render: (_, row) => word('unit', row.unit) },
  { key: 'for', title: t('network.definition.used_for'), width: 130, render: (_, row) => usedFor(row) },
  {
    key: 'expected',
    title: t('network.definition.expected'),
    width: 120,
    render: (_, row) =>
      row.expected ? (
        <StatusBadge tone="info">{t('network.definition.every_month')}</StatusBadge>
      ) : (
        <span className="ds-quiet">–</span>
      ),
  },
  {
    key: 'baseline',
    title: t('network.definition.baseline'),
    width: 90,
    render: (_, row) => <span className="ds-figure">{row.baselineYear ?? '–'}</span>,
  },
]

/** 指标: name, unit, what it is used for, and what this region chose. */
export const MeasureList = ({ rows, open, onOpen, onClose }: ListProps<MeasureRow>) => (
  // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the rows inside
  <div onKeyDown={listKeys({ onClose })}>
    <Table<MeasureRow>
      size="small"
      rowKey="measure"
      columns={columns()}
      dataSource={[...rows]}
      pagination={false}
      scroll={{ x: 'max-content' }}
      rowClassName={row => (row.measure === open ? 'row-open' : '')}
      onRow={row => rowProps(row.measure, onOpen)}
    />
  </div>
)

const Choice = ({ row, onDone }: { readonly row: MeasureRow; readonly onDone: () => void }) => (
  <RecordForm
    name={`network.measure.choice.${row.measure}`}
    title={t('network.definition.choose')}
    endpoint={chooseMeasure}
    initial={{ expected: row.expected ? 'yes' : 'no', baselineYear: row.baselineYear, reason: '' }}
    fields={[
      {
        key: 'expected',
        control: 'select',
        label: t('network.definition.expected'),
        required: true,
        hint: t('network.definition.expected_hint'),
        options: [
          { value: 'yes', label: t('network.definition.every_month') },
          { value: 'no', label: t('network.definition.not_expected') },
        ],
      },
      {
        key: 'baselineYear',
        control: 'number',
        label: t('network.definition.baseline_year'),
        hint: t('network.definition.baseline_hint', { year: Number(today().slice(0, 4)) }),
      },
      { key: 'reason', control: 'text', label: t('network.field.reason'), required: true, maxLength: 200 },
    ]}
    toInput={values => ({
      measure: row.measure,
      expected: values.expected === 'yes',
      baselineYear: (values.baselineYear as number | null) ?? null,
      reason: values.reason as string,
    })}
    submit={t('network.definition.save')}
    onDone={onDone}
    onCancel={onDone}
  />
)

const Retire = ({ row, onDone }: { readonly row: MeasureRow; readonly onDone: () => void }) => (
  <RecordForm
    name={`network.measure.retire.${row.measure}`}
    title={t('network.definition.retire')}
    endpoint={retireMeasure}
    initial={{ reason: '' }}
    fields={[{ key: 'reason', control: 'text', label: t('network.field.reason'), required: true, maxLength: 200 }]}
    toInput={values => ({ measure: row.measure, reason: values.reason as string })}
    submit={t('network.definition.retire')}
    onDone={onDone}
    onCancel={onDone}
  />
)

type DetailProps = { readonly row: MeasureRow; readonly may: boolean; readonly onClose: () => void }

/** One measure: how it is defined, where that stands, and the region's choice. */
export const MeasureDetail = ({ row, may, onClose }: DetailProps) => {
  const [acting, setActing] = useState<'choose' | 'retire' | null>(null)
  const choice = row.changedAt
    ? t('network.definition.chosen', { reason: row.reason ?? '', at: formatDateTime(row.changedAt, 'day') })
    : t('network.definition.not_chosen')
  return (
    <Panel title={named(row)} onClose={onClose}>
      <Facts
        items={[
          { name: t('network.definition.key'), value: row.measure },
          { name: t('network.definition.unit'), value: word('unit', row.unit) },
          { name: t('network.definition.definition'), value: row.definition },
          { name: t('network.definition.source'), value: row.source },
          { name: t('network.definition.direction'), value: word('direction', row.direction) },
          { name: t('network.definition.decimals'), value: row.decimals },
          { name: t('network.definition.used_for'), value: usedFor(row) },
          {
            name: t('network.definition.expected'),
            value: row.expected ? t('network.definition.every_month') : t('network.definition.not_expected'),
          },
          { name: t('network.definition.baseline_year'), value: row.baselineYear ?? t('network.definition.none') },
          { name: t('network.definition.why'), value: choice },
          { name: t('network.definition.figures'), value: row.figures },
        ]}
      />
      {acting === 'choose' ? <Choice row={row} onDone={() => setActing(null)} /> : null}
      {acting === 'retire' ? <Retire row={row} onDone={() => setActing(null)} /> : null}
      {acting === null ? (
        <div className="net-acts">
          {may && row.monthFact ? (
            <Button type="primary" onClick={() => setActing('choose')}>
              {t('network.definition.choose')}
            </Button>
          ) : null}
          {may && row.figures === 0 ? (
            <Button onClick={() => setActing('retire')}>{t('network.definition.retire')}</Button>
          ) : null}
        </div>
      ) : null}
    </Panel>
  )
}

/** A measure of one's own, with the document it comes from. */
export const NewMeasure = ({ onClose }: { readonly onClose: () => void }) => (
  <RecordForm
    name="network.measure.new"
    title={t('network.definition.new.measures')}
    endpoint={addMeasure}
    initial={{ unit: 'person_time', direction: 'none', decimals: '0', uses: ['month'] }}
    fields={[
      {
        key: 'measure',
        control: 'text',
        label: t('network.definition.key'),
        required: true,
        maxLength: 60,
        hint: t('network.definition.key_hint'),
      },
      { key: 'name', control: 'text', label: t('network.definition.name'), required: true, maxLength: 30 },
      { key: 'nameEn', control: 'text', label: t('network.definition.name_en'), required: true, maxLength: 60 },
      {
        key: 'unit',
        control: 'select',
        label: t('network.definition.unit'),
        required: true,
        options: optionsOf('unit', measureUnits),
      },
      {
        key: 'decimals',
        control: 'select',
        label: t('network.definition.decimals'),
        required: true,
        beside: true,
        options: ['0', '1', '2'].map(value => ({ value, label: value })),
      },
      {
        key: 'direction',
        control: 'select',
        label: t('network.definition.direction'),
        required: true,
        options: optionsOf('direction', measureDirections),
      },
      {
        key: 'uses',
        control: 'multi',
        label: t('network.definition.used_for'),
        required: true,
        options: [
          { value: 'month', label: t('network.definition.by_month') },
          { value: 'activity', label: t('network.definition.by_activity') },
        ],
      },
      {
        key: 'definition',
        control: 'area',
        label: t('network.definition.definition'),
        required: true,
        maxLength: 300,
        hint: t('network.definition.definition_hint'),
      },
      { key: 'source', control: 'text', label: t('network.definition.source'), required: true, maxLength: 120 },
    ]}
    toInput={values => ({
      measure: values.measure as string,
      name: values.name as string,
      nameEn: values.nameEn as string,
      unit: values.unit as MeasureRow['unit'],
      direction: values.direction as MeasureRow['direction'],
      decimals: Number(values.decimals ?? 0),
      definition: values.definition as string,
      source: values.source as string,
      monthFact: (values.uses as readonly string[]).includes('month'),
      activity: (values.uses as readonly string[]).includes('activity'),
    })}
    submit={t('network.definition.add')}
    onDone={onClose}
    onCancel={onClose}
  />
)
