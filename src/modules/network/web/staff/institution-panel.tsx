import { Button, Segmented } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { formatDate } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Go, usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { Facts, Skeleton } from '#src/ui/layout.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { institutionDetail, updateInstitution } from '../../contract.ts'
import { institutionLink, peopleOfLink } from '../links.ts'
import { gradeWords, word } from '../words.ts'
import { AssetsPart } from './assets-part.tsx'
import { FeesPart } from './fees-part.tsx'
import { GoalsPart } from './goals-part.tsx'
import { institutionFields, institutionInput, institutionStart } from './institution-fields.ts'
import { MembershipsSection } from './memberships-section.tsx'
import { Panel, Section } from './panel.tsx'
import { PartsOfDaySection } from './parts-of-day.tsx'
import { PeoplePart } from './people-part.tsx'
import { InstitutionPhoto } from './photo-part.tsx'
import { PlacesSections } from './places-sections.tsx'
import { RecordForm } from './record-form.tsx'

type Detail = OutputOf<typeof institutionDetail>

const AboutFacts = ({ detail }: { readonly detail: Detail }) => {
  const { institution } = detail
  return (
    <Facts
      items={[
        { name: t('network.field.code'), value: institution.code },
        { name: t('network.field.uscc'), value: institution.uscc ?? '–' },
        { name: t('network.field.kind'), value: word('kind', institution.kind) },
        { name: t('network.field.grade'), value: gradeWords(institution.level, institution.grade) },
        ...(institution.parentInstitutionId
          ? [
              {
                name: t('network.field.parent'),
                value: <Go to={institutionLink(institution.parentInstitutionId)}>{detail.parentName}</Go>,
              },
            ]
          : []),
        { name: t('network.field.address'), value: institution.address },
        { name: t('network.field.phone'), value: institution.phone ?? '–' },
        {
          name: t('network.field.people'),
          value: (
            <Go to={peopleOfLink(institution.institutionId)}>
              {t('network.people_count', { count: detail.staffCount })}
            </Go>
          ),
        },
      ]}
    />
  )
}

/** What is written about it, its places in consortia, departments, rooms, branches and hours. */
const About = ({ detail }: { readonly detail: Detail }) => {
  const [editing, setEditing] = useState(false)
  const { institution } = detail
  return (
    <>
      <InstitutionPhoto
        institutionId={institution.institutionId}
        name={institution.name}
        photoId={detail.photoId}
        mayManage={detail.mayManage}
      />
      <AboutFacts detail={detail} />
      {detail.mayManage && !editing ? (
        <div className="net-acts">
          <Button onClick={() => setEditing(true)}>{t('network.form.edit')}</Button>
        </div>
      ) : null}
      {editing ? (
        <RecordForm
          name={`network.institution.edit.${institution.institutionId}.${institution.version}`}
          title={t('network.institution.edit')}
          endpoint={updateInstitution}
          initial={institutionStart(institution)}
          fields={institutionFields()}
          toInput={values => ({
            institutionId: institution.institutionId,
            version: institution.version,
            ...institutionInput(values),
          })}
          submit={t('network.form.save')}
          onDone={() => setEditing(false)}
          onCancel={() => setEditing(false)}
        />
      ) : null}
      <MembershipsSection institutionId={institution.institutionId} memberships={detail.memberships} />
      <PlacesSections detail={detail} />
      <Section
        title={t('network.institution.branches')}
        count={detail.branches.length}
        empty={t('network.institution.no_branches')}
      >
        <ul className="net-lines">
          {detail.branches.map(branch => (
            <li key={branch.institutionId}>
              <Go to={institutionLink(branch.institutionId)}>{branch.shortName}</Go>
              <span className="ds-quiet">{word('kind', branch.kind)}</span>
            </li>
          ))}
        </ul>
      </Section>
      <PartsOfDaySection
        institutionId={institution.institutionId}
        parts={detail.partsOfDay}
        mayManage={detail.mayManage}
      />
    </>
  )
}

const institutionParts = ['about', 'fees', 'assets', 'people', 'goals'] as const
type InstitutionPart = (typeof institutionParts)[number]

const PartOf = ({ part, detail }: { readonly part: InstitutionPart; readonly detail: Detail }) => {
  const { institutionId } = detail.institution
  switch (part) {
    case 'fees':
      return <FeesPart institutionId={institutionId} />
    case 'assets':
      return <AssetsPart institutionId={institutionId} />
    case 'people':
      return <PeoplePart institutionId={institutionId} />
    case 'goals':
      return <GoalsPart institutionId={institutionId} />
    default:
      return <About detail={detail} />
  }
}

/** One institution: what is written about it and everything that belongs to it. */
export const InstitutionPanel = ({
  institutionId,
  onClose,
}: {
  readonly institutionId: string
  readonly onClose: () => void
}) => {
  const [params, setParams] = usePageParams()
  const mayReadGoals = useCan('network.goal.read')
  const parts = institutionParts.filter(key => key !== 'goals' || mayReadGoals)
  const part = parts.find(key => key === params.part) ?? 'about'
  const answer = useQueryEndpoint(institutionDetail, { institutionId })
  const detail = answer.data
  if (answer.error) return <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
  if (!detail) return <Skeleton label={t('platform.shell.loading')} lines={8} />
  const { institution } = detail
  return (
    <Panel
      title={institution.name}
      note={institution.shortName}
      demo={institution.demo}
      badges={
        <>
          {institution.external ? <StatusBadge tone="info">{t('network.external')}</StatusBadge> : null}
          {institution.closedOn ? (
            <StatusBadge tone="warn">
              {t('network.closed_since', { date: formatDate(institution.closedOn, 'bare') })}
            </StatusBadge>
          ) : null}
        </>
      }
      onClose={onClose}
    >
      <div className="net-parts">
        <Segmented
          size="small"
          aria-label={t('network.part_of.label')}
          value={part}
          onChange={key => setParams({ part: key === 'about' ? undefined : String(key) })}
          options={parts.map(key => ({ value: key, label: t(`network.part_of.${key}`) }))}
        />
      </div>
      <PartOf part={part} detail={detail} />
    </Panel>
  )
}
