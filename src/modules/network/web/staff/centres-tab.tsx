import { Button } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { t } from '#src/platform/web/i18n.ts'
import { currentLanguage } from '#src/platform/web/language.ts'
import { Go, usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { Facts, Skeleton, SplitView } from '#src/ui/layout.tsx'
import { listCentres } from '../../contract-centres.ts'
import { agreementLink, institutionLink, personLink } from '../links.ts'
import { word } from '../words.ts'
import { ChangeCentre, EndForm, JoinCentre, NewCentre } from './centre-forms.tsx'
import { TieBadge } from './pairing-panel.tsx'
import { DemoBadge, Panel, Section } from './panel.tsx'

export type Centre = OutputOf<typeof listCentres>['items'][number]
export type CentreKind = OutputOf<typeof listCentres>['kinds'][number]

const kindName = (kind: CentreKind): string => (currentLanguage() === 'zh-CN' ? kind.name : kind.nameEn)

const Members = ({ centre }: { readonly centre: Centre }) => {
  const [open, setOpen] = useState<string | null>(null)
  const done = (): void => setOpen(null)
  return (
    <Section
      title={t('network.centre.members')}
      count={centre.members.length}
      empty={open ? '' : t('network.centre.no_members')}
      action={
        centre.mayManage && centre.validUntil === null && open === null ? (
          <Button size="small" onClick={() => setOpen('new')}>
            {t('network.centre.join')}
          </Button>
        ) : null
      }
    >
      {open === 'new' ? <JoinCentre centre={centre} onDone={done} /> : null}
      <ul className="net-lines">
        {centre.members.map(member => (
          <li key={member.centreMemberId}>
            <span>
              <Go to={institutionLink(member.institutionId)}>{member.institutionName}</Go>{' '}
              <span className="ds-quiet ds-figure">
                {member.validFrom} – {member.validUntil ?? t('network.open_end')}
              </span>
            </span>
            <span>
              {member.agreementId ? (
                <Go to={agreementLink(member.agreementId)}>{t('network.agreement.see')}</Go>
              ) : (
                <span className="ds-quiet">{t('network.centre.no_agreement')}</span>
              )}
              {centre.mayManage && member.validUntil === null && open === null ? (
                <Button
                  size="small"
                  type="link"
                  aria-label={`${t('network.centre.leave')} ${member.institutionName}`}
                  onClick={() => setOpen(member.centreMemberId)}
                >
                  {t('network.centre.leave')}
                </Button>
              ) : null}
            </span>
            {open === member.centreMemberId ? (
              <EndForm centre={centre} centreMemberId={member.centreMemberId} onDone={done} />
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}

const CentrePanel = ({ centre, onClose }: { readonly centre: Centre; readonly onClose: () => void }) => {
  const [act, setAct] = useState<'change' | 'close' | null>(null)
  const done = (): void => setAct(null)
  return (
    <Panel
      title={centre.name}
      note={centre.code}
      demo={centre.demo}
      badges={<TieBadge state={centre.state} quiet={false} />}
      onClose={onClose}
    >
      <Facts
        items={[
          {
            name: t('network.centre.host'),
            value: <Go to={institutionLink(centre.host.institutionId)}>{centre.host.name}</Go>,
          },
          {
            name: t('network.centre.head'),
            value: (
              <>
                <Go to={personLink(centre.head.staffId)}>{centre.head.name}</Go>{' '}
                <span className="ds-quiet">{centre.head.titleCode ? word('title', centre.head.titleCode) : ''}</span>
              </>
            ),
          },
          { name: t('network.field.phone'), value: centre.phone ?? '–' },
          {
            name: t('network.field.term'),
            value: `${centre.validFrom} – ${centre.validUntil ?? t('network.open_end')}`,
          },
        ]}
      />
      {centre.duties ? <p className="net-bio">{centre.duties}</p> : null}
      {centre.mayManage && act === null && centre.validUntil === null ? (
        <div className="net-acts">
          <Button onClick={() => setAct('change')}>{t('network.centre.change')}</Button>
          <Button onClick={() => setAct('close')}>{t('network.centre.close')}</Button>
        </div>
      ) : null}
      {act === 'change' ? <ChangeCentre centre={centre} onDone={done} /> : null}
      {act === 'close' ? <EndForm centre={centre} onDone={done} /> : null}
      <Members centre={centre} />
    </Panel>
  )
}

type FamilyProps = {
  readonly family: 'shared' | 'management'
  readonly kinds: readonly CentreKind[]
  readonly centres: readonly Centre[]
  readonly openId: string | undefined
  readonly onOpen: (centreId: string) => void
  readonly onNew: ((kind: string) => void) | undefined
}

/** One card a centre; a kind that nobody has set up is a dashed one, so that the ten and the five can be counted. */
const Family = ({ family, kinds, centres, openId, onOpen, onNew }: FamilyProps) => {
  const own = centres.filter(centre => centre.family === family)
  const missing = kinds.filter(kind => kind.family === family && !own.some(centre => centre.kind === kind.kind))
  return (
    <Section title={t(`network.centre.family.${family}`)} count={own.length}>
      <div className="net-cards">
        {own.map(centre => (
          <button
            type="button"
            key={centre.centreId}
            className={centre.centreId === openId ? 'net-card net-card-open' : 'net-card'}
            aria-pressed={centre.centreId === openId}
            onClick={() => onOpen(centre.centreId)}
          >
            <b>{centre.name}</b>
            <span>{centre.host.name}</span>
            <span className="ds-quiet">{t('network.centre.headed_by', { name: centre.head.name })}</span>
            <span className="ds-quiet">
              {t('network.centre.serves', { count: centre.members.length })}
              {centre.withoutAgreement > 0
                ? ` · ${t('network.centre.without_agreement', { count: centre.withoutAgreement })}`
                : ''}
            </span>
            {centre.demo ? <DemoBadge /> : null}
          </button>
        ))}
        {missing.map(kind => (
          <div key={kind.kind} className="net-card net-card-missing">
            <b>{kindName(kind)}</b>
            <span className="ds-quiet">{t('network.centre.not_set_up')}</span>
            {onNew ? (
              <Button
                size="small"
                aria-label={`${t('network.centre.new')} ${kindName(kind)}`}
                onClick={() => onNew(kind.kind)}
              >
                {t('network.centre.new')}
              </Button>
            ) : null}
          </div>
        ))}
      </div>
    </Section>
  )
}

/** 管理中心与共享中心: who runs what for whom, and what nobody runs yet. */
export const CentresTab = () => {
  const [params, setParams] = usePageParams()
  const may = useCan('network.centre.manage')
  const answer = useQueryEndpoint(listCentres, {}, { keepPrevious: true })
  const { kinds = [], items = [] } = answer.data ?? {}
  const chosen = items.find(item => item.centreId === params.centre)
  const onClose = (): void => setParams({ centre: undefined, new: undefined, kind: undefined })
  const family = (key: 'shared' | 'management') => (
    <Family
      family={key}
      kinds={kinds}
      centres={items}
      openId={params.centre}
      onOpen={centre => setParams({ centre, new: undefined, kind: undefined })}
      onNew={may ? kind => setParams({ new: 'yes', kind, centre: undefined }) : undefined}
    />
  )
  return (
    <SplitView
      detailLabel={t('network.centre.detail')}
      detailWidth={460}
      list={
        <>
          <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
          {answer.isPending ? <Skeleton label={t('platform.shell.loading')} lines={6} /> : null}
          {family('shared')}
          {family('management')}
        </>
      }
      detail={
        params.new && may ? (
          <NewCentre key={params.kind ?? ''} kinds={kinds} kind={params.kind} onClose={onClose} />
        ) : chosen ? (
          <CentrePanel key={chosen.centreId} centre={chosen} onClose={onClose} />
        ) : null
      }
    />
  )
}
