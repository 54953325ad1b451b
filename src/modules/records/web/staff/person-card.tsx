import type { ReactNode } from 'react'
import { dateOf, formatDate, formatTime, today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useSession } from '#src/platform/web/session.tsx'
import { Facts } from '#src/ui/layout.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import type { RelationshipView, ResidentCard } from '../../contract-parts.ts'
import '../records.css'
import { identityTypeWord, insuranceWord, sexAndAge } from '../words.ts'

type Props = {
  readonly resident: ResidentCard
  /** Why this institution may look: tells whether the card was read today. */
  readonly relationships?: readonly RelationshipView[] | undefined
  /** Facts beyond the card, of an opened record. */
  readonly more?: readonly { readonly name: string; readonly value: ReactNode }[]
  /** Buttons below the facts. */
  readonly children?: ReactNode
}

/** Who stands at the desk: the name large as on a photo, and what must be compared with the person. */
export const PersonCard = ({ resident, relationships, more = [], children }: Props) => {
  const { regions } = useSession()
  const lastRead = (relationships ?? [])
    .filter(one => one.act === 'card_read' && dateOf(one.validFrom) === today())
    .map(one => one.validFrom)
    .sort()
    .at(-1)
  const readToday = lastRead !== undefined
  return (
    <article className="rec-card" aria-label={resident.name}>
      <p className="rec-name">
        <bdi>{resident.name}</bdi> <small className="ds-quiet">{sexAndAge(resident.sex, resident.birthDate)}</small>
      </p>
      <p className="rec-line">
        <StatusBadge tone={resident.identityStatus !== 'card' ? 'warn' : readToday ? 'good' : 'neutral'}>
          {resident.identityStatus !== 'card'
            ? t(`records.identity_status.${resident.identityStatus}`)
            : lastRead
              ? t('records.identity_status.card_today', { time: formatTime(lastRead) })
              : t('records.identity_status.card_before')}
        </StatusBadge>
        {resident.demo ? <StatusBadge tone="neutral">{t('records.person.demo')}</StatusBadge> : null}
      </p>
      <Facts
        items={[
          { name: t('records.person.birth_date'), value: formatDate(resident.birthDate, 'bare') },
          {
            name: identityTypeWord(resident.identityType),
            value: resident.maskedNumber ?? t('records.person.no_number'),
          },
          { name: t('records.person.phone'), value: resident.maskedPhone ?? t('records.person.no_phone') },
          { name: t('records.person.insurance'), value: insuranceText(resident, regions) },
          { name: t('records.person.residence'), value: t(`records.residence.${resident.residenceKind}`) },
          ...more,
        ]}
      />
      {children}
    </article>
  )
}

type Region = { readonly regionId: number; readonly name: string }

/** The place by name where it is one of ours, else by its code, named as a code. */
const insuranceText = (resident: ResidentCard, regions: readonly Region[]): string => {
  const type = insuranceWord(resident.insuranceType)
  const place = resident.insuredPlace
  if (place === null) return type
  const name = regions.find(region => String(region.regionId) === place)?.name
  return t(name ? 'records.person.insured_at' : 'records.person.insured_at_code', { type, place: name ?? place })
}
