import '../network.css'
import '../ties.css'
import { Button, Segmented } from 'antd'
import { t } from '#src/platform/web/i18n.ts'
import { usePageParams } from '#src/platform/web/navigation.tsx'
import { useCan } from '#src/platform/web/session.tsx'
import { PageHeader } from '#src/ui/layout.tsx'
import { AlliancesTab } from './alliances-tab.tsx'
import { PairingsTab } from './pairings-tab.tsx'

const tabs = ['pairings', 'alliances'] as const
type Tab = (typeof tabs)[number]

/** 结对与联盟: how institutions are tied together below the agreement, and whether anything happens behind it. */
export const TiesPage = () => {
  const [params, setParams] = usePageParams()
  const tab: Tab = tabs.find(candidate => candidate === params.tab) ?? 'pairings'
  const may: Readonly<Record<Tab, boolean>> = {
    pairings: useCan('network.pairing.manage'),
    alliances: useCan('network.consortium.manage'),
  }
  const closed = { pairing: undefined, alliance: undefined, receiver: undefined, new: undefined }
  return (
    <>
      <PageHeader
        title={t('network.nav.ties')}
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
      <div className="ds-page-body">{tab === 'pairings' ? <PairingsTab /> : <AlliancesTab />}</div>
    </>
  )
}
