import { App, Button } from 'antd'
import { useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { formatMoment, formatMonth } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useSession } from '#src/platform/web/session.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { type HandoutForm, handoutContract, handoutForms, type SiteHandouts } from '../../contract-handouts.ts'
import { type MonthLinks, useDeploymentSlots } from '../slots.tsx'
import { Panel } from './panel.tsx'

const Taken = ({ site, form }: { readonly site: SiteHandouts; readonly form: HandoutForm }) => {
  const taken = site.taken.find(one => one.form === form)
  if (taken === undefined) return null
  return taken.changes === 0 ? (
    <span className="ds-quiet">{t('deployment.handouts.holds', { when: formatMoment(taken.takenAt) })}</span>
  ) : (
    <StatusBadge tone="warn">{t('deployment.handouts.outdated', { count: taken.changes })}</StatusBadge>
  )
}

/** The address of a calendar, to be copied into a phone or Outlook; it follows every later change. */
export const CalendarAddress = ({
  kind,
  institutionId,
}: {
  readonly kind: 'institution' | 'person'
  readonly institutionId?: string
}) => {
  const { message } = App.useApp()
  const open = useCommand(handoutContract.openCalendar)
  const close = useCommand(handoutContract.closeCalendar)
  const [address, setAddress] = useState<string | null>(null)
  const input = { kind, ...(institutionId === undefined ? {} : { institutionId }) }
  const show = async (): Promise<void> => {
    const answer = await open.run(input)
    if (answer) setAddress(`webcal://${window.location.host}${answer.path}`)
  }
  const renew = async (): Promise<void> => {
    if ((await close.run(input)) === null) return
    await show()
    void message.success(t('deployment.handouts.calendar_renewed'))
  }
  return (
    <div className="dep-calendar">
      <ProblemAlert problem={open.problem ?? close.problem} />
      {address === null ? (
        <Button size="small" loading={open.pending} onClick={() => void show()}>
          {t('deployment.handouts.calendar')}
        </Button>
      ) : (
        <>
          <a href={address}>{t('deployment.handouts.subscribe')}</a> <code className="dep-address">{address}</code>{' '}
          <Button size="small" type="link" onClick={() => void renew()}>
            {t('deployment.handouts.calendar_renew')}
          </Button>
        </>
      )}
    </div>
  )
}

type SiteProps = { readonly site: SiteHandouts; readonly links: MonthLinks; readonly month: string }

const Site = ({ site, links, month }: SiteProps) => {
  const take = useCommand(handoutContract.takeHandout, { refresh: [handoutContract.monthHandouts] })
  const fetchFile = async (form: HandoutForm): Promise<void> => {
    if ((await take.run({ institutionId: site.institutionId, month, form })) === null) return
    const link = document.createElement('a')
    link.href = links[form]
    link.download = ''
    link.click()
  }
  return (
    <article className="dep-need">
      <header>
        <b>{site.shortName}</b>{' '}
        <span className="ds-quiet">
          {t(site.changes === 0 ? 'deployment.handouts.version' : 'deployment.handouts.version_changed', {
            version: site.version ?? 0,
            changes: site.changes,
          })}
        </span>{' '}
        <a href={links.page} target="_blank" rel="noreferrer">
          {t('deployment.handouts.page')}
        </a>
      </header>
      <ProblemAlert problem={take.problem} />
      <div className="dep-acts">
        {handoutForms.map(form => (
          <span key={form}>
            <Button size="small" loading={take.pending} onClick={() => void fetchFile(form)}>
              {t(`deployment.handouts.form.${form}`)}
            </Button>{' '}
            <Taken site={site} form={form} />
          </span>
        ))}
        <CalendarAddress kind="institution" institutionId={site.institutionId} />
      </div>
    </article>
  )
}

/** 发布为: the published month as picture, poster, page and calendar, and which of those sent no longer hold. */
export const HandoutsPanel = ({ month, onClose }: { readonly month: string; readonly onClose: () => void }) => {
  const answer = useQueryEndpoint(handoutContract.monthHandouts, { month })
  const { monthLinks } = useDeploymentSlots()
  const { regionId } = useSession()
  const sites = (answer.data?.sites ?? []).filter(site => site.version !== null)
  return (
    <Panel title={t('deployment.handouts.title', { month: formatMonth(month) })} onClose={onClose}>
      <ProblemAlert problem={answer.error} />
      <p className="ds-quiet">{t('deployment.handouts.what')}</p>
      {answer.data && sites.length === 0 ? (
        <EmptyState icon="calendar" title={t('deployment.handouts.none')}>
          {t('deployment.handouts.none_next')}
        </EmptyState>
      ) : null}
      {sites.map(site =>
        monthLinks ? (
          <Site
            key={site.institutionId}
            site={site}
            month={month}
            links={monthLinks({ code: site.code, month, regionId })}
          />
        ) : null,
      )}
    </Panel>
  )
}
