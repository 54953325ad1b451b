import '../network.css'
import '../ties.css'
import { Button, Segmented } from 'antd'
import { t } from '#src/platform/web/i18n.ts'
import { usePageParams } from '#src/platform/web/navigation.tsx'
import { useCan } from '#src/platform/web/session.tsx'
import { PageHeader } from '#src/ui/layout.tsx'
import { AlliancesTab } from './alliances-tab.tsx'
import { CentresTab } from './centres-tab.tsx'
import { PairingsTab } from './pairings-tab.tsx'

const tabs = ['pairings', 'alliances', 'centres'] as const
type Tab = (typeof tabs)[number]

/** 结对、联盟与中心: how institutions are tied together below the agreement, and whether anything happens behind it. */
export const TiesPage = () => {
  const [params, setParams] = usePageParams()
  const tab: Tab = tabs.find(candidate => candidate === params.tab) ?? 'pairings'
  const may: Readonly<Record<Tab, boolean>> = {
    pairings: useCan('network.pairing.manage'),
    alliances: useCan('network.consortium.manage'),
    centres: useCan('network.centre.manage'),
  }
  const closed = {
    pairing: undefined,
    alliance: undefined,
    centre: undefined,
    kind: undefined,
    receiver: undefined,
    new: undefined,
  }
  return (
    <>
      <PageHeader
        title={t('network.ties.title')}
        purpose={t('network.purpose.ties')}
        actions={
          may[tab] ? (
            <Button type="primary" onClick={() => setParams({ ...closed, new: 'yes' })}>
              {t(`network.tie.new.${tab}`)}
            </Button>
          ) : null
        }
      >
        <Segmented
          aria-label={t('network.tab.label')}
          value={tab}
          onChange={next => setParams({ ...closed, tab: next === 'pairings' ? undefined : String(next) })}
          options={tabs.map(value => ({ value, label: t(`network.tie.tab.${value}`) }))}
        />
      </PageHeader>
      <div className="ds-page-body">
        {tab === 'pairings' ? <PairingsTab /> : tab === 'alliances' ? <AlliancesTab /> : <CentresTab />}
      </div>
    </>
  )
}
