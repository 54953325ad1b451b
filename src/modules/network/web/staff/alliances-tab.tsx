import { Button } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Go, usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { Facts, Skeleton, SplitView } from '#src/ui/layout.tsx'
import { listAlliances } from '../../contract-alliances.ts'
import { institutionLink, personLink } from '../links.ts'
import { word } from '../words.ts'
import { ClinicForm, DescribeForm, EndClinicForm, JoinForm, NewAlliance } from './alliance-forms.tsx'
import { TieBadge } from './pairing-panel.tsx'
import { DemoBadge, Panel, Section } from './panel.tsx'
import { TieActivities } from './tie-activities.tsx'

export type Alliance = OutputOf<typeof listAlliances>['items'][number]

const Clinics = ({ alliance }: { readonly alliance: Alliance }) => {
  const [open, setOpen] = useState<string | null>(null)
  const done = (): void => setOpen(null)
  return (
    <Section
      title={t('network.alliance.clinics')}
      count={alliance.extendedClinics.length}
      empty={open === 'new' ? '' : t('network.alliance.no_clinics')}
      action={
        alliance.mayManage && open === null ? (
          <Button size="small" onClick={() => setOpen('new')}>
            {t('network.alliance.open_clinic')}
          </Button>
        ) : null
      }
    >
      {open === 'new' ? <ClinicForm alliance={alliance} onDone={done} /> : null}
      <ul className="net-lines">
        {alliance.extendedClinics.map(clinic => (
          <li key={clinic.extendedClinicId}>
            <span>
              <Go to={institutionLink(clinic.institutionId)}>{clinic.institutionName}</Go> {clinic.rhythm}
              <div className="ds-quiet">
                <Go to={personLink(clinic.staffId)}>{clinic.staffName}</Go>{' '}
                {clinic.titleCode ? word('title', clinic.titleCode) : ''} · {clinic.validFrom} –{' '}
                {clinic.validUntil ?? t('network.open_end')}
              </div>
            </span>
            {alliance.mayManage && clinic.validUntil === null && open === null ? (
              <Button
                size="small"
                type="link"
                aria-label={`${t('network.alliance.end_clinic')} ${clinic.institutionName}`}
                onClick={() => setOpen(clinic.extendedClinicId)}
              >
                {t('network.alliance.end_clinic')}
              </Button>
            ) : null}
            {open === clinic.extendedClinicId ? (
              <EndClinicForm extendedClinicId={clinic.extendedClinicId} onDone={done} />
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}

const Members = ({ alliance }: { readonly alliance: Alliance }) => {
  const [open, setOpen] = useState(false)
  return (
    <Section
      title={t('network.alliance.members')}
      count={alliance.members.length}
      action={
        alliance.mayManage && !open ? (
          <Button size="small" onClick={() => setOpen(true)}>
            {t('network.alliance.join')}
          </Button>
        ) : null
      }
    >
      {open ? <JoinForm consortiumId={alliance.consortiumId} onDone={() => setOpen(false)} /> : null}
      <ul className="net-lines">
        {alliance.members.map(member => (
          <li key={member.membershipId}>
            <span>
              <Go to={institutionLink(member.institutionId)}>{member.institutionName}</Go>{' '}
              <span className="ds-quiet">{member.departmentName ?? ''}</span>
            </span>
            <span className="ds-quiet">
              {word('member_role', member.role)} · <span className="ds-figure">{member.validFrom}</span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const AlliancePanel = ({ alliance, onClose }: { readonly alliance: Alliance; readonly onClose: () => void }) => {
  const [describing, setDescribing] = useState(false)
  const mayNote = useCan('network.activity.note')
  return (
    <Panel
      title={alliance.name}
      note={alliance.code}
      demo={alliance.demo}
      badges={<TieBadge state="active" quiet={alliance.quiet} />}
      onClose={onClose}
    >
      <Facts
        items={[
          { name: t('network.field.speciality'), value: alliance.speciality ?? t('network.alliance.not_said') },
          {
            name: t('network.alliance.lead'),
            value: [alliance.head?.name, alliance.leadDepartmentName].filter(Boolean).join(' ') || '–',
          },
          { name: t('network.field.from'), value: alliance.startedOn ?? '–' },
        ]}
      />
      {alliance.mayManage && !describing ? (
        <div className="net-acts">
          <Button size="small" onClick={() => setDescribing(true)}>
            {t('network.alliance.describe')}
          </Button>
        </div>
      ) : null}
      {describing ? <DescribeForm alliance={alliance} onDone={() => setDescribing(false)} /> : null}
      <Members alliance={alliance} />
      <Clinics alliance={alliance} />
      <TieActivities
        tie={{ consortiumId: alliance.consortiumId }}
        place={alliance.extendedClinics[0]?.institutionId ?? alliance.head?.institutionId}
        may={mayNote}
      />
    </Panel>
  )
}

const AllianceCard = ({
  alliance,
  open,
  onOpen,
}: {
  readonly alliance: Alliance
  readonly open: boolean
  readonly onOpen: () => void
}) => (
  <button type="button" className={open ? 'net-card net-card-open' : 'net-card'} aria-pressed={open} onClick={onOpen}>
    <b>{alliance.name}</b>
    <span className="net-badges">
      <TieBadge state="active" quiet={alliance.quiet} />
      {alliance.demo ? <DemoBadge /> : null}
    </span>
    <span className="ds-quiet">
      {[alliance.head?.name, alliance.leadDepartmentName].filter(Boolean).join(' ') || t('network.alliance.not_said')}
    </span>
    <span>
      {t('network.alliance.summary', { members: alliance.members.length, clinics: alliance.extendedClinics.length })}
    </span>
    <span className="ds-quiet">
      {alliance.lastActivityOn
        ? t('network.alliance.last', { date: alliance.lastActivityOn, days: alliance.quietDays ?? 0 })
        : t('network.alliance.never')}
    </span>
  </button>
)

/** 专科联盟: who leads, who belongs, where its senior people come regularly, and what happened. */
export const AlliancesTab = () => {
  const [params, setParams] = usePageParams()
  const may = useCan('network.consortium.manage')
  const answer = useQueryEndpoint(listAlliances, {}, { keepPrevious: true })
  const items = answer.data?.items ?? []
  const chosen = items.find(item => item.consortiumId === params.alliance)
  const onClose = (): void => setParams({ alliance: undefined, new: undefined })
  return (
    <SplitView
      detailLabel={t('network.alliance.detail')}
      detailWidth={460}
      list={
        <>
          <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
          {answer.isPending ? <Skeleton label={t('platform.shell.loading')} lines={5} /> : null}
          {answer.data && items.length === 0 ? (
            <EmptyState title={t('network.alliance.none')}>{t('network.alliance.none_how')}</EmptyState>
          ) : null}
          <div className="net-cards">
            {items.map(alliance => (
              <AllianceCard
                key={alliance.consortiumId}
                alliance={alliance}
                open={alliance.consortiumId === params.alliance}
                onOpen={() => setParams({ alliance: alliance.consortiumId, new: undefined })}
              />
            ))}
          </div>
        </>
      }
      detail={
        params.new && may ? (
          <NewAlliance onClose={onClose} />
        ) : chosen ? (
          <AlliancePanel key={chosen.consortiumId} alliance={chosen} onClose={onClose} />
        ) : null
      }
    />
  )
}
