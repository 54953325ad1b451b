import { formatDateTime } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import type { RelationshipView } from '../../contract-parts.ts'
import { actWord, lastDay } from '../words.ts'

/** Why this institution may look, and until when. */
export const RelationshipList = ({ relationships }: { readonly relationships: readonly RelationshipView[] }) => (
  <section className="rec-section">
    <h3>{t('records.relationship.title')}</h3>
    {relationships.length === 0 ? <p className="ds-quiet">{t('records.relationship.none')}</p> : null}
    <ul className="rec-list">
      {relationships.map(relationship => (
        <li key={relationship.relationshipId} className="rec-line" style={{ padding: '6px 0' }}>
          <StatusBadge tone={relationship.live ? 'good' : 'neutral'}>
            {t(relationship.live ? 'records.relationship.live' : 'records.relationship.over')}
          </StatusBadge>
          <span>{actWord(relationship.act)}</span>
          <span className="ds-quiet ds-figure">
            {t('records.relationship.until', {
              time: relationship.endedAt
                ? formatDateTime(relationship.endedAt, 'bare')
                : lastDay(relationship.validUntil),
            })}
          </span>
          {relationship.scope === 'identity' ? (
            <span className="ds-quiet">{t('records.relationship.identity')}</span>
          ) : null}
        </li>
      ))}
    </ul>
  </section>
)
