import { Button } from 'antd'
import { addDays, instantAt } from '#src/platform/kernel/dates.ts'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Go, usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useSession } from '#src/platform/web/session.tsx'
import { currentTimeZone, serverNow } from '#src/platform/web/zone.ts'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { Facts, PageHeader, Skeleton } from '#src/ui/layout.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { contract } from '../../contract.ts'
import { linkToClosing } from '../links.ts'
import { dayWords, kindWord, partWord, roleWord, statusWord } from '../words.ts'
import { CalendarAddress } from './handouts-panel.tsx'
import { MySessionDetail } from './my-session-detail.tsx'
import './life.css'
import './panel.css'

type Mine = OutputOf<typeof contract.mySessions>['sessions'][number]

/** Two months ahead are what is published at most. */
const daysAhead = 62

const hasBegun = ({ session }: Mine): boolean =>
  instantAt(session.localDate, session.startsAt, currentTimeZone()) <= serverNow()
const isOver = ({ session }: Mine): boolean =>
  instantAt(session.localDate, session.endsAt, currentTimeZone()) <= serverNow()

type CardProps = {
  readonly mine: Mine
  readonly staffId: string | null
  readonly open: boolean
  readonly onOpen: () => void
  readonly scanned: string
}
const Card = ({ mine, staffId, open, onOpen, scanned }: CardProps) => {
  const { session } = mine
  const role = session.staff.find(person => person.staffId === staffId)?.role
  const others = session.staff.filter(person => person.staffId !== staffId)
  return (
    <article className={isOver(mine) || session.status === 'cancelled' ? 'dep-card dep-card-over' : 'dep-card'}>
      <h3>
        {dayWords(session.localDate, partWord([], session.partOfDay))}{' '}
        <span className="ds-figure">
          {session.startsAt}–{session.endsAt}
        </span>{' '}
        {session.lateMinutes === null ? null : (
          <StatusBadge tone="warn">{t('deployment.fact.late', { minutes: session.lateMinutes })}</StatusBadge>
        )}{' '}
        {session.status === 'cancelled' ? <StatusBadge tone="warn">{statusWord('cancelled')}</StatusBadge> : null}
      </h3>
      <Facts
        items={[
          {
            name: t('deployment.fact.where'),
            value: [mine.institutionName, session.roomName].filter(Boolean).join(' · '),
          },
          ...(mine.address ? [{ name: t('deployment.fact.address'), value: mine.address }] : []),
          ...(mine.phone
            ? [{ name: t('deployment.fact.phone'), value: <a href={`tel:${mine.phone}`}>{mine.phone}</a> }]
            : []),
          {
            name: t('deployment.fact.kind'),
            value: [kindWord(session.kind), session.speciality, session.theme].filter(Boolean).join(' · '),
          },
          ...(role ? [{ name: t('deployment.fact.my_role'), value: roleWord(role) }] : []),
          ...(others.length > 0
            ? [
                {
                  name: t('deployment.fact.with'),
                  value: others.map(person => `${person.name}（${roleWord(person.role)}）`).join('、'),
                },
              ]
            : []),
          ...(session.capacity > 0
            ? [
                {
                  name: t('deployment.fact.seats'),
                  value: t('deployment.fact.seats_value', { seats: session.capacity, minutes: session.bucketMinutes }),
                },
              ]
            : []),
        ]}
      />
      <div className="dep-acts">
        {session.status === 'published' && !isOver(mine) ? (
          <Button aria-expanded={open} onClick={onOpen}>
            {t(open ? 'deployment.mine.close' : 'deployment.mine.open')}
          </Button>
        ) : null}
        {session.status !== 'cancelled' && hasBegun(mine) ? (
          <Go to={linkToClosing(session.sessionId)}>{t('deployment.mine.sheet')}</Go>
        ) : null}
      </div>
      {open ? <MySessionDetail sessionId={session.sessionId} staffId={staffId} scanned={scanned} /> : null}
    </article>
  )
}

/** 我的出诊: where I am to be and when, the next one first. */
export const MySessionsPage = () => {
  const session = useSession()
  const [params, setParams] = usePageParams()
  const past = params.past === '1'
  const from = past ? addDays(today(), -daysAhead) : today()
  const answer = useQueryEndpoint(contract.mySessions, { from, to: past ? today() : addDays(today(), daysAhead) })
  const all = answer.data?.sessions ?? []
  const shown = past ? [...all].filter(isOver).reverse() : all.filter(mine => !isOver(mine))
  // A scanned code is for the next one of today; it opens by itself.
  const opened =
    params.session ??
    (params.code ? shown.find(one => one.session.localDate === today())?.session.sessionId : undefined)
  return (
    <>
      <PageHeader title={t('deployment.nav.mine')} purpose={t('deployment.mine.purpose')}>
        <Button aria-pressed={past} onClick={() => setParams({ past: past ? undefined : '1' })}>
          {past ? t('deployment.mine.show_next') : t('deployment.mine.show_past')}
        </Button>
        {answer.data ? (
          <span className="ds-quiet" role="status">
            {t('deployment.mine.count', { count: shown.length })}
          </span>
        ) : null}
      </PageHeader>
      <div className="ds-page-body">
        <p className="ds-quiet">{t('deployment.mine.calendar')}</p>
        <CalendarAddress kind="person" />
        <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
        {answer.isPending ? <Skeleton label={t('deployment.loading')} /> : null}
        {answer.data && shown.length === 0 ? (
          <EmptyState icon="calendar" title={past ? t('deployment.mine.none_past') : t('deployment.mine.none')}>
            {past ? null : t('deployment.mine.none_why')}
          </EmptyState>
        ) : null}
        <div className="dep-mine">
          {shown.map(mine => (
            <Card
              key={mine.session.sessionId}
              mine={mine}
              staffId={session.staffId}
              scanned={params.code ?? ''}
              open={opened === mine.session.sessionId}
              onOpen={() => setParams({ session: opened === mine.session.sessionId ? 'none' : mine.session.sessionId })}
            />
          ))}
        </div>
      </div>
    </>
  )
}
