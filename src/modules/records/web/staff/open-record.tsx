import { Button } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { formatDateTime } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { Skeleton } from '#src/ui/layout.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { confirmPhone, openResident, residentSummary } from '../../contract.ts'
import type { OpenPurpose } from '../../contract-parts.ts'
import { residentAccess } from '../../contract-review.ts'
import { groundWord, purposeWord } from '../words.ts'
import { EditForm } from './edit-form.tsx'
import { PersonCard } from './person-card.tsx'
import { ProxyList } from './proxy-list.tsx'
import { RelationshipList } from './relationship-list.tsx'

export type Opened = OutputOf<typeof openResident>

const PhoneQuestion = ({ opened }: { readonly opened: Opened }) => {
  const residentId = opened.resident.residentId
  const confirm = useCommand(confirmPhone, { refresh: [openResident, residentSummary] })
  return (
    <Notice tone="warn" role="status">
      <p className="ds-notice-lead">{t('records.confirm_phone.title', { phone: opened.phone ?? '' })}</p>
      <p>{t('records.confirm_phone.why')}</p>
      <ProblemAlert problem={confirm.problem} />
      <div className="rec-line">
        <Button
          size="small"
          type="primary"
          loading={confirm.pending}
          onClick={() => void confirm.run({ residentId, isRight: true })}
        >
          {t('records.confirm_phone.right')}
        </Button>
        <Button
          size="small"
          disabled={confirm.pending}
          onClick={() => void confirm.run({ residentId, isRight: false })}
        >
          {t('records.confirm_phone.wrong')}
        </Button>
      </div>
    </Notice>
  )
}

const OwnOpenings = ({ residentId }: { readonly residentId: string }) => {
  const answer = useQueryEndpoint(residentAccess, { residentId })
  return (
    <section className="rec-section">
      <h3>{t('records.access.here')}</h3>
      <ProblemAlert problem={answer.error} />
      <ul className="rec-list">
        {(answer.data?.entries ?? []).map(entry => (
          <li key={entry.accessEntryId} className="rec-line">
            <span className="ds-figure">{formatDateTime(entry.at, 'bare')}</span>
            <span>{entry.who || t('records.access.nameless')}</span>
            <span className="ds-quiet">
              {purposeWord(entry.purpose)} · {groundWord(entry.ground)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The opened record: identity and contact whole, proxies, why and by whom. */
export const OpenRecord = ({ residentId, purpose }: { readonly residentId: string; readonly purpose: OpenPurpose }) => {
  const mayUpdate = useCan('records.resident.update')
  const answer = useQueryEndpoint(openResident, { residentId, purpose }, { staleSeconds: 300 })
  const [editing, setEditing] = useState(false)
  if (answer.isPending) return <Skeleton label={t('records.loading')} />
  if (answer.error) return <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
  const opened = answer.data
  if (editing) return <EditForm opened={opened} onDone={() => setEditing(false)} />
  return (
    <div className="rec-stack">
      <PersonCard
        resident={opened.resident}
        more={[
          { name: t('records.person.whole_phone'), value: opened.phone ?? t('records.person.no_phone') },
          { name: t('records.person.address'), value: opened.address ?? t('records.person.no_address') },
        ]}
      >
        {mayUpdate ? <Button onClick={() => setEditing(true)}>{t('records.edit.open')}</Button> : null}
      </PersonCard>
      {opened.phoneToConfirm && mayUpdate ? <PhoneQuestion opened={opened} /> : null}
      {opened.phone === null && opened.proxies.length === 0 && mayUpdate ? (
        <Notice tone="warn">{t('records.person.ask_phone')}</Notice>
      ) : null}
      {opened.needsGuardian ? <Notice tone="warn">{t('records.person.needs_guardian')}</Notice> : null}
      <ProxyList residentId={residentId} birthDate={opened.resident.birthDate} proxies={opened.proxies} />
      <RelationshipList relationships={opened.relationships} />
      <OwnOpenings residentId={residentId} />
    </div>
  )
}
