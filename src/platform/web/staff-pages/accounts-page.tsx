import { Button, Input, Table, type TableColumnsType } from 'antd'
import { listAccounts } from '#src/platform/contract/accounts.ts'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader, SplitView } from '#src/ui/layout.tsx'
import { listKeys } from '#src/ui/list-keys.ts'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { formatMoment } from '../format.ts'
import { t } from '../i18n.ts'
import { usePageParams } from '../navigation.tsx'
import { Pager, useTrail } from '../pager.tsx'
import { ProblemAlert } from '../problem.tsx'
import { useQueryEndpoint } from '../query.ts'
import { roleName } from '../role-name.ts'
import { useCan } from '../session.tsx'
import { serverNow } from '../zone.ts'
import type { AccountRow } from './account-detail.tsx'
import { AccountDetail } from './account-detail.tsx'
import { NewAccount } from './new-account.tsx'
import { openableRow } from './table-rows.ts'

const pageSize = 50

export const AccountState = ({ row }: { readonly row: AccountRow }) => {
  if (row.disabledAt) return <StatusBadge tone="neutral">{t('platform.shell.account.disabled')}</StatusBadge>
  if (row.lockedUntil && new Date(row.lockedUntil) > serverNow())
    return <StatusBadge tone="warn">{t('platform.shell.account.locked')}</StatusBadge>
  if (row.mustChangePassword)
    return <StatusBadge tone="info">{t('platform.shell.account.new_password_due')}</StatusBadge>
  return <StatusBadge tone="good">{t('platform.shell.account.active')}</StatusBadge>
}

const columns = (): TableColumnsType<AccountRow> => [
  {
    key: 'name',
    title: t('platform.shell.account.name'),
    render: (_, row) => (
      <>
        <b>{row.name}</b> <span className="ds-quiet">{row.loginName}</span>
      </>
    ),
  },
  {
    key: 'roles',
    title: t('platform.shell.account.roles'),
    render: (_, row) =>
      row.roles.length === 0 ? (
        <span className="ds-quiet">{t('platform.shell.account.no_role')}</span>
      ) : (
        row.roles.map(role => (
          <div key={`${role.institutionId} ${role.role}`}>
            {roleName(role.role)} <span className="ds-quiet">{role.institutionName}</span>
          </div>
        ))
      ),
  },
  {
    key: 'state',
    title: t('platform.shell.account.state'),
    width: 130,
    render: (_, row) => <AccountState row={row} />,
  },
  {
    key: 'second',
    title: t('platform.shell.user.second_factor'),
    width: 110,
    responsive: ['lg'],
    render: (_, row) => t(row.secondFactor ? 'platform.ui.yes' : 'platform.ui.no'),
  },
  {
    key: 'seen',
    title: t('platform.shell.account.last_seen'),
    width: 150,
    responsive: ['lg'],
    render: (_, row) =>
      row.lastSignInAt ? (
        formatMoment(row.lastSignInAt)
      ) : (
        <span className="ds-quiet">{t('platform.shell.account.never')}</span>
      ),
  },
]

/** 账号与角色: accounts are made by the system administrator, roles are given by the security administrator. */
export const AccountsPage = () => {
  const [params, setParams] = usePageParams()
  const mayManage = useCan('platform.account.manage')
  const trail = useTrail()
  const after = trail.cursor
  const answer = useQueryEndpoint(
    listAccounts,
    { limit: pageSize, ...(params.search ? { search: params.search } : {}), ...(after ? { after } : {}) },
    { keepPrevious: true },
  )
  const rows = answer.data?.accounts ?? []
  const chosen = rows.find(row => row.accountId === params.account)
  const close = (): void => setParams({ account: undefined, new: undefined })
  const detail = params.new ? (
    <NewAccount onClose={close} />
  ) : chosen ? (
    <AccountDetail key={chosen.accountId} row={chosen} onClose={close} />
  ) : null
  return (
    <>
      <PageHeader
        title={t('platform.shell.nav.accounts')}
        purpose={t('platform.shell.account.purpose')}
        actions={
          mayManage ? (
            <Button type="primary" onClick={() => setParams({ new: '1', account: undefined })}>
              {t('platform.shell.account.new')}
            </Button>
          ) : null
        }
      >
        <Input.Search
          key={params.search}
          allowClear
          className="filter-search"
          defaultValue={params.search}
          aria-label={t('platform.shell.account.search')}
          placeholder={t('platform.shell.account.search')}
          onSearch={search => {
            trail.restart()
            setParams({ search: search.trim(), account: undefined })
          }}
        />
        {answer.data ? (
          <span className="ds-quiet" role="status">
            {t('platform.shell.account.count', { count: answer.data.total })}
          </span>
        ) : null}
      </PageHeader>
      <div className="ds-page-body">
        <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
        <SplitView
          detailLabel={t('platform.shell.account.detail')}
          detail={detail}
          list={
            // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the rows inside
            <div onKeyDown={listKeys({ onClose: () => close() })}>
              <Table<AccountRow>
                size="small"
                rowKey="accountId"
                loading={answer.isPending}
                columns={columns()}
                dataSource={rows}
                pagination={false}
                sticky={{ offsetHeader: 48 }}
                scroll={{ x: 640 }}
                rowClassName={row => (row.accountId === params.account ? 'row-open' : '')}
                onRow={row => openableRow(() => setParams({ account: row.accountId, new: undefined }))}
                locale={{ emptyText: <EmptyState title={t('platform.shell.account.none')} icon="search" /> }}
                footer={() => (
                  <Pager
                    trail={trail}
                    next={answer.data?.next}
                    words={[t('platform.shell.previous'), t('platform.shell.next')]}
                  />
                )}
              />
            </div>
          }
        />
      </div>
    </>
  )
}
