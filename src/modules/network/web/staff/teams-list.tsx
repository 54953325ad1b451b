import { Button } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Go } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { Skeleton } from '#src/ui/layout.tsx'
import { teamRoles } from '../../contract-codes.ts'
import { addTeamMember, createTeam, endTeamMember, listTeams } from '../../contract-teams.ts'
import { institutionLink, personLink } from '../links.ts'
import { optionsOf, word } from '../words.ts'
import { DemoBadge } from './panel.tsx'
import { RecordForm } from './record-form.tsx'
import { EditTeam, teamFields, teamWords } from './team-form.tsx'

type Team = OutputOf<typeof listTeams>['items'][number]

const Members = ({ team, may }: { readonly team: Team; readonly may: boolean }) => {
  const [open, setOpen] = useState<string | null>(null)
  const done = (): void => setOpen(null)
  return (
    <>
      <ul className="net-lines">
        {team.members.map(member => (
          <li key={member.teamMemberId}>
            <span>
              <Go to={personLink(member.staffId)}>{member.name}</Go>{' '}
              <span className="ds-quiet">
                {[member.titleCode ? word('title', member.titleCode) : '', member.institutionName]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            <span>
              {word('team_role', member.role)}
              {may && member.validUntil === null ? (
                <Button
                  size="small"
                  type="link"
                  aria-label={`${t('network.team.end_member')} ${member.name}`}
                  onClick={() => setOpen(member.teamMemberId)}
                >
                  {t('network.team.end_member')}
                </Button>
              ) : null}
            </span>
            {open === member.teamMemberId ? (
              <RecordForm
                name={`network.team.end.${member.teamMemberId}`}
                title={t('network.team.end_member')}
                endpoint={endTeamMember}
                initial={{ validUntil: today() }}
                fields={[{ key: 'validUntil', control: 'date', label: t('network.field.last_day'), required: true }]}
                toInput={values => ({ teamMemberId: member.teamMemberId, validUntil: values.validUntil as string })}
                submit={t('network.team.end_member')}
                onDone={done}
                onCancel={done}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {may && open === null ? (
        <Button size="small" onClick={() => setOpen('new')}>
          {t('network.team.add_member')}
        </Button>
      ) : null}
      {open === 'new' ? (
        <RecordForm
          name={`network.team.member.${team.teamId}`}
          title={t('network.team.add_member')}
          endpoint={addTeamMember}
          initial={{ role: 'follower', validFrom: today() }}
          fields={[
            { key: 'staffId', control: 'staff', label: t('network.field.person_name'), required: true },
            {
              key: 'role',
              control: 'select',
              label: t('network.field.team_role'),
              required: true,
              options: optionsOf('team_role', teamRoles),
            },
            { key: 'validFrom', control: 'date', label: t('network.field.from'), required: true, beside: true },
          ]}
          toInput={values => ({
            teamId: team.teamId,
            staffId: values.staffId as string,
            role: values.role as 'lead',
            validFrom: values.validFrom as string,
          })}
          submit={t('network.team.add_member')}
          onDone={done}
          onCancel={done}
        />
      ) : null}
    </>
  )
}

const NewTeam = ({ onClose }: { readonly onClose: () => void }) => (
  <RecordForm
    name="network.team.new"
    title={t('network.team.new')}
    endpoint={createTeam}
    initial={{ kind: 'expert_studio', validFrom: today() }}
    fields={[
      ...teamFields(),
      { key: 'institutionId', control: 'institution', label: t('network.field.institution'), required: true },
      ...teamWords(),
      { key: 'leadStaffId', control: 'staff', label: t('network.team_role.lead'), required: true },
      { key: 'validFrom', control: 'date', label: t('network.field.from'), required: true, beside: true },
    ]}
    toInput={values => ({
      institutionId: values.institutionId as string,
      code: values.code as string,
      name: values.name as string,
      kind: values.kind as 'expert_studio',
      speciality: (values.speciality as string | null) ?? null,
      introduction: (values.introduction as string | null) ?? null,
      startedOn: values.validFrom as string,
      members: [
        { staffId: values.leadStaffId as string, role: 'lead' as const, validFrom: values.validFrom as string },
      ],
    })}
    submit={t('network.team.create')}
    onDone={onClose}
    onCancel={onClose}
  />
)

const TeamCard = ({ team }: { readonly team: Team }) => {
  const [editing, setEditing] = useState(false)
  if (editing) return <EditTeam team={team} onClose={() => setEditing(false)} />
  const days = [
    team.startedOn ? t('network.team.since', { day: team.startedOn }) : '',
    team.endedOn ? t('network.team.until', { day: team.endedOn }) : '',
  ]
  return (
    <section className="net-form" aria-label={team.name}>
      <h2>
        {team.name} {team.demo ? <DemoBadge /> : null}
      </h2>
      <p className="ds-quiet">
        {word('team_kind', team.kind)} · <Go to={institutionLink(team.institutionId)}>{team.institutionName}</Go>
        {team.speciality ? ` · ${team.speciality}` : ''}
        {days.filter(Boolean).map(day => ` · ${day}`)}
      </p>
      {team.introduction ? <p className="net-bio">{team.introduction}</p> : null}
      <Members team={team} may={team.mayManage} />
      {team.mayManage ? (
        <div className="net-acts">
          <Button size="small" onClick={() => setEditing(true)}>
            {t('network.team.change')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

/** Studios and teams with their members. */
export const TeamsList = ({ adding, onClose }: { readonly adding: boolean; readonly onClose: () => void }) => {
  const answer = useQueryEndpoint(listTeams, {}, { keepPrevious: true })
  const teams = answer.data?.items ?? []
  return (
    <>
      {adding ? <NewTeam onClose={onClose} /> : null}
      <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
      {answer.isPending ? <Skeleton label={t('platform.shell.loading')} lines={5} /> : null}
      {answer.data && teams.length === 0 ? (
        <EmptyState title={t('network.empty.teams')}>{t('network.empty.teams_how')}</EmptyState>
      ) : null}
      <div className="net-months">
        {teams.map(team => (
          <TeamCard key={team.teamId} team={team} />
        ))}
      </div>
    </>
  )
}
