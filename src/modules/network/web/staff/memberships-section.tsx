import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { addMembership, endMembership, type institutionDetail, listConsortia } from '../../contract.ts'
import { word } from '../words.ts'
import { EditableList, Period } from './editable-list.tsx'
import { membershipFields } from './institution-fields.ts'
import { RecordForm } from './record-form.tsx'

type Membership = OutputOf<typeof institutionDetail>['memberships'][number]
type FormProps = { readonly onClose: () => void }

const EndForm = ({ membership, onClose }: FormProps & { readonly membership: Membership }) => (
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
    onDone={onClose}
    onCancel={onClose}
  />
)

const AddForm = ({ institutionId, onClose }: FormProps & { readonly institutionId: string }) => {
  const consortia = useQueryEndpoint(listConsortia, {}, { staleSeconds: 60 })
  return (
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
      onDone={onClose}
      onCancel={onClose}
    />
  )
}

/** The places of an institution in consortia, with their history. */
export const MembershipsSection = ({
  institutionId,
  memberships,
}: {
  readonly institutionId: string
  readonly memberships: readonly Membership[]
}) => (
  <EditableList
    title={t('network.institution.memberships')}
    empty={t('network.institution.external_why')}
    items={memberships}
    idOf={membership => membership.membershipId}
    nameOf={membership => membership.consortiumName}
    line={membership => (
      <>
        {membership.consortiumName} <b>{word('member_role', membership.role)}</b>{' '}
        <Period from={membership.validFrom} until={membership.validUntil} />
      </>
    )}
    may={useCan('network.consortium.manage')}
    add={t('network.institution.add_membership')}
    acts={membership => (membership.current ? [{ key: 'end', label: t('network.institution.end_membership') }] : [])}
    form={(_, membership, close) =>
      membership ? (
        <EndForm membership={membership} onClose={close} />
      ) : (
        <AddForm institutionId={institutionId} onClose={close} />
      )
    }
  />
)
