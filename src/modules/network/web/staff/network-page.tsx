import { Pager, useTrail } from '#src/platform/web/pager.tsx'
import '../network.css'
import '../ties.css'
import { Button, Input, Segmented, Select, Table, type TableColumnsType } from 'antd'
import { useDeferredValue, useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { t } from '#src/platform/web/i18n.ts'
import { usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader, SplitView } from '#src/ui/layout.tsx'
import { listKeys } from '#src/ui/list-keys.ts'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import {
  createConsortium,
  createInstitution,
  listConsortia,
  listInstitutions,
  listMemberships,
} from '../../contract.ts'
import { gradeWords, word } from '../words.ts'
import { type Consortium, ConsortiumCard } from './consortium-card.tsx'
import { consortiumFields, institutionFields, institutionInput, institutionStart } from './institution-fields.ts'
import { InstitutionPanel } from './institution-panel.tsx'
import { rowProps } from './list-parts.tsx'
import { DemoBadge } from './panel.tsx'
import { RecordForm } from './record-form.tsx'

type Institution = OutputOf<typeof listInstitutions>['items'][number]
type Member = OutputOf<typeof listMemberships>['items'][number]
type TreeRow = Member & { readonly children?: readonly TreeRow[] }

/** Members under the centre that runs them, as they stand in the consortium. */
const treeOf = (members: readonly Member[], parentId: string | null = null): readonly TreeRow[] => {
  const present = new Set(members.map(member => member.institutionId))
  const above = (member: Member) =>
    member.parentInstitutionId && present.has(member.parentInstitutionId) ? member.parentInstitutionId : null
  return members
    .filter(member => above(member) === parentId)
    .map(member => {
      const children = treeOf(members, member.institutionId)
      return children.length > 0 ? { ...member, children } : member
    })
}

const memberColumns = (): TableColumnsType<TreeRow> => [
  { key: 'name', title: t('network.field.name'), render: (_, row) => <b>{row.institutionName}</b> },
  { key: 'role', title: t('network.field.member_role'), width: 150, render: (_, row) => word('member_role', row.role) },
  { key: 'kind', title: t('network.field.kind'), width: 150, render: (_, row) => word('kind', row.institutionKind) },
  {
    key: 'from',
    title: t('network.field.from'),
    width: 110,
    render: (_, row) => <span className="ds-figure">{row.validFrom}</span>,
  },
]
const institutionColumns = (): TableColumnsType<Institution> => [
  {
    key: 'name',
    title: t('network.field.name'),
    render: (_, row) => (
      <>
        <b>{row.name}</b>
        <div className="ds-quiet">{row.address}</div>
      </>
    ),
  },
  { key: 'kind', title: t('network.field.kind'), width: 150, render: (_, row) => word('kind', row.kind) },
  { key: 'grade', title: t('network.field.grade'), width: 90, render: (_, row) => gradeWords(row.level, row.grade) },
  {
    key: 'state',
    title: t('network.field.state'),
    width: 140,
    render: (_, row) => (
      <>
        {row.external ? <StatusBadge tone="info">{t('network.external')}</StatusBadge> : null}{' '}
        {row.demo ? <DemoBadge /> : null}
      </>
    ),
  },
]

type ListProps = {
  readonly open: string | undefined
  readonly onOpen: (institutionId: string) => void
  readonly onClose: () => void
}

const ConsortiumTree = ({ consortium, ...list }: ListProps & { readonly consortium: Consortium }) => {
  const { consortiumId } = consortium
  const answer = useQueryEndpoint(listMemberships, { consortiumId }, { keepPrevious: true })
  const members = answer.data?.items ?? []
  return (
    <>
      <ConsortiumCard consortium={consortium} />
      <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
      <p className="ds-quiet" role="status">
        {t('network.count.members', { count: members.length })}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the rows inside */}
      <div onKeyDown={listKeys({ onClose: list.onClose })}>
        <Table<TreeRow>
          key={`${consortiumId} ${members.length}`}
          size="small"
          rowKey="membershipId"
          loading={answer.isPending}
          columns={memberColumns()}
          dataSource={[...treeOf(members)]}
          expandable={{ defaultExpandAllRows: true }}
          pagination={false}
          sticky={{ offsetHeader: 48 }}
          rowClassName={row => (row.institutionId === list.open ? 'row-open' : '')}
          onRow={row => rowProps(row.institutionId, list.onOpen)}
          locale={{
            emptyText: <EmptyState title={t('network.empty.members')}>{t('network.empty.members_how')}</EmptyState>,
          }}
        />
      </div>
    </>
  )
}

