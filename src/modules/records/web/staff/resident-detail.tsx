import { Button, Select } from 'antd'
import { useEffect, useState } from 'react'
import { t } from '#src/platform/web/i18n.ts'
import { Go, linkTo } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan, useSession } from '#src/platform/web/session.tsx'
import { Skeleton } from '#src/ui/layout.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { residentSummary } from '../../contract.ts'
import type { OpenPurpose } from '../../contract-parts.ts'
import { purposeChoices } from '../words.ts'
import { IdentifyPanel } from './identify-panel.tsx'
import { OpenRecord } from './open-record.tsx'
import { PersonCard } from './person-card.tsx'
import { RelationshipList } from './relationship-list.tsx'
import '../records.css'

type Props = { readonly residentId: string; readonly onClose: () => void }

/** What most people of a role open records for; they may say otherwise. */
const usualPurpose = (roles: readonly string[]): OpenPurpose =>
  roles.includes('desk') && !roles.includes('gp') ? 'desk' : 'care'

const Opening = ({ onOpen }: { readonly onOpen: (purpose: OpenPurpose) => void }) => {
  const { roles } = useSession()
  const [purpose, setPurpose] = useState<OpenPurpose>(usualPurpose(roles))
  return (
    <div className="rec-line">
      <Select
        aria-label={t('records.open.purpose')}
        value={purpose}
        options={purposeChoices()}
        onChange={setPurpose}
        style={{ minWidth: 140 }}
      />
      <Button type="primary" onClick={() => onOpen(purpose)}>
        {t('records.open.do')}
      </Button>
      <span className="ds-quiet">{t('records.open.told')}</span>
    </div>
  )
}

/** The card beside the list: who it is, why we may look, and the record once it is opened. */
export const ResidentDetail = ({ residentId, onClose }: Props) => {
  const mayOpen = useCan('records.resident.open')
  // Only for those under contract here; the page itself asks again.
  const mayBookExperts = useCan('booking.appointment.book_for_contracted')
  const summary = useQueryEndpoint(residentSummary, { residentId })
  const [opened, setOpened] = useState<OpenPurpose | null>(null)
  const [emergency, setEmergency] = useState(false)
  const mayBook =
    mayBookExperts && (summary.data?.relationships.some(one => one.live && one.act === 'contract') ?? false)
  const refused = summary.error?.code === 'records.no_relationship'
  // Asking again must not take a half-typed code away: the panel stays until the answer is another one.
  const [unrelated, setUnrelated] = useState(false)
  useEffect(() => {
    if (refused) setUnrelated(true)
    else if (summary.data) setUnrelated(false)
  }, [refused, summary.data])
  return (
    <div className="detail rec-stack">
      <div className="detail-head">
        <h2>{t('records.people.detail')}</h2>
        <Button type="text" size="small" onClick={onClose} aria-label={t('records.close')}>
          ✕
        </Button>
      </div>
      {summary.isPending && !unrelated ? <Skeleton label={t('records.loading')} /> : null}
      {summary.error && !refused ? (
        <ProblemAlert problem={summary.error} onRetry={() => void summary.refetch()} />
      ) : null}
      {emergency || opened ? <OpenRecord residentId={residentId} purpose={opened ?? 'care'} /> : null}
      {unrelated && !emergency ? (
        <IdentifyPanel
          residentId={residentId}
          onIdentified={() =>
            void summary.refetch().then(answer => setEmergency(answer.data === undefined || answer.error !== null))
          }
        />
      ) : null}
      {summary.data && !opened && !emergency ? (
        <>
          <PersonCard resident={summary.data.resident} relationships={summary.data.relationships}>
            {mayBook ? (
              <p>
                <Go to={linkTo('/experts', { resident: residentId })}>{t('records.people.book_expert')}</Go>
              </p>
            ) : null}
          </PersonCard>
          {summary.data.mayOpen && mayOpen ? <Opening onOpen={setOpened} /> : null}
          {summary.data.mayOpen ? null : (
            <>
              <Notice tone="warn">{t('records.open.identity_only')}</Notice>
              <IdentifyPanel
                residentId={residentId}
                onIdentified={() => void summary.refetch().then(answer => setEmergency(answer.data?.mayOpen === false))}
              />
            </>
          )}
          <RelationshipList relationships={summary.data.relationships} />
        </>
      ) : null}
    </div>
  )
}
