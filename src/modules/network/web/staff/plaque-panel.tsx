import { Button } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Go } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Facts, Skeleton } from '#src/ui/layout.tsx'
import { Notice } from '#src/ui/notice.tsx'
import {
  givePlaque,
  listAgreements,
  listPlaques,
  noteServiceActivity,
  removePlaque,
} from '../../contract-agreements.ts'
import { plaqueKinds, serviceKinds } from '../../contract-codes.ts'
import { agreementLink, institutionLink } from '../links.ts'
import { optionsOf, word } from '../words.ts'
import { PlaqueStateBadge } from './agreement-panel.tsx'
import { Panel } from './panel.tsx'
import { PlaqueTieForm } from './plaque-tie-form.tsx'
import { RecordForm } from './record-form.tsx'

type Plaque = OutputOf<typeof listPlaques>['items'][number]

/** The form of a plaque that was given. */
export const NewPlaque = ({ onClose }: { readonly onClose: () => void }) => {
  const agreements = useQueryEndpoint(listAgreements, {}, { staleSeconds: 60 })
  return (
    <RecordForm
      name="network.plaque.new"
      title={t('network.plaque.new')}
      endpoint={givePlaque}
      initial={{ kind: 'alliance_unit', givenOn: today(), services: [] }}
      fields={[
        {
          key: 'code',
          control: 'text',
          label: t('network.field.plaque_code'),
          required: true,
          maxLength: 30,
          hint: t('network.hint.code'),
        },
        {
          key: 'kind',
          control: 'select',
          label: t('network.field.plaque_kind'),
          required: true,
          beside: true,
          options: optionsOf('plaque_kind', plaqueKinds),
        },
        { key: 'name', control: 'text', label: t('network.field.name'), required: true, maxLength: 80 },
        { key: 'institutionId', control: 'institution', label: t('network.field.hangs_at'), required: true },
        { key: 'giver', control: 'text', label: t('network.field.giver'), required: true, maxLength: 60 },
        { key: 'giverInstitutionId', control: 'institution', label: t('network.field.giver_institution') },
        {
          key: 'agreementId',
          control: 'select',
          label: t('network.field.agreement'),
          options: (agreements.data?.items ?? []).map(item => ({
            value: item.agreementId,
            label: `${item.title} ${item.code}`,
          })),
        },
        {
          key: 'services',
          control: 'multi',
          label: t('network.field.services'),
          required: true,
          options: optionsOf('service', serviceKinds),
        },
        { key: 'givenOn', control: 'date', label: t('network.field.given_on'), required: true },
        { key: 'validUntil', control: 'date', label: t('network.field.until'), beside: true },
      ]}
      toInput={values => ({
        institutionId: values.institutionId as string,
        agreementId: (values.agreementId as string | null) ?? null,
        code: values.code as string,
        kind: values.kind as 'other',
        name: values.name as string,
        giver: values.giver as string,
        giverInstitutionId: (values.giverInstitutionId as string | null) ?? null,
        givenOn: values.givenOn as string,
        validUntil: (values.validUntil as string | null) ?? null,
        services: values.services as (typeof serviceKinds)[number][],
      })}
      submit={t('network.plaque.give')}
      onDone={onClose}
      onCancel={onClose}
    />
  )
}

const Acts = ({ plaque }: { readonly plaque: Plaque }) => {
  const [act, setAct] = useState<'note' | 'tie' | 'remove' | null>(null)
  const done = (): void => setAct(null)
  if (act === 'note')
    return (
      <RecordForm
        name={`network.plaque.note.${plaque.plaqueId}`}
        title={t('network.plaque.note')}
        endpoint={noteServiceActivity}
        initial={{ service: plaque.services[0] ?? '', on: today() }}
        fields={[
          {
            key: 'service',
            control: 'select',
            label: t('network.field.services'),
            required: true,
            options: optionsOf('service', plaque.services),
          },
          { key: 'on', control: 'date', label: t('network.field.on'), required: true, beside: true },
        ]}
        toInput={values => ({ plaqueId: plaque.plaqueId, service: values.service as 'tcm', on: values.on as string })}
        submit={t('network.plaque.note_do')}
        onDone={done}
        onCancel={done}
      />
    )
  if (act === 'tie') return <PlaqueTieForm plaque={plaque} onDone={done} />
  if (act === 'remove')
    return (
      <RecordForm
        name={`network.plaque.remove.${plaque.plaqueId}`}
        title={t('network.plaque.remove')}
        endpoint={removePlaque}
        initial={{ removedOn: today() }}
        fields={[{ key: 'removedOn', control: 'date', label: t('network.field.removed_on'), required: true }]}
        toInput={values => ({ plaqueId: plaque.plaqueId, removedOn: values.removedOn as string })}
        submit={t('network.plaque.remove')}
        onDone={done}
        onCancel={done}
      />
    )
  return (
    <div className="net-acts">
      <Button type="primary" onClick={() => setAct('note')}>
        {t('network.plaque.note')}
      </Button>
      <Button onClick={() => setAct('tie')}>{t('network.plaque.tie')}</Button>
      <Button onClick={() => setAct('remove')}>{t('network.plaque.remove')}</Button>
    </div>
  )
}

/** One plaque and whether what it promises takes place. */
export const PlaquePanel = ({ plaqueId, onClose }: { readonly plaqueId: string; readonly onClose: () => void }) => {
  const answer = useQueryEndpoint(listPlaques, {})
  if (answer.error) return <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <Skeleton label={t('platform.shell.loading')} lines={6} />
  const plaque = answer.data.items.find(item => item.plaqueId === plaqueId)
  if (!plaque) return <p>{t('network.error.unknown_plaque')}</p>
  return (
    <Panel
      title={plaque.name}
      note={plaque.code}
      demo={plaque.demo}
      badges={<PlaqueStateBadge state={plaque.state} />}
      onClose={onClose}
    >
      {plaque.state === 'dormant' ? (
        <div className="net-notice">
          <Notice tone="warn">
            <p>{t('network.plaque.dormant_why', { days: plaque.quietDays, limit: answer.data.dormantAfterDays })}</p>
          </Notice>
        </div>
      ) : null}
      <Facts
        items={[
          { name: t('network.field.plaque_kind'), value: word('plaque_kind', plaque.kind) },
          {
            name: t('network.field.hangs_at'),
            value: <Go to={institutionLink(plaque.institutionId)}>{plaque.institutionName}</Go>,
          },
          { name: t('network.field.giver'), value: plaque.giver },
          { name: t('network.field.given_on'), value: plaque.givenOn },
          { name: t('network.field.until'), value: plaque.validUntil ?? t('network.open_end') },
          {
            name: t('network.field.services'),
            value: plaque.services.map(service => word('service', service)).join('、'),
          },
          ...(plaque.teamName ? [{ name: t('network.field.team'), value: plaque.teamName }] : []),
          ...(plaque.photoFile ? [{ name: t('network.field.photo_file'), value: plaque.photoFile }] : []),
          { name: t('network.field.last_activity'), value: plaque.lastActivityOn ?? t('network.plaque.never') },
          ...(plaque.agreementId
            ? [
                {
                  name: t('network.field.agreement'),
                  value: <Go to={agreementLink(plaque.agreementId)}>{t('network.agreement.see')}</Go>,
                },
              ]
            : []),
        ]}
      />
      {plaque.mayManage && plaque.removedOn === null ? <Acts plaque={plaque} /> : null}
    </Panel>
  )
}