const InstitutionList = ({
  membership,
  ...list
}: ListProps & { readonly membership: 'member' | 'external' | undefined }) => {
  const [text, setText] = useState('')
  const search = useDeferredValue(text).trim()
  const trail = useTrail()
  const { cursor } = trail
  const answer = useQueryEndpoint(
    listInstitutions,
    { ...(search ? { search } : {}), ...(membership ? { membership } : {}), ...(cursor ? { cursor } : {}) },
    { keepPrevious: true },
  )
  return (
    <>
      <div className="net-acts">
        <Input
          allowClear
          className="filter-search"
          value={text}
          aria-label={t('network.search.institution')}
          placeholder={t('network.search.institution')}
          onChange={event => {
            setText(event.target.value)
            trail.restart()
          }}
        />
        <span className="ds-quiet" role="status">
          {t('network.count.institutions', { count: answer.data?.total ?? 0 })}
        </span>
      </div>
      <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the rows inside */}
      <div onKeyDown={listKeys({ onClose: list.onClose })}>
        <Table<Institution>
          size="small"
          rowKey="institutionId"
          loading={answer.isPending}
          columns={institutionColumns()}
          dataSource={answer.data?.items ?? []}
          pagination={false}
          sticky={{ offsetHeader: 48 }}
          rowClassName={row => (row.institutionId === list.open ? 'row-open' : '')}
          onRow={row => rowProps(row.institutionId, list.onOpen)}
          locale={{ emptyText: <EmptyState title={t('network.empty.institutions')} icon="search" /> }}
        />
      </div>
      <Pager
        trail={trail}
        next={answer.data?.nextCursor}
        words={[t('platform.shell.previous'), t('platform.shell.next')]}
      />
    </>
  )
}

const NewForms = ({
  kind,
  onDone,
  onClose,
}: {
  readonly kind: string
  readonly onDone: (institutionId?: string) => void
  readonly onClose: () => void
}) =>
  kind === 'consortium' ? (
    <RecordForm
      name="network.consortium.new"
      title={t('network.consortium.new')}
      endpoint={createConsortium}
      initial={{ kind: 'urban_grid' }}
      fields={consortiumFields()}
      toInput={values => values as never}
      submit={t('network.consortium.create')}
      onDone={() => onDone()}
      onCancel={onClose}
    />
  ) : (
    <RecordForm
      name="network.institution.new"
      title={t('network.institution.new')}
      endpoint={createInstitution}
      initial={institutionStart()}
      fields={institutionFields()}
      toInput={institutionInput}
      submit={t('network.institution.create')}
      onDone={answer => onDone(answer.institutionId)}
      onCancel={onClose}
    />
  )

/** 医联体网络: who belongs to what, and one institution beside it. */
export const NetworkPage = () => {
  const [params, setParams] = usePageParams()
  const consortia = useQueryEndpoint(listConsortia, {}, { staleSeconds: 30 })
  const items = consortia.data?.items ?? []
  const mayCreate = useCan('network.institution.create')
  const view = params.view ?? (items.length > 0 ? 'consortium' : 'all')
  const chosen = items.find(item => item.consortiumId === params.consortium) ?? items[0]
  const list: ListProps = {
    open: params.institution,
    onOpen: institution => setParams({ institution, new: undefined }),
    onClose: () => setParams({ institution: undefined, new: undefined }),
  }
  const membership = view === 'external' ? 'external' : undefined
  return (
    <>
      <PageHeader
        title={t('network.nav.network')}
        purpose={t('network.purpose.network')}
        actions={
          mayCreate ? (
            <>
              <Button onClick={() => setParams({ new: 'consortium', institution: undefined })}>
                {t('network.consortium.new')}
              </Button>
              <Button type="primary" onClick={() => setParams({ new: 'institution', institution: undefined })}>
                {t('network.institution.new')}
              </Button>
            </>
          ) : null
        }
      >
        <Segmented
          aria-label={t('network.view.label')}
          value={view}
          onChange={next => setParams({ view: String(next) })}
          options={['consortium', 'all', 'external'].map(value => ({ value, label: t(`network.view.${value}`) }))}
        />
        {view === 'consortium' && items.length > 0 ? (
          <Select
            className="filter-search"
            aria-label={t('network.field.consortium')}
            value={chosen?.consortiumId ?? null}
            onChange={consortium => setParams({ consortium: consortium ?? undefined })}
            options={items.map(item => ({
              value: item.consortiumId,
              label: `${item.name} · ${word('consortium_kind', item.kind)}`,
            }))}
          />
        ) : null}
      </PageHeader>
      <div className="ds-page-body">
        <ProblemAlert problem={consortia.error} onRetry={() => void consortia.refetch()} />
        <SplitView
          detailLabel={t('network.institution.detail')}
          detailWidth={460}
          list={
            view === 'consortium' ? (
              chosen ? (
                <ConsortiumTree key={chosen.consortiumId} consortium={chosen} {...list} />
              ) : (
                <EmptyState title={t('network.empty.consortia')}>{t('network.empty.consortia_how')}</EmptyState>
              )
            ) : (
              <InstitutionList key={view} membership={membership} {...list} />
            )
          }
          detail={
            params.new && mayCreate ? (
              <NewForms
                key={params.new}
                kind={params.new}
                onClose={list.onClose}
                onDone={institution => setParams({ institution, new: undefined })}
              />
            ) : params.institution ? (
              <InstitutionPanel key={params.institution} institutionId={params.institution} onClose={list.onClose} />
            ) : null
          }
        />
      </div>
    </>
  )
}
