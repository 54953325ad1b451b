import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { t } from '#src/platform/web/i18n.ts'
import { teamKinds } from '../../contract-codes.ts'
import { type listTeams, updateTeam } from '../../contract-teams.ts'
import { optionsOf } from '../words.ts'
import type { FieldSpec } from './field-control.tsx'
import { RecordForm } from './record-form.tsx'

type Team = OutputOf<typeof listTeams>['items'][number]

/** What is written about a team, new or known. */
export const teamFields = (): readonly FieldSpec[] => [
  {
    key: 'code',
    control: 'text',
    label: t('network.field.code'),
    required: true,
    maxLength: 30,
    hint: t('network.hint.code'),
  },
  { key: 'name', control: 'text', label: t('network.field.name'), required: true, maxLength: 40 },
  {
    key: 'kind',
    control: 'select',
    label: t('network.field.team_kind'),
    required: true,
    options: optionsOf('team_kind', teamKinds),
  },
]
export const teamWords = (): readonly FieldSpec[] => [
  { key: 'speciality', control: 'text', label: t('network.field.speciality'), maxLength: 30 },
  { key: 'introduction', control: 'area', label: t('network.field.introduction') },
]

/** Changes what is written about a team; its last day ends it. */
export const EditTeam = ({ team, onClose }: { readonly team: Team; readonly onClose: () => void }) => {
  const { teamId, version, demo, code, name, kind, speciality, introduction, startedOn, endedOn } = team
  return (
    <RecordForm
      name={`network.team.${teamId}.${version}`}
      title={t('network.team.change')}
      endpoint={updateTeam}
      initial={{ code, name, kind, speciality, introduction, startedOn, endedOn }}
      fields={[
        ...teamFields(),
        ...teamWords(),
        { key: 'startedOn', control: 'date', label: t('network.field.started_on') },
        { key: 'endedOn', control: 'date', label: t('network.field.ended_on'), beside: true },
      ]}
      toInput={values => ({ ...(values as object), teamId, version, demo }) as never}
      submit={t('network.team.save')}
      onDone={onClose}
      onCancel={onClose}
    />
  )
}
