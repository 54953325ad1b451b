import { Button } from 'antd'
import { useState } from 'react'
import { addDays } from '#src/platform/kernel/dates.ts'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Go } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Facts, Skeleton } from '#src/ui/layout.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import type { Tone } from '#src/ui/tone.ts'
import { endAgreement, listAgreements, renewAgreement, signAgreement } from '../../contract-agreements.ts'
import { type AgreementState, agreementKinds, type PlaqueState } from '../../contract-codes.ts'
import { agreementLink, institutionLink } from '../links.ts'
import { optionsOf, word } from '../words.ts'
import { Panel } from './panel.tsx'
import { RecordForm } from './record-form.tsx'

type Agreement = OutputOf<typeof listAgreements>['items'][number]

const agreementTone: Readonly<Record<AgreementState, Tone>> = {
  upcoming: 'info',
  active: 'good',
  renewal_due: 'warn',
  expired: 'warn',
  renewed: 'neutral',
  ended: 'neutral',
}
const plaqueTone: Readonly<Record<PlaqueState, Tone>> = {
  active: 'good',
  dormant: 'warn',
  expired: 'warn',
  removed: 'neutral',
}

export const AgreementStateBadge = ({ state }: { readonly state: AgreementState }) => (
  <StatusBadge tone={agreementTone[state]}>{word('agreement_state', state)}</StatusBadge>
)
export const PlaqueStateBadge = ({ state }: { readonly state: PlaqueState }) => (
  <StatusBadge tone={plaqueTone[state]}>{word('plaque_state', state)}</StatusBadge>
)

const termFields = () => [
  { key: 'signedOn', control: 'date', label: t('network.field.signed_on'), required: true } as const,
  { key: 'validFrom', control: 'date', label: t('network.field.from'), required: true } as const,
  { key: 'validUntil', control: 'date', label: t('network.field.until'), beside: true } as const,
]

/** The form of a newly signed agreement. */
export const NewAgreement = ({ onClose }: { readonly onClose: () => void }) => (
  <RecordForm
    name="network.agreement.new"
    title={t('network.agreement.new')}
    endpoint={signAgreement}
    initial={{ kind: 'speciality_alliance', signedOn: today(), validFrom: today(), givers: [], receivers: [] }}
    fields={[
      {
        key: 'code',
        control: 'text',
        label: t('network.field.agreement_code'),
        required: true,
        maxLength: 30,
        hint: t('network.hint.code'),
      },
      {
        key: 'kind',
        control: 'select',
        label: t('network.field.agreement_kind'),
        required: true,
        beside: true,
        options: optionsOf('agreement_kind', agreementKinds),
      },
      { key: 'title', control: 'text', label: t('network.field.name'), required: true, maxLength: 80 },
      { key: 'givers', control: 'institutions', label: t('network.side.gives'), required: true },
      { key: 'receivers', control: 'institutions', label: t('network.side.receives'), required: true },
      ...termFields(),
      { key: 'scope', control: 'area', label: t('network.field.scope'), maxLength: 1000 },
    ]}
    toInput={values => ({
      code: values.code as string,
      kind: values.kind as 'pairing',
      title: values.title as string,
      scope: (values.scope as string | null) ?? null,
      signedOn: values.signedOn as string,
      validFrom: values.validFrom as string,
      validUntil: (values.validUntil as string | null) ?? null,
      parties: [
        ...(values.givers as string[]).map(institutionId => ({ institutionId, side: 'gives' as const })),
        ...(values.receivers as string[]).map(institutionId => ({ institutionId, side: 'receives' as const })),
      ],
    })}
    submit={t('network.agreement.sign')}
    onDone={onClose}
    onCancel={onClose}
  />
)

const RenewForm = ({ agreement, onDone }: { readonly agreement: Agreement; readonly onDone: () => void }) => (
  <RecordForm
    name={`network.agreement.renew.${agreement.agreementId}`}
    title={t('network.agreement.renew')}
    endpoint={renewAgreement}
    initial={{ signedOn: today(), validFrom: agreement.validUntil ? addDays(agreement.validUntil, 1) : today() }}
    fields={[
      {
        key: 'code',
        control: 'text',
        label: t('network.field.agreement_code'),
        required: true,
        maxLength: 30,
        hint: t('network.hint.code'),
      },
      ...termFields(),
    ]}
    toInput={values => ({
      agreementId: agreement.agreementId,
      code: values.code as string,
      signedOn: values.signedOn as string,
      validFrom: values.validFrom as string,
      validUntil: (values.validUntil as string | null) ?? null,
    })}
    submit={t('network.agreement.renew_do')}
    onDone={onDone}
    onCancel={onDone}
  />
)

