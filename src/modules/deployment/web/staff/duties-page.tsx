import { Button } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { formatDateTime } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { PageHeader } from '#src/ui/layout.tsx'
import { lifeContract } from '../../contract-life.ts'
import { dayWords, kindWord, partWord } from '../words.ts'
import { LeaveList } from './leave-list.tsx'
import { NameForm } from './name-form.tsx'
import { SwapList } from './swap-list.tsx'
import './life.css'
import './panel.css'

type Item = OutputOf<typeof lifeContract.sessionsToName>['items'][number]
const noNames = {}

const ToName = ({ item, chosen }: { readonly item: Item; readonly chosen: boolean }) => {
  const [open, setOpen] = useState(chosen)
  const { session } = item
  return (
    <li>
      <b>
        {dayWords(session.localDate, partWord([], session.partOfDay))} {session.startsAt}–{session.endsAt}
      </b>{' '}
      {item.institutionName} · {session.speciality ?? session.theme ?? kindWord(session.kind)}
      <div className="ds-quiet">
        {session.awaited} · {t('deployment.fact.named_by')}{' '}
        {session.namesPersonBy ? formatDateTime(session.namesPersonBy) : ''}
      </div>
      <div className="dep-acts">
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('deployment.act.name')}
        </Button>
      </div>
      {open ? <NameForm session={session} names={noNames} onDone={() => setOpen(false)} /> : null}
    </li>
  )
}

const NameSection = ({ chosen }: { readonly chosen: string | undefined }) => {
  const answer = useQueryEndpoint(lifeContract.sessionsToName, {})
  const items = answer.data?.items ?? []
  return (
    <section className="dep-duty" aria-label={t('deployment.duties.to_name')}>
      <h2>{t('deployment.duties.to_name')}</h2>
      <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
      {answer.data && items.length === 0 ? <p className="ds-quiet">{t('deployment.duties.nothing_to_name')}</p> : null}
      <ul className="dep-lines">
        {items.map(item => (
          <ToName key={item.session.sessionId} item={item} chosen={chosen === item.session.sessionId} />
        ))}
      </ul>
    </section>
  )
}

/** 定人、换班、请假: what colleagues and those who plan settle with each other. */
export const DutiesPage = () => {
  const [params] = usePageParams()
  const mayName = useCan('deployment.person.name')
  return (
    <>
      <PageHeader title={t('deployment.duties.title')} purpose={t('deployment.duties.purpose')} />
      <div className="ds-page-body dep-duties">
        {mayName ? <NameSection chosen={params.session} /> : null}
        <section className="dep-duty" aria-label={t('deployment.duties.swaps')}>
          <h2>{t('deployment.duties.swaps')}</h2>
          <SwapList />
        </section>
        <section className="dep-duty" aria-label={t('deployment.duties.leave')}>
          <h2>{t('deployment.duties.leave')}</h2>
          <LeaveList />
        </section>
      </div>
    </>
  )
}
