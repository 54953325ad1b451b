import '../network.css'
import '../ties.css'
import { Button, Segmented } from 'antd'
import { t } from '#src/platform/web/i18n.ts'
import { usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { PageHeader, Skeleton, SplitView } from '#src/ui/layout.tsx'
import { definitions } from '../../contract-definitions.ts'
import { KindDetail, KindList, NewKind } from './centre-kinds.tsx'
import { MeasureDetail, MeasureList, NewMeasure } from './measures-list.tsx'

const tabs = ['measures', 'kinds'] as const

/** 口径: what is counted and by which definition, what this region chose, and the kinds of centres there are. */
export const DefinitionsPage = () => {
  const [params, setParams] = usePageParams()
  const tab = params.tab === 'kinds' ? 'kinds' : 'measures'
  const may = { measures: useCan('network.definition.manage'), kinds: useCan('network.centre.manage') }[tab]
  const answer = useQueryEndpoint(definitions, {}, { keepPrevious: true })
  const measures = answer.data?.measures ?? []
  const kinds = answer.data?.kinds ?? []
  const open = (one: string) => setParams({ one, new: undefined })
  const close = () => setParams({ one: undefined, new: undefined })
  const measure = measures.find(row => row.measure === params.one)
  const kind = kinds.find(row => row.kind === params.one)
  const forms =
    tab === 'measures' ? (
      params.new && may ? (
        <NewMeasure onClose={close} />
      ) : measure ? (
        <MeasureDetail key={measure.measure} row={measure} may={may} onClose={close} />
      ) : null
    ) : params.new && may ? (
      <NewKind onClose={close} />
    ) : kind ? (
      <KindDetail key={kind.kind} row={kind} may={may} onClose={close} />
    ) : null
  return (
    <>
      <PageHeader
        title={t('network.nav.definitions')}
        purpose={t('network.purpose.definitions')}
        actions={
          may ? (
            <Button type="primary" onClick={() => setParams({ one: undefined, new: 'yes' })}>
              {t(`network.definition.new.${tab}`)}
            </Button>
          ) : null
        }
      >
        <Segmented
          aria-label={t('network.tab.label')}
          value={tab}
          onChange={next => setParams({ tab: next === 'kinds' ? 'kinds' : undefined, one: undefined, new: undefined })}
          options={tabs.map(value => ({ value, label: t(`network.definition.tab.${value}`) }))}
        />
        <span className="ds-quiet" role="status">
          {answer.data
            ? t(`network.definition.count.${tab}`, { count: tab === 'measures' ? measures.length : kinds.length })
            : ''}
        </span>
      </PageHeader>
      <div className="ds-page-body">
        <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
        {answer.isPending ? <Skeleton label={t('platform.shell.loading')} lines={6} /> : null}
        <SplitView
          detailLabel={t(`network.definition.tab.${tab}`)}
          detailWidth={440}
          list={
            tab === 'measures' ? (
              <MeasureList rows={measures} open={params.one} onOpen={open} onClose={close} />
            ) : (
              <KindList rows={kinds} open={params.one} onOpen={open} onClose={close} />
            )
          }
          detail={forms}
        />
      </div>
    </>
  )
}