const EndForm = ({ agreement, onDone }: { readonly agreement: Agreement; readonly onDone: () => void }) => (
  <RecordForm
    name={`network.agreement.end.${agreement.agreementId}`}
    title={t('network.agreement.end')}
    endpoint={endAgreement}
    initial={{ endedOn: today() }}
    fields={[
      { key: 'endedOn', control: 'date', label: t('network.field.last_day'), required: true },
      { key: 'reason', control: 'text', label: t('network.field.reason'), required: true, maxLength: 200 },
    ]}
    toInput={values => ({
      agreementId: agreement.agreementId,
      endedOn: values.endedOn as string,
      reason: values.reason as string,
    })}
    submit={t('network.agreement.end_do')}
    onDone={onDone}
    onCancel={onDone}
  />
)

/** One agreement: parties, term, and its renewal or end. */
export const AgreementPanel = ({
  agreementId,
  onClose,
}: {
  readonly agreementId: string
  readonly onClose: () => void
}) => {
  const [act, setAct] = useState<'renew' | 'end' | null>(null)
  const answer = useQueryEndpoint(listAgreements, {})
  if (answer.error) return <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <Skeleton label={t('platform.shell.loading')} lines={6} />
  const agreement = answer.data.items.find(item => item.agreementId === agreementId)
  if (!agreement) return <p>{t('network.error.unknown_agreement')}</p>
  const open = agreement.endedOn === null && agreement.renewedByAgreementId === null
  const sides = (['gives', 'receives'] as const).map(side => ({
    name: word('side', side),
    value: (
      <ul>
        {agreement.parties
          .filter(party => party.side === side)
          .map(party => (
            <li key={party.institutionId}>
              <Go to={institutionLink(party.institutionId)}>{party.institutionName}</Go>
            </li>
          ))}
      </ul>
    ),
  }))
  return (
    <Panel
      title={agreement.title}
      note={agreement.code}
      demo={agreement.demo}
      badges={<AgreementStateBadge state={agreement.state} />}
      onClose={onClose}
    >
      <Facts
        items={[
          { name: t('network.field.agreement_kind'), value: word('agreement_kind', agreement.kind) },
          ...sides,
          { name: t('network.field.signed_on'), value: agreement.signedOn },
          {
            name: t('network.field.term'),
            value: `${agreement.validFrom} – ${agreement.validUntil ?? t('network.open_end')}`,
          },
          ...(agreement.endedOn
            ? [{ name: t('network.field.ended'), value: `${agreement.endedOn} ${agreement.endReason}` }]
            : []),
          ...(agreement.renewsAgreementId
            ? [
                {
                  name: t('network.agreement.renews'),
                  value: <Go to={agreementLink(agreement.renewsAgreementId)}>{t('network.agreement.see')}</Go>,
                },
              ]
            : []),
          ...(agreement.renewedByAgreementId
            ? [
                {
                  name: t('network.agreement.renewed_by'),
                  value: <Go to={agreementLink(agreement.renewedByAgreementId)}>{t('network.agreement.see')}</Go>,
                },
              ]
            : []),
        ]}
      />
      {agreement.scope ? <p className="net-bio">{agreement.scope}</p> : null}
      {agreement.mayManage && open && act === null ? (
        <div className="net-acts">
          {agreement.validUntil ? (
            <Button type="primary" onClick={() => setAct('renew')}>
              {t('network.agreement.renew')}
            </Button>
          ) : null}
          <Button onClick={() => setAct('end')}>{t('network.agreement.end')}</Button>
        </div>
      ) : null}
      {act === 'renew' ? <RenewForm agreement={agreement} onDone={() => setAct(null)} /> : null}
      {act === 'end' ? <EndForm agreement={agreement} onDone={() => setAct(null)} /> : null}
    </Panel>
  )
}
