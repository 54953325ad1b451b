import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { formatDateTime } from '#src/platform/web/format.ts'
import { hasText, t } from '#src/platform/web/i18n.ts'
import { usePageParams } from '#src/platform/web/navigation.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Skeleton } from '#src/ui/resident/bits.tsx'
import { Notice, Tag } from '#src/ui/resident/notice.tsx'
import { listAccessEntries } from './endpoints.ts'
import { Asked, Page } from './page.tsx'
import { SignInCard } from './sign-in-card.tsx'
import { useFamily } from './use-family.ts'

type Entry = OutputOf<typeof listAccessEntries>['entries'][number]

const wordFor = (group: string, value: string): string => {
  const key = `portal.access.${group}.${value}`
  return hasText(key) ? t(key) : value
}

/** Who, from where, when, why; an opening in an emergency is marked and keeps its reason. */
export const AccessEntries = ({ entries }: { readonly entries: readonly Entry[] }) =>
  entries.length === 0 ? (
    <p className="r-card">{t('portal.access.none')}</p>
  ) : (
    <ul className="r-menu">
      {entries.map(entry => (
        <li key={entry.accessEntryId} className="r-entry r-stack-tight">
          <p className="r-strong">
            {entry.who}
            {entry.institutionName ? ` · ${entry.institutionName}` : ''}
          </p>
          <p>{formatDateTime(entry.at, 'day')}</p>
          <p className="r-quiet">
            {wordFor('purpose', entry.purpose)} · {wordFor('ground', entry.ground)}
          </p>
          {entry.ground === 'break_glass' ? <Tag tone="warn">{t('portal.access.emergency')}</Tag> : null}
          {entry.reason ? <p>{t('portal.access.reason', { reason: entry.reason })}</p> : null}
        </li>
      ))}
    </ul>
  )

/** Pages of entries, older ones asked for by the time of the last one shown. */
const Older = ({ residentId, before }: { readonly residentId: string; readonly before: string | null }) => {
  const [deeper, setDeeper] = useState(false)
  const answer = useQueryEndpoint(
    listAccessEntries,
    { residentId, ...(before === null ? {} : { before }) },
    { staleSeconds: 30 },
  )
  if (answer.isPending) return <Skeleton label={t('portal.loading')} cards={1} />
  if (!answer.data) return <Asked answer={answer} />
  const last = answer.data.entries[answer.data.entries.length - 1]
  return (
    <>
      <AccessEntries entries={answer.data.entries} />
      {deeper && last ? <Older residentId={residentId} before={last.at} /> : null}
      {answer.data.more && !deeper ? (
        <button type="button" className="r-button" data-wide onClick={() => setDeeper(true)}>
          {t('portal.access.older')}
        </button>
      ) : null}
    </>
  )
}

/** Who looked at a record, from the newest on. */
export const AccessPage = () => {
  const [params] = usePageParams()
  const { visitor, members } = useFamily()
  const member = members.find(one => one.residentId === params.for) ?? members[0]
  return (
    <Page title={t('portal.access.title')} back narrow>
      {visitor === 'linked' ? null : <SignInCard next="/access" />}
      <p className="r-quiet">{t('portal.access.lead')}</p>
      {members.length > 1 && member ? <p className="r-who">{member.name}</p> : null}
      {member ? <Older key={member.residentId} residentId={member.residentId} before={null} /> : null}
      <Notice tone="info">{t('portal.access.wrong')}</Notice>
    </Page>
  )
}
