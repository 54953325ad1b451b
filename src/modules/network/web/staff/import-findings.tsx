import { Select, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { hasText, t } from '#src/platform/web/i18n.ts'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import type { rehearseWorkbook } from '../../contract-workbook.ts'

type Rehearsal = OutputOf<typeof rehearseWorkbook>
type Finding = Rehearsal['findings'][number]

/** The sentence of the module that found it, with its figures. */
const sentenceOf = (finding: Finding): string => {
  const [module = 'network', ...rest] = finding.code.split('.')
  const key = `${module}.error.${rest.join('.')}`
  const details = Object.fromEntries(
    Object.entries(finding.details).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : String(value ?? ''),
    ]),
  )
  return hasText(key) ? t(key, details) : finding.code
}

const findingColumns = (): TableColumnsType<Finding> => [
  {
    key: 'cell',
    title: t('network.import.cell'),
    width: 130,
    render: (_, row) => <b className="net-cell">{row.cell}</b>,
  },
  { key: 'column', title: t('network.import.column'), width: 140, render: (_, row) => row.column || '–' },
  {
    key: 'value',
    title: t('network.import.value'),
    width: 200,
    ellipsis: true,
    render: (_, row) => row.value || <span className="ds-quiet">{t('network.import.empty_cell')}</span>,
  },
  {
    key: 'what',
    title: t('network.import.what'),
    render: (_, row) => (
      <>
        <StatusBadge tone={row.severity === 'error' ? 'critical' : 'warn'}>
          {t(`network.import.severity.${row.severity}`)}
        </StatusBadge>{' '}
        {sentenceOf(row)}
      </>
    ),
  },
]
/** Every wrong cell in place: its address, what it says, and what is wrong with it. */
export const Findings = ({ rehearsal }: { readonly rehearsal: Rehearsal }) => {
  const [sheet, setSheet] = useState<string | null>(null)
  const sheets = [...new Set(rehearsal.findings.map(finding => finding.sheet))]
  const shown = rehearsal.findings.filter(finding => sheet === null || finding.sheet === sheet)
  if (rehearsal.findings.length === 0) return null
  return (
    <section className="net-step" aria-label={t('network.import.findings')}>
      <div className="net-acts">
        <h2>{t('network.import.findings')}</h2>
        {sheets.length > 1 ? (
          <Select
            allowClear
            className="filter-kind"
            aria-label={t('network.import.sheet')}
            placeholder={t('network.import.every_sheet')}
            value={sheet}
            onChange={value => setSheet(value ?? null)}
            options={sheets.map(value => ({ value, label: value }))}
          />
        ) : null}
        <span className="ds-quiet" role="status">
          {rehearsal.findingCount > rehearsal.findings.length
            ? t('network.import.shown', { shown: rehearsal.findings.length, total: rehearsal.findingCount })
            : null}
        </span>
      </div>
      <Table<Finding>
        size="small"
        rowKey={row => `${row.cell} ${row.code}`}
        columns={findingColumns()}
        dataSource={shown}
        pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 700 }}
        onRow={() => ({ tabIndex: 0 })}
      />
    </section>
  )
}
