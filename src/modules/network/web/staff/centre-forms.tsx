import { today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { currentLanguage } from '#src/platform/web/language.ts'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { listAgreements } from '../../contract-agreements.ts'
import { changeCentre, closeCentre, joinCentre, leaveCentre, openCentre } from '../../contract-centres.ts'
import type { Centre, CentreKind } from './centres-tab.tsx'
import { RecordForm } from './record-form.tsx'

const useAgreements = () =>
  (useQueryEndpoint(listAgreements, {}, { staleSeconds: 60 }).data?.items ?? []).map(item => ({
    value: item.agreementId,
    label: `${item.title} ${item.code}`,
  }))

/** The form of a centre that is set up; its kind was chosen in the list or is chosen here. */
export const NewCentre = ({
  kinds,
  kind,
  onClose,
}: {
  readonly kinds: readonly CentreKind[]
  readonly kind: string | undefined
  readonly onClose: () => void
}) => {
  const agreements = useAgreements()
  const chosen = kinds.find(one => one.kind === kind)
  return (
    <RecordForm
      name={`network.centre.new.${kind ?? ''}`}
      title={t('network.centre.new')}
      endpoint={openCentre}
      initial={{ kind: kind ?? '', name: chosen?.name ?? '', validFrom: today(), memberInstitutionIds: [] }}
      fields={values => [
        {
          key: 'kind',
          control: 'select',
          label: t('network.centre.kind'),
          required: true,
          options: kinds.map(one => ({
            value: one.kind,
            label: currentLanguage() === 'zh-CN' ? one.name : one.nameEn,
          })),
        },
        {
          key: 'code',
          control: 'text',
          label: t('network.field.code'),
          required: true,
          maxLength: 30,
          hint: t('network.hint.code'),
        },
        { key: 'name', control: 'text', label: t('network.field.name'), required: true, maxLength: 60 },
        { key: 'hostInstitutionId', control: 'institution', label: t('network.centre.host'), required: true },
        {
          key: 'headStaffId',
          control: 'staff',
          label: t('network.centre.head'),
          required: true,
          within: (values.hostInstitutionId as string | undefined) || undefined,
        },
        { key: 'phone', control: 'text', label: t('network.field.phone'), maxLength: 20 },
        { key: 'duties', control: 'area', label: t('network.centre.duties') },
        { key: 'memberInstitutionIds', control: 'institutions', label: t('network.centre.members') },
        { key: 'agreementId', control: 'select', label: t('network.field.agreement'), options: agreements },
        { key: 'validFrom', control: 'date', label: t('network.field.from'), required: true },
      ]}
      toInput={values => ({
        code: values.code as string,
        kind: values.kind as string,
        hostInstitutionId: values.hostInstitutionId as string,
        name: values.name as string,
        headStaffId: values.headStaffId as string,
        phone: (values.phone as string | null) ?? null,
        duties: (values.duties as string | null) ?? null,
        validFrom: values.validFrom as string,
        memberInstitutionIds: values.memberInstitutionIds as string[],
        agreementId: (values.agreementId as string | null) ?? null,
      })}
      submit={t('network.centre.open')}
      onDone={onClose}
      onCancel={onClose}
    />
  )
}

type Props = { readonly centre: Centre; readonly onDone: () => void }

export const ChangeCentre = ({ centre, onDone }: Props) => (
  <RecordForm
    name={`network.centre.change.${centre.centreId}`}
    title={t('network.centre.change')}
    endpoint={changeCentre}
    initial={{
      name: centre.name,
      headStaffId: centre.head.staffId,
      phone: centre.phone ?? '',
      duties: centre.duties ?? '',
    }}
    fields={[
      { key: 'name', control: 'text', label: t('network.field.name'), required: true, maxLength: 60 },
      {
        key: 'headStaffId',
        control: 'staff',
        label: t('network.centre.head'),
        required: true,
        within: centre.host.institutionId,
      },
      { key: 'phone', control: 'text', label: t('network.field.phone'), maxLength: 20 },
      { key: 'duties', control: 'area', label: t('network.centre.duties') },
    ]}
    toInput={values => ({
      centreId: centre.centreId,
      version: centre.version,
      name: values.name as string,
      headStaffId: values.headStaffId as string,
      phone: (values.phone as string | null) ?? null,
      duties: (values.duties as string | null) ?? null,
    })}
    submit={t('network.form.save')}
    onDone={onDone}
    onCancel={onDone}
  />
)

export const JoinCentre = ({ centre, onDone }: Props) => {
  const agreements = useAgreements()
  return (
    <RecordForm
      name={`network.centre.join.${centre.centreId}`}
      title={t('network.centre.join')}
      endpoint={joinCentre}
      initial={{ validFrom: today() }}
      fields={[
        { key: 'institutionId', control: 'institution', label: t('network.field.institution'), required: true },
        { key: 'agreementId', control: 'select', label: t('network.field.agreement'), options: agreements },
        { key: 'validFrom', control: 'date', label: t('network.field.from'), required: true },
      ]}
      toInput={values => ({
        centreId: centre.centreId,
        institutionId: values.institutionId as string,
        agreementId: (values.agreementId as string | null) ?? null,
        validFrom: values.validFrom as string,
      })}
      submit={t('network.centre.join')}
      onDone={onDone}
      onCancel={onDone}
    />
  )
}

/** Ends a centre, or what it does for one institution. */
export const EndForm = ({
  centre,
  centreMemberId,
  onDone,
}: Props & { readonly centreMemberId?: string | undefined }) => {
  const title = t(centreMemberId ? 'network.centre.leave' : 'network.centre.close')
  const shared = {
    name: `network.centre.end.${centreMemberId ?? centre.centreId}`,
    title,
    initial: { validUntil: today() },
    fields: [
      { key: 'validUntil', control: 'date', label: t('network.field.last_day'), required: true },
      { key: 'reason', control: 'text', label: t('network.field.reason'), required: true, maxLength: 200 },
    ] as const,
    submit: title,
    onDone,
    onCancel: onDone,
  }
  return centreMemberId ? (
    <RecordForm
      {...shared}
      endpoint={leaveCentre}
      toInput={values => ({
        centreMemberId,
        validUntil: values.validUntil as string,
        reason: values.reason as string,
      })}
    />
  ) : (
    <RecordForm
      {...shared}
      endpoint={closeCentre}
      toInput={values => ({
        centreId: centre.centreId,
        validUntil: values.validUntil as string,
        reason: values.reason as string,
      })}
    />
  )
}
