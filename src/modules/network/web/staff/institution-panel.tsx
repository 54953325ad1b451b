import { Button } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { formatDate, today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Go } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { Facts, Skeleton } from '#src/ui/layout.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { addMembership, endMembership, institutionDetail, listConsortia, updateInstitution } from '../../contract.ts'
import { institutionLink, peopleOfLink } from '../links.ts'
import { gradeWords, word } from '../words.ts'
import { institutionFields, institutionInput, institutionStart, membershipFields } from './institution-fields.ts'
import { Panel, Section } from './panel.tsx'
import { PartsOfDaySection } from './parts-of-day.tsx'
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

const Memberships = ({ detail }: { readonly detail: Detail }) => {
  const mayManage = useCan('network.consortium.manage')
  const [adding, setAdding] = useState(false)
  const [ending, setEnding] = useState<string | null>(null)
  const consortia = useQueryEndpoint(listConsortia, {}, { staleSeconds: 60 })
  const { institutionId } = detail.institution
  return (
    <Section
      title={t('network.institution.memberships')}
      count={detail.memberships.length}
      empty={t('network.institution.external_why')}
      action={
        mayManage && !adding ? (
          <Button size="small" onClick={() => setAdding(true)}>
            {t('network.institution.add_membership')}
          </Button>
        ) : null
      }
    >
      <ul className="net-lines">
        {detail.memberships.map(membership => (
          <li key={membership.membershipId}>
            <span>
              {membership.consortiumName} <b>{word('member_role', membership.role)}</b>{' '}
              <span className="ds-quiet ds-figure">
                {membership.validFrom} – {membership.validUntil ?? t('network.open_end')}
              </span>
            </span>
            {membership.current && mayManage ? (
              <Button size="small" type="link" onClick={() => setEnding(membership.membershipId)}>
                {t('network.institution.end_membership')}
              </Button>
            ) : null}
            {ending === membership.membershipId ? (
              <RecordForm
                name={`network.membership.end.${membership.membershipId}`}
                title={t('network.institution.end_membership')}
                endpoint={endMembership}
                initial={{ validUntil: today() }}
                fields={[
                  { key: 'validUntil', control: 'date', label: t('network.field.last_day'), required: true },
                  { key: 'reason', control: 'text', label: t('network.field.reason'), required: true, maxLength: 200 },
                ]}
                toInput={values => ({
                  membershipId: membership.membershipId,
                  validUntil: values.validUntil as string,
                  reason: values.reason as string,
                })}
                submit={t('network.institution.end_membership')}
                onDone={() => setEnding(null)}
                onCancel={() => setEnding(null)}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {adding ? (
        <RecordForm
          name={`network.membership.add.${institutionId}`}
          title={t('network.institution.add_membership')}
          endpoint={addMembership}
          initial={{ validFrom: today() }}
          fields={membershipFields(
            (consortia.data?.items ?? []).map(item => ({ value: item.consortiumId, label: item.name })),
            true,
          )}
          toInput={values => ({
            institutionId,
            consortiumId: values.consortiumId as string,
            role: values.role as 'centre',
            validFrom: values.validFrom as string,
          })}
          submit={t('network.institution.add_membership')}
          onDone={() => setAdding(false)}
          onCancel={() => setAdding(false)}
        />
      ) : null}
    </Section>
  )
}

/** One institution: what is written about it and everything that belongs to it. */
export const InstitutionPanel = ({
  institutionId,
  onClose,
}: {
  readonly institutionId: string
  readonly onClose: () => void
}) => {
  const [editing, setEditing] = useState(false)
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
      <AboutFacts detail={detail} />
      {detail.mayManage && !editing ? (
        <div className="net-acts">
          <Button onClick={() => setEditing(true)}>{t('network.form.edit')}</Button>
        </div>
      ) : null}
      {editing ? (
        <RecordForm
          name={`network.institution.edit.${institutionId}.${institution.version}`}
          title={t('network.institution.edit')}
          endpoint={updateInstitution}
          initial={institutionStart(institution)}
          fields={institutionFields()}
          toInput={values => ({ institutionId, version: institution.version, ...institutionInput(values) })}
          submit={t('network.form.save')}
          onDone={() => setEditing(false)}
          onCancel={() => setEditing(false)}
        />
      ) : null}
      <Memberships detail={detail} />
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
      <PartsOfDaySection institutionId={institutionId} parts={detail.partsOfDay} mayManage={detail.mayManage} />
    </Panel>
  )
}
