import { Button } from 'antd'
import { useState } from 'react'
import { addDays } from '#src/platform/kernel/dates.ts'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Go } from '#src/platform/web/navigation.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Facts } from '#src/ui/layout.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { listAgreements } from '../../contract-agreements.ts'
import { changePairing, createPairing, endPairing, type listPairings } from '../../contract-pairings.ts'
import { agreementLink, institutionLink, personLink } from '../links.ts'
import { word } from '../words.ts'
import type { FieldSpec } from './field-control.tsx'
import { Panel } from './panel.tsx'
import { type FormValues, RecordForm } from './record-form.tsx'
import { TieActivities } from './tie-activities.tsx'

export type Pairing = OutputOf<typeof listPairings>['items'][number]

/** A tie in one word: quiet, in force, not begun, ended. */
export const TieBadge = ({ state, quiet }: { readonly state: Pairing['state']; readonly quiet: boolean }) => (
  <StatusBadge tone={quiet ? 'warn' : state === 'active' ? 'good' : 'neutral'}>
    {quiet ? t('network.tie.quiet') : word('tie_state', state)}
  </StatusBadge>
)

const useAgreementOptions = () =>
  (useQueryEndpoint(listAgreements, {}, { staleSeconds: 60 }).data?.items ?? [])
    .filter(item => item.kind === 'pairing')
    .map(item => ({ value: item.agreementId, label: `${item.title} ${item.code}` }))

const termFields = (giver: string | undefined, agreements: FieldSpec['options']): FieldSpec[] => [
  { key: 'departmentId', control: 'department', label: t('network.pairing.department'), required: true, within: giver },
  { key: 'leaderStaffId', control: 'staff', label: t('network.pairing.leader'), required: true, within: giver },
  { key: 'partyBranch', control: 'text', label: t('network.pairing.party_branch'), required: true, maxLength: 40 },
  {
    key: 'jointWard',
    control: 'text',
    label: t('network.pairing.joint_ward'),
    maxLength: 40,
    hint: t('network.pairing.joint_ward_hint'),
  },
  { key: 'agreementId', control: 'select', label: t('network.field.agreement'), options: agreements ?? [] },
]
const codeField = (): FieldSpec => ({
  key: 'code',
  control: 'text',
  label: t('network.field.code'),
  required: true,
  maxLength: 30,
  hint: t('network.hint.code'),
})
const termsOf = (values: FormValues) => ({
  departmentId: values.departmentId as string,
  leaderStaffId: values.leaderStaffId as string,
  partyBranch: values.partyBranch as string,
  jointWard: (values.jointWard as string | null) ?? null,
  agreementId: (values.agreementId as string | null) ?? null,
})

/** The form of a new pairing; `receiver` when somebody chose an unpaired branch. */
export const NewPairing = ({
  receiver,
  giver,
  onClose,
}: {
  readonly receiver?: string | undefined
  readonly giver?: string | undefined
  readonly onClose: () => void
}) => {
  const agreements = useAgreementOptions()
  return (
    <RecordForm
      name={`network.pairing.new.${receiver ?? ''}`}
      title={t('network.pairing.new')}
      endpoint={createPairing}
      initial={{ validFrom: today(), receiverInstitutionId: receiver ?? '', giverInstitutionId: giver ?? '' }}
      fields={values => [
        codeField(),
        { key: 'receiverInstitutionId', control: 'institution', label: t('network.pairing.receiver'), required: true },
        { key: 'giverInstitutionId', control: 'institution', label: t('network.pairing.giver'), required: true },
        ...termFields((values.giverInstitutionId as string | undefined) || undefined, agreements),
        { key: 'validFrom', control: 'date', label: t('network.field.from'), required: true },
        { key: 'validUntil', control: 'date', label: t('network.field.until'), beside: true },
      ]}
      toInput={values => ({
        code: values.code as string,
        giverInstitutionId: values.giverInstitutionId as string,
        receiverInstitutionId: values.receiverInstitutionId as string,
        ...termsOf(values),
        validFrom: values.validFrom as string,
        validUntil: (values.validUntil as string | null) ?? null,
      })}
      submit={t('network.pairing.create')}
      onDone={onClose}
      onCancel={onClose}
    />
  )
}

