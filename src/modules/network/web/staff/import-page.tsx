import '../network.css'
import { Button, Progress, Table, type TableColumnsType } from 'antd'
import { type DragEvent, useEffect, useRef, useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { call } from '#src/platform/web/client.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { downloadBase64 } from '#src/platform/web/download.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Problem, ProblemAlert } from '#src/platform/web/problem.tsx'
import { useCan } from '#src/platform/web/session.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader } from '#src/ui/layout.tsx'
import { Notice } from '#src/ui/notice.tsx'
import {
  exportWorkbook,
  importWorkbook,
  rehearseWorkbook,
  workbookMaximumBytes,
  workbookTemplate,
} from '../../contract-workbook.ts'
import { Findings } from './import-findings.tsx'

type Rehearsal = OutputOf<typeof rehearseWorkbook>
type Count = Rehearsal['sheets'][number]

const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const countColumns = (): TableColumnsType<Count> => [
  { key: 'sheet', title: t('network.import.sheet'), render: (_, row) => <b>{row.sheet}</b> },
  ...(['rows', 'created', 'changed', 'unchanged'] as const).map(key => ({
    key,
    title: t(`network.import.${key}`),
    width: 90,
    align: 'right' as const,
    render: (_: unknown, row: Count) => <span className="ds-figure">{row[key]}</span>,
  })),
]

const readBase64 = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error ?? new Error('the file cannot be read'))
    reader.readAsDataURL(file)
  })

/** Seconds since the work began, so that a long check is seen to go on. */
const useSeconds = (running: boolean): number => {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    if (!running) return undefined
    setSeconds(0)
    const timer = setInterval(() => setSeconds(value => value + 1), 1000)
    return () => clearInterval(timer)
  }, [running])
  return seconds
}

const Working = ({ text }: { readonly text: string }) => {
  const seconds = useSeconds(true)
  return (
    <div role="status">
      <p>
        {text} <span className="ds-quiet">{t('network.import.seconds', { seconds })}</span>
      </p>
      <Progress percent={Math.min(95, 20 + seconds * 15)} status="active" showInfo={false} />
    </div>
  )
}

const Drop = ({ onFile, disabled }: { readonly onFile: (file: File) => void; readonly disabled: boolean }) => {
  const [over, setOver] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file && !disabled) onFile(file)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an addition; the button inside does the same by keyboard
    <div
      className={over ? 'net-drop net-drop-over' : 'net-drop'}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <b id="network-drop">{t('network.import.drop')}</b>
      <Button type="primary" disabled={disabled} onClick={() => field.current?.click()}>
        {t('network.import.choose')}
      </Button>
      <input
        ref={field}
        aria-labelledby="network-drop"
        type="file"
        accept=".xlsx"
        disabled={disabled}
        onChange={event => {
          const file = event.target.files?.[0]
          if (file) onFile(file)
          event.target.value = ''
        }}
      />
      <p className="ds-quiet">{t('network.import.drop_hint', { megabytes: workbookMaximumBytes / 1024 / 1024 })}</p>
    </div>
  )
}

const Result = ({ rehearsal, done }: { readonly rehearsal: Rehearsal; readonly done: boolean }) => {
  const changes = rehearsal.sheets.reduce((sum, sheet) => sum + sheet.created + sheet.changed, 0)
  const warnings = rehearsal.findingCount - rehearsal.errorCount
  if (done)
    return (
      <Notice tone="good" role="status">
        <p className="ds-notice-lead">{t('network.import.done', { count: changes })}</p>
        <p>{t('network.import.done_next')}</p>
      </Notice>
    )
  if (rehearsal.errorCount > 0)
    return (
      <Notice tone="critical" role="alert">
        <p className="ds-notice-lead">{t('network.import.errors', { count: rehearsal.errorCount })}</p>
        <p>{t('network.import.errors_next')}</p>
      </Notice>
    )
  return (
    <Notice tone={warnings > 0 ? 'warn' : 'good'} role="status">
      <p className="ds-notice-lead">
        {changes === 0 ? t('network.import.nothing_new') : t('network.import.ready', { count: changes })}
      </p>
      {warnings > 0 ? <p>{t('network.import.warnings', { count: warnings })}</p> : null}
    </Notice>
  )
}

