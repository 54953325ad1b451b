import { Input, Segmented, Table, type TableColumnsType } from 'antd'
import { useDeferredValue, useState } from 'react'
import { listSettings } from '#src/platform/contract/settings.ts'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader, SplitView } from '#src/ui/layout.tsx'
import { listKeys } from '#src/ui/list-keys.ts'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { t } from '../i18n.ts'
import { usePageParams } from '../navigation.tsx'
import { ProblemAlert } from '../problem.tsx'
import { useQueryEndpoint } from '../query.ts'
import { useSession } from '../session.tsx'
import { SettingDetail } from './setting-detail.tsx'
import { moduleName, type SettingRow, settingName, valueText } from './setting-words.ts'
import { openableRow } from './table-rows.ts'

const columns = (): TableColumnsType<SettingRow> => [
  {
    key: 'name',
    title: t('platform.shell.setting.name'),
    render: (_, row) => (
      <>
        <b className="setting-name">{settingName(row.key)}</b>
        <div className="ds-quiet">{moduleName(row.module)}</div>
      </>
    ),
  },
  {
    key: 'value',
    title: t('platform.shell.setting.value'),
    width: 180,
    render: (_, row) => <span className="ds-figure setting-value">{valueText(row, row.value)}</span>,
  },
  {
    key: 'scope',
    title: t('platform.shell.setting.reach'),
    width: 120,
    render: (_, row) => <span className="ds-quiet">{t(`platform.shell.setting.reach.${row.scope}`)}</span>,
  },
  {
    key: 'from',
    title: t('platform.shell.setting.from'),
    width: 120,
    render: (_, row) => (
      <StatusBadge tone={row.from === 'default' ? 'neutral' : 'info'}>
        {t(`platform.shell.setting.from.${row.from}`)}
      </StatusBadge>
    ),
  },
]

/** 设置: every rule and threshold, where its value comes from, and why it was changed. */
export const SettingsPage = () => {
  const session = useSession()
  const [params, setParams] = usePageParams()
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text).trim().toLowerCase()
  const institutionId = params.scope === 'everywhere' ? undefined : session.institution?.institutionId
  const answer = useQueryEndpoint(listSettings, institutionId ? { institutionId } : {}, { keepPrevious: true })
  const all = answer.data?.settings ?? []
  const rows = all.filter(row =>
    `${settingName(row.key)} ${row.key} ${moduleName(row.module)}`.toLowerCase().includes(wanted),
  )
  const chosen = all.find(row => row.key === params.key)
  return (
    <>
      <PageHeader title={t('platform.shell.nav.settings')} purpose={t('platform.shell.setting.purpose')}>
        <Segmented
          aria-label={t('platform.shell.setting.scope')}
          value={params.scope === 'everywhere' ? 'everywhere' : 'here'}
          onChange={scope => setParams({ scope: scope === 'everywhere' ? 'everywhere' : undefined })}
          options={[
            { value: 'here', label: session.institution?.name ?? t('platform.shell.institution') },
            { value: 'everywhere', label: t('platform.shell.setting.everywhere') },
          ]}
        />
        <Input
          allowClear
          className="filter-text"
          value={text}
          aria-label={t('platform.shell.setting.search')}
          placeholder={t('platform.shell.setting.search')}
          onChange={event => setText(event.target.value)}
        />
        <span className="ds-quiet" role="status">
          {t('platform.shell.setting.count', { count: rows.length })}
        </span>
      </PageHeader>
      <div className="ds-page-body">
        <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
        <SplitView
          detailLabel={t('platform.shell.setting.detail')}
          detail={
            chosen ? (
              <SettingDetail
                key={`${chosen.key} ${institutionId ?? ''}`}
                row={chosen}
                institutionId={institutionId}
                mayChangeEverywhere={answer.data?.mayChangeEverywhere === true}
                onClose={() => setParams({ key: undefined })}
              />
            ) : null
          }
          list={
            // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the rows inside
            <div onKeyDown={listKeys({ onClose: () => setParams({ key: undefined }) })}>
              <Table<SettingRow>
                size="small"
                rowKey="key"
                loading={answer.isPending}
                columns={columns()}
                dataSource={rows}
                pagination={false}
                sticky={{ offsetHeader: 48 }}
                rowClassName={row => (row.key === params.key ? 'row-open' : '')}
                onRow={row => openableRow(() => setParams({ key: row.key }))}
                locale={{ emptyText: <EmptyState title={t('platform.shell.setting.none')} icon="search" /> }}
              />
            </div>
          }
        />
      </div>
    </>
  )
}
