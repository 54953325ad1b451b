import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { listAgreements, type listPlaques, tiePlaque } from '../../contract-agreements.ts'
import { listTeams } from '../../contract-teams.ts'
import { RecordForm } from './record-form.tsx'

/** To which agreement and team a plaque belongs, and where its photo lies. */
export const PlaqueTieForm = ({
  plaque,
  onDone,
}: {
  readonly plaque: OutputOf<typeof listPlaques>['items'][number]
  readonly onDone: () => void
}) => {
  const agreements = useQueryEndpoint(listAgreements, { institutionId: plaque.institutionId }, { staleSeconds: 60 })
  const teams = useQueryEndpoint(listTeams, { institutionId: plaque.institutionId }, { staleSeconds: 60 })
  return (
    <RecordForm
      name={`network.plaque.tie.${plaque.plaqueId}`}
      title={t('network.plaque.tie')}
      endpoint={tiePlaque}
      initial={{
        agreementId: plaque.agreementId ?? '',
        teamId: plaque.teamId ?? '',
        photoFile: plaque.photoFile ?? '',
      }}
      fields={[
        {
          key: 'agreementId',
          control: 'select',
          label: t('network.field.agreement'),
          hint: t('network.plaque.tie_hint'),
          options: (agreements.data?.items ?? []).map(item => ({
            value: item.agreementId,
            label: `${item.title} ${item.code}`,
          })),
        },
        {
          key: 'teamId',
          control: 'select',
          label: t('network.field.team'),
          options: (teams.data?.items ?? []).map(team => ({ value: team.teamId, label: team.name })),
        },
        { key: 'photoFile', control: 'text', label: t('network.field.photo_file'), maxLength: 200 },
      ]}
      toInput={values => ({
        plaqueId: plaque.plaqueId,
        agreementId: (values.agreementId as string | null) ?? null,
        teamId: (values.teamId as string | null) ?? null,
        photoFile: (values.photoFile as string | null) ?? null,
      })}
      submit={t('network.form.save')}
      onDone={onDone}
      onCancel={onDone}
    />
  )
}
