import { Button } from 'antd'
import { useState } from 'react'
import { today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Go } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { Facts, Skeleton } from '#src/ui/layout.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { addPracticeSite, changeTitle, endPracticeSite, staffDetail, updateStaff } from '../../contract-people.ts'
import { institutionLink } from '../links.ts'
import { word } from '../words.ts'
import { EditableList, Period } from './editable-list.tsx'
import { Panel, Section } from './panel.tsx'
import { type Person, personFields, personInput, personStart, titleFields } from './person-fields.ts'
import { StaffPhoto } from './photo-part.tsx'
import { RecordForm } from './record-form.tsx'

type Props = { readonly person: Person }

const Titles = ({ person }: Props) => (
  <EditableList
    title={t('network.person.titles')}
    empty={t('network.person.no_titles')}
    items={person.titles}
    idOf={title => title.staffTitleId}
    nameOf={title => word('title', title.titleCode)}
    history
    line={title => (
      <>
        <b>{word('title', title.titleCode)}</b> <Period from={title.validFrom} until={title.validUntil} />
        {title.certificate ? <span className="ds-quiet"> {title.certificate}</span> : null}
      </>
    )}
    may={person.mayManage}
    add={t('network.person.change_title')}
    acts={() => []}
    form={(_, __, close) => (
      <RecordForm
        name={`network.title.${person.staffId}`}
        title={t('network.person.change_title')}
        endpoint={changeTitle}
        initial={{ validFrom: today() }}
        fields={titleFields(true)}
        toInput={values => ({
          staffId: person.staffId,
          titleCode: values.titleCode as '231',
          validFrom: values.validFrom as string,
          certificate: (values.certificate as string | null) ?? null,
        })}
        submit={t('network.person.change_title_do')}
        onDone={close}
        onCancel={close}
      />
    )}
  />
)

type Site = Person['practiceSites'][number]

const EndSite = ({ site, onClose }: { readonly site: Site; readonly onClose: () => void }) => (
  <RecordForm
    name={`network.site.end.${site.practiceSiteId}`}
    title={t('network.person.end_site')}
    endpoint={endPracticeSite}
    initial={{ validUntil: today() }}
    fields={[{ key: 'validUntil', control: 'date', label: t('network.field.last_day'), required: true }]}
    toInput={values => ({ practiceSiteId: site.practiceSiteId, validUntil: values.validUntil as string })}
    submit={t('network.person.end_site')}
    onDone={onClose}
    onCancel={onClose}
  />
)

const AddSite = ({ staffId, onClose }: { readonly staffId: string; readonly onClose: () => void }) => (
  <RecordForm
    name={`network.site.${staffId}`}
    title={t('network.person.add_site')}
    endpoint={addPracticeSite}
    initial={{ validFrom: today() }}
    fields={values => [
      { key: 'institutionId', control: 'institution', label: t('network.field.institution'), required: true },
      {
        key: 'departmentId',
        control: 'department',
        label: t('network.field.department'),
        within: values.institutionId as string | undefined,
        beside: true,
      },
      { key: 'validFrom', control: 'date', label: t('network.field.from'), required: true },
      { key: 'validUntil', control: 'date', label: t('network.field.until'), beside: true },
      { key: 'filingNumber', control: 'text', label: t('network.field.filing_number'), maxLength: 40 },
    ]}
    toInput={values => ({
      staffId,
      institutionId: values.institutionId as string,
      departmentId: (values.departmentId as string | null) ?? null,
      validFrom: values.validFrom as string,
      validUntil: (values.validUntil as string | null) ?? null,
      filingNumber: (values.filingNumber as string | null) ?? null,
    })}
    submit={t('network.person.add_site')}
    onDone={onClose}
    onCancel={onClose}
  />
)

const Sites = ({ person }: Props) => (
  <EditableList
    title={t('network.person.sites')}
    empty={t('network.person.no_sites')}
    items={person.practiceSites}
    idOf={site => site.practiceSiteId}
    nameOf={site => site.institutionName}
    line={site => (
      <>
        <Go to={institutionLink(site.institutionId)}>{site.institutionName}</Go> {site.departmentName}{' '}
        <Period from={site.validFrom} until={site.validUntil} />
      </>
    )}
    may={useCan('network.staff.manage')}
    add={t('network.person.add_site')}
    acts={site =>
      site.validUntil === null || site.validUntil >= today()
        ? [{ key: 'end', label: t('network.person.end_site') }]
        : []
    }
    form={(_, site, close) =>
      site ? <EndSite site={site} onClose={close} /> : <AddSite staffId={person.staffId} onClose={close} />
    }
  />
)

/** One person with history, sites and teams. */
export const PersonPanel = ({ staffId, onClose }: { readonly staffId: string; readonly onClose: () => void }) => {
  const [editing, setEditing] = useState(false)
  const answer = useQueryEndpoint(staffDetail, { staffId })
  const person = answer.data
  if (answer.error) return <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
  if (!person) return <Skeleton label={t('platform.shell.loading')} lines={8} />
  return (
    <Panel
      title={person.name}
      note={[
        person.titleCode ? word('title', person.titleCode) : '',
        person.institutionName,
        person.departmentName ?? '',
      ]
        .filter(Boolean)
        .join(' · ')}
      demo={person.demo}
      badges={
        person.leftOn ? <StatusBadge tone="warn">{t('network.left_on', { date: person.leftOn })}</StatusBadge> : null
      }
      onClose={onClose}
    >
      <StaffPhoto staffId={staffId} name={person.name} photoId={person.photoId} mayManage={person.mayManage} />
      <Facts
        items={[
          { name: t('network.field.staff_code'), value: person.code },
          { name: t('network.field.sex'), value: word('sex', person.sex) },
          { name: t('network.field.profession'), value: word('profession', person.profession) },
          {
            name: t('network.field.home_institution'),
            value: <Go to={institutionLink(person.institutionId)}>{person.institutionName}</Go>,
          },
          { name: t('network.field.licence'), value: person.licenceNumber ?? '–' },
          { name: t('network.field.mobile'), value: <span className="ds-figure">{person.phone ?? '–'}</span> },
          { name: t('network.field.specialities'), value: person.specialities.join('、') || '–' },
          { name: t('network.field.joined_on'), value: person.joinedOn ?? '–' },
        ]}
      />
      {person.bio ? <p className="net-bio">{person.bio}</p> : null}
      {person.mayManage && !editing ? (
        <div className="net-acts">
          <Button onClick={() => setEditing(true)}>{t('network.form.edit')}</Button>
        </div>
      ) : null}
      {editing ? (
        <RecordForm
          name={`network.staff.edit.${staffId}.${person.version}`}
          title={t('network.person.edit')}
          endpoint={updateStaff}
          initial={personStart(person)}
          fields={values => personFields(values, false)}
          toInput={values => ({ staffId, version: person.version, ...personInput(values) })}
          submit={t('network.form.save')}
          onDone={() => setEditing(false)}
          onCancel={() => setEditing(false)}
        />
      ) : null}
      <Titles person={person} />
      <Sites person={person} />
      <Section title={t('network.person.teams')} count={person.teams.length} empty={t('network.person.no_teams')}>
        <ul className="net-lines">
          {person.teams.map(team => (
            <li key={team.teamId}>
              <span>{team.name}</span>
              <span className="ds-quiet">{word('team_role', team.role)}</span>
            </li>
          ))}
        </ul>
      </Section>
    </Panel>
  )
}