const ChangeForm = ({ pairing, onDone }: { readonly pairing: Pairing; readonly onDone: () => void }) => {
  const agreements = useAgreementOptions()
  return (
    <RecordForm
      name={`network.pairing.change.${pairing.pairingId}`}
      title={t('network.pairing.change')}
      endpoint={changePairing}
      initial={{
        from: addDays(today(), 1),
        departmentId: pairing.departmentId,
        leaderStaffId: pairing.leader.staffId,
        partyBranch: pairing.partyBranch,
        jointWard: pairing.jointWard ?? '',
        agreementId: pairing.agreementId ?? '',
      }}
      fields={[
        codeField(),
        { key: 'from', control: 'date', label: t('network.field.from'), required: true, beside: true },
        ...termFields(pairing.giver.institutionId, agreements),
        { key: 'reason', control: 'text', label: t('network.field.reason'), required: true, maxLength: 200 },
      ]}
      toInput={values => ({
        pairingId: pairing.pairingId,
        code: values.code as string,
        from: values.from as string,
        reason: values.reason as string,
        ...termsOf(values),
      })}
      submit={t('network.pairing.change_do')}
      onDone={onDone}
      onCancel={onDone}
    />
  )
}

const EndForm = ({ pairing, onDone }: { readonly pairing: Pairing; readonly onDone: () => void }) => (
  <RecordForm
    name={`network.pairing.end.${pairing.pairingId}`}
    title={t('network.pairing.end')}
    endpoint={endPairing}
    initial={{ validUntil: today() }}
    fields={[
      { key: 'validUntil', control: 'date', label: t('network.field.last_day'), required: true },
      { key: 'reason', control: 'text', label: t('network.field.reason'), required: true, maxLength: 200 },
    ]}
    toInput={values => ({
      pairingId: pairing.pairingId,
      validUntil: values.validUntil as string,
      reason: values.reason as string,
    })}
    submit={t('network.pairing.end_do')}
    onDone={onDone}
    onCancel={onDone}
  />
)

/** One pairing: who is tied to the branch, and what happened. */
export const PairingPanel = ({ pairing, onClose }: { readonly pairing: Pairing; readonly onClose: () => void }) => {
  const [act, setAct] = useState<'change' | 'end' | null>(null)
  const done = (): void => setAct(null)
  return (
    <Panel
      title={`${pairing.departmentName} — ${pairing.receiver.name}`}
      note={pairing.code}
      demo={pairing.demo}
      badges={<TieBadge state={pairing.state} quiet={pairing.quiet} />}
      onClose={onClose}
    >
      <Facts
        items={[
          {
            name: t('network.pairing.receiver'),
            value: <Go to={institutionLink(pairing.receiver.institutionId)}>{pairing.receiver.name}</Go>,
          },
          {
            name: t('network.pairing.leader'),
            value: (
              <>
                <Go to={personLink(pairing.leader.staffId)}>{pairing.leader.name}</Go>{' '}
                <span className="ds-quiet">
                  {pairing.leader.titleCode ? word('title', pairing.leader.titleCode) : ''}
                </span>
              </>
            ),
          },
          { name: t('network.pairing.party_branch'), value: pairing.partyBranch },
          { name: t('network.pairing.department'), value: `${pairing.giver.name} ${pairing.departmentName}` },
          ...(pairing.jointWard ? [{ name: t('network.pairing.joint_ward'), value: pairing.jointWard }] : []),
          {
            name: t('network.field.term'),
            value: `${pairing.validFrom} – ${pairing.validUntil ?? t('network.open_end')}`,
          },
          ...(pairing.endReason ? [{ name: t('network.field.reason'), value: pairing.endReason }] : []),
          ...(pairing.agreementId
            ? [
                {
                  name: t('network.field.agreement'),
                  value: <Go to={agreementLink(pairing.agreementId)}>{t('network.agreement.see')}</Go>,
                },
              ]
            : []),
        ]}
      />
      {pairing.mayManage && pairing.state !== 'ended' && act === null ? (
        <div className="net-acts">
          <Button onClick={() => setAct('change')}>{t('network.pairing.change')}</Button>
          <Button onClick={() => setAct('end')}>{t('network.pairing.end')}</Button>
        </div>
      ) : null}
      {act === 'change' ? <ChangeForm pairing={pairing} onDone={done} /> : null}
      {act === 'end' ? <EndForm pairing={pairing} onDone={done} /> : null}
      <TieActivities
        tie={{ pairingId: pairing.pairingId }}
        place={pairing.receiver.institutionId}
        may={pairing.mayNote && pairing.state !== 'upcoming'}
      />
    </Panel>
  )
}
