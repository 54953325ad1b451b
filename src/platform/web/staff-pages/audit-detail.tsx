import { Button } from 'antd'
import { Facts } from '#src/ui/layout.tsx'
import { formatDateTime } from '../format.ts'
import { hasText, t } from '../i18n.ts'
import { type AuditRow, actName, actorWords } from './audit-words.ts'

const secondsOf = (at: string): string => at.slice(16, 23)

const refusalWords = (code: string): string => {
  const [module, ...rest] = code.split('.')
  const key = `${module}.error.${rest.join('.')}`
  return hasText(key) ? `${t(key)}（${code}）` : code
}

/** Details are ids and numbers as JSON; shown as pairs. */
const detailPairs = (details: string): readonly { readonly name: string; readonly value: string }[] => {
  try {
    const parsed: unknown = JSON.parse(details)
    if (typeof parsed !== 'object' || parsed === null) return []
    return Object.entries(parsed).map(([name, value]) => ({
      name,
      value: typeof value === 'string' ? value : JSON.stringify(value),
    }))
  } catch {
    return details === '' ? [] : [{ name: '…', value: details }]
  }
}

const subjectWords = (row: AuditRow): string =>
  row.accountName ? `${row.accountName}（${row.subjectId ?? ''}）` : `${row.subjectKind} ${row.subjectId ?? ''}`

type Props = { readonly row: AuditRow; readonly onClose: () => void }

export const AuditDetail = ({ row, onClose }: Props) => (
  <div className="detail">
    <div className="detail-head">
      <h2>{actName(row.act)}</h2>
      <Button type="text" size="small" onClick={onClose} aria-label={t('platform.shell.close')}>
        ✕
      </Button>
    </div>
    <Facts
      items={[
        { name: t('platform.shell.audit.at'), value: `${formatDateTime(row.at)}${secondsOf(row.at)}` },
        {
          name: t('platform.shell.audit.actor'),
          value: `${actorWords(row)}（${row.actor}）`,
        },
        { name: t('platform.shell.institution'), value: row.institutionName ?? '–' },
        { name: t('platform.shell.audit.act'), value: <code>{row.act}</code> },
        { name: t('platform.shell.audit.outcome'), value: t(`platform.shell.audit.outcome.${row.outcome}`) },
        ...(row.code ? [{ name: t('platform.shell.audit.why'), value: refusalWords(row.code) }] : []),
        ...(row.subjectKind ? [{ name: t('platform.shell.audit.subject'), value: subjectWords(row) }] : []),
        ...(row.residentId ? [{ name: t('platform.shell.audit.resident'), value: row.residentId }] : []),
        ...(row.reason ? [{ name: t('platform.shell.reason'), value: row.reason }] : []),
        ...detailPairs(row.details),
        {
          name: t('platform.shell.audit.seal'),
          value: t(row.sealed ? 'platform.shell.audit.sealed' : 'platform.shell.audit.unsealed'),
        },
        { name: t('platform.shell.audit.request'), value: <code>{row.requestId}</code> },
      ]}
    />
  </div>
)
