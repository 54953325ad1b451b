import { Pager, useTrail } from '#src/platform/web/pager.tsx'
import '../network.css'
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
import { professions, titleCodes } from '../../contract-codes.ts'
import { createStaff, listStaff } from '../../contract-people.ts'
import { InstitutionPicker } from '../pickers.tsx'
import { optionsOf, word } from '../words.ts'
import { rowProps } from './list-parts.tsx'
import { DemoBadge } from './panel.tsx'
import { newPersonInput, personFields, personStart } from './person-fields.ts'
import { PersonPanel } from './person-panel.tsx'
import { RecordForm } from './record-form.tsx'
import { TeamsList } from './teams-list.tsx'

type Row = OutputOf<typeof listStaff>['items'][number]

const columns = (): TableColumnsType<Row> => [
  {
    key: 'name',
    title: t('network.field.person_name'),
    render: (_, row) => (
      <>
        <b>{row.name}</b> {row.demo ? <DemoBadge /> : null}
        <div className="ds-quiet">{row.specialities.join('、')}</div>
      </>
    ),
  },
  { key: 'title', title: t('network.field.title'), width: 120, render: (_, row) => word('title', row.titleCode) },
  {
    key: 'profession',
    title: t('network.field.profession'),
    width: 110,
    render: (_, row) => word('profession', row.profession),
  },
  {
    key: 'institution',
    title: t('network.field.home_institution'),
    width: 190,
    render: (_, row) => (
      <>
        {row.institutionName}
        <div className="ds-quiet">{row.departmentName}</div>
      </>
    ),
  },
  {
    key: 'code',
    title: t('network.field.staff_code'),
    width: 110,
    render: (_, row) => <span className="ds-figure">{row.code}</span>,
  },
]

/** What the address says of the filters, as the query takes it. */
const filtersOf = (params: Readonly<Record<string, string | undefined>>) => ({
  ...(params.institution
    ? params.scope === 'visiting'
      ? { worksAt: params.institution }
      : { institutionId: params.institution }
    : {}),
  ...(params.title && (titleCodes as readonly string[]).includes(params.title)
    ? { titleCode: params.title as (typeof titleCodes)[number] }
    : {}),
  ...(params.profession && (professions as readonly string[]).includes(params.profession)
    ? { profession: params.profession as (typeof professions)[number] }
    : {}),
})

const PeopleList = ({
  open,
  onOpen,
  onClose,
}: {
  readonly open: string | undefined
  readonly onOpen: (staffId: string) => void
  readonly onClose: () => void
}) => {
  const [params, setParams] = usePageParams()
  const [text, setText] = useState('')
  const search = useDeferredValue(text).trim()
  const trail = useTrail()
  const { cursor } = trail
  const answer = useQueryEndpoint(
    listStaff,
    { ...filtersOf(params), ...(search ? { search } : {}), ...(cursor ? { cursor } : {}) },
    { keepPrevious: true },
  )
  const filter = (patch: Readonly<Record<string, string | undefined>>): void => {
    trail.restart()
    setParams(patch)
  }
  return (
    <>
      <div className="net-acts">
        <Input
          allowClear
          className="filter-search"
          value={text}
          aria-label={t('network.search.person')}
          placeholder={t('network.search.person')}
          onChange={event => {
            setText(event.target.value)
            trail.restart()
          }}
        />
        <div className="filter-search">
          <InstitutionPicker
            label={t('network.field.institution')}
            value={params.institution}
            onChange={institution => filter({ institution })}
          />
        </div>
        {params.institution ? (
          <Segmented
            aria-label={t('network.scope.label')}
            value={params.scope === 'visiting' ? 'visiting' : 'home'}
            onChange={scope => filter({ scope: scope === 'visiting' ? 'visiting' : undefined })}
            options={['home', 'visiting'].map(value => ({ value, label: t(`network.scope.${value}`) }))}
          />
        ) : null}
        <Select
          allowClear
          className="filter-kind"
          aria-label={t('network.field.title')}
          placeholder={t('network.field.title')}
          value={params.title ?? null}
          onChange={title => filter({ title: title ?? undefined })}
          options={optionsOf('title', titleCodes)}
        />
        <Select
          allowClear
          className="filter-kind"
          aria-label={t('network.field.profession')}
          placeholder={t('network.field.profession')}
          value={params.profession ?? null}
          onChange={profession => filter({ profession: profession ?? undefined })}
          options={optionsOf('profession', professions)}
        />
        <span className="ds-quiet" role="status">
          {t('network.count.people', { count: answer.data?.total ?? 0 })}
        </span>
      </div>
      <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the rows inside */}
      <div onKeyDown={listKeys({ onClose })}>
        <Table<Row>
          size="small"
          rowKey="staffId"
          loading={answer.isPending}
          columns={columns()}
          dataSource={answer.data?.items ?? []}
          pagination={false}
          sticky={{ offsetHeader: 48 }}
          rowClassName={row => (row.staffId === open ? 'row-open' : '')}
          onRow={row => rowProps(row.staffId, onOpen)}
          locale={{
            emptyText: (
              <EmptyState title={t('network.empty.people')} icon="search">
                {t('network.empty.people_how')}
              </EmptyState>
            ),
          }}
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

/** 人员: everyone who works in the network, found by name, pinyin or what they treat. */
export const PeoplePage = () => {
  const [params, setParams] = usePageParams()
  const may = useCan('network.staff.manage')
  const onOpen = (person: string): void => setParams({ person, new: undefined })
  const onClose = (): void => setParams({ person: undefined, new: undefined })
  const isTeams = params.tab === 'teams'
  return (
    <>
      <PageHeader
        title={t('network.nav.people')}
        purpose={t('network.purpose.people')}
        actions={
          may ? (
            <Button type="primary" onClick={() => setParams({ new: isTeams ? 'team' : 'person', person: undefined })}>
              {isTeams ? t('network.team.new') : t('network.person.new')}
            </Button>
          ) : null
        }
      >
        <Segmented
          aria-label={t('network.tab.label')}
          value={isTeams ? 'teams' : 'people'}
          onChange={tab => setParams({ tab: tab === 'teams' ? 'teams' : undefined, person: undefined, new: undefined })}
          options={['people', 'teams'].map(value => ({ value, label: t(`network.tab.${value}`) }))}
        />
      </PageHeader>
      <div className="ds-page-body">
        {isTeams ? (
          <TeamsList adding={may && params.new === 'team'} onClose={onClose} />
        ) : (
          <SplitView
            detailLabel={t('network.person.detail')}
            detailWidth={460}
            list={<PeopleList open={params.person} onOpen={onOpen} onClose={onClose} />}
            detail={
              params.new === 'person' && may ? (
                <RecordForm
                  name="network.staff.new"
                  title={t('network.person.new')}
                  endpoint={createStaff}
                  initial={{ ...personStart(), institutionId: params.institution ?? '' }}
                  fields={values => personFields(values, true)}
                  toInput={newPersonInput}
                  again={{
                    code: 'network.perhaps_duplicate_staff',
                    label: t('network.person.another'),
                    patch: { anotherPerson: true },
                  }}
                  submit={t('network.person.create')}
                  onDone={answer => onOpen(answer.staffId)}
                  onCancel={onClose}
                />
              ) : params.person ? (
                <PersonPanel key={params.person} staffId={params.person} onClose={onClose} />
              ) : null
            }
          />
        )}
      </div>
    </>
  )
}