const Import = () => {
  const [file, setFile] = useState<{ readonly name: string; readonly base64: string } | null>(null)
  const [rehearsal, setRehearsal] = useState<Rehearsal | null>(null)
  const [done, setDone] = useState(false)
  const [unreadable, setUnreadable] = useState(false)
  const rehearse = useCommand(rehearseWorkbook, { refresh: [] })
  const apply = useCommand(importWorkbook)
  const take = async (given: File): Promise<void> => {
    setRehearsal(null)
    setDone(false)
    setUnreadable(given.size > workbookMaximumBytes)
    rehearse.reset()
    apply.reset()
    if (given.size > workbookMaximumBytes) return
    const base64 = await readBase64(given)
    setFile({ name: given.name, base64 })
    setRehearsal(await rehearse.run({ fileBase64: base64 }))
  }
  const run = async (): Promise<void> => {
    if (file && (await apply.run({ fileBase64: file.base64 }))) setDone(true)
  }
  const changes = rehearsal?.sheets.reduce((sum, sheet) => sum + sheet.created + sheet.changed, 0) ?? 0
  return (
    <>
      <section className="net-step" aria-label={t('network.import.step_file')}>
        <Drop onFile={given => void take(given)} disabled={rehearse.pending || apply.pending} />
        {unreadable ? (
          <Notice tone="critical" role="alert">
            {t('network.error.workbook_too_large', { maximumMegabytes: workbookMaximumBytes / 1024 / 1024 })}
          </Notice>
        ) : null}
        {rehearse.pending && file ? <Working text={t('network.import.checking', { name: file.name })} /> : null}
        {apply.pending ? <Working text={t('network.import.importing')} /> : null}
        <ProblemAlert problem={rehearse.problem ?? apply.problem} />
      </section>
      {rehearsal && file ? (
        <>
          <section className="net-step" aria-label={t('network.import.step_check')}>
            <h2>{file.name}</h2>
            <Result rehearsal={rehearsal} done={done} />
          </section>
          {done ? null : <Findings rehearsal={rehearsal} />}
          <section className="net-step" aria-label={t('network.import.counts')}>
            <Table<Count>
              size="small"
              rowKey="key"
              columns={countColumns()}
              dataSource={rehearsal.sheets}
              pagination={false}
            />
            {!done && rehearsal.importable && changes > 0 ? (
              <div className="net-acts">
                <Button type="primary" size="large" loading={apply.pending} onClick={() => void run()}>
                  {t('network.import.do', { count: changes })}
                </Button>
                <span className="ds-quiet">{t('network.import.all_or_nothing')}</span>
              </div>
            ) : null}
          </section>
        </>
      ) : null}
    </>
  )
}

/** 导入导出: drop a workbook, see what is wrong cell by cell, then do it; nothing is written before. */
export const ImportPage = () => {
  const mayImport = useCan('network.workbook.import')
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const fetchFile = async (endpoint: typeof workbookTemplate | typeof exportWorkbook): Promise<void> => {
    setBusy(endpoint.name)
    setProblem(null)
    try {
      const { fileName, fileBase64 } = await call(endpoint, {})
      downloadBase64(fileName, fileBase64, mediaType)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      setProblem(error)
    } finally {
      setBusy(null)
    }
  }
  return (
    <>
      <PageHeader
        title={t('network.nav.import')}
        purpose={t('network.purpose.import')}
        actions={
          <>
            <Button loading={busy === workbookTemplate.name} onClick={() => void fetchFile(workbookTemplate)}>
              {t('network.import.template')}
            </Button>
            <Button loading={busy === exportWorkbook.name} onClick={() => void fetchFile(exportWorkbook)}>
              {t('network.import.export')}
            </Button>
          </>
        }
      />
      <div className="ds-page-body">
        <ProblemAlert problem={problem} />
        {mayImport ? (
          <Import />
        ) : (
          <EmptyState title={t('network.import.not_yours')}>{t('network.import.not_yours_how')}</EmptyState>
        )}
      </div>
    </>
  )
}
