import { today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import {
  describeAlliance,
  endExtendedClinic,
  foundAlliance,
  joinAlliance,
  openExtendedClinic,
} from '../../contract-alliances.ts'
import { optionsOf } from '../words.ts'
import type { Alliance } from './alliances-tab.tsx'
import { RecordForm } from './record-form.tsx'

const joinRoles = ['hospital_member', 'speciality_member', 'centre', 'branch', 'township', 'private'] as const

/** The form of a newly founded alliance. */
export const NewAlliance = ({ onClose }: { readonly onClose: () => void }) => (
  <RecordForm
    name="network.alliance.new"
    title={t('network.alliance.new')}
    endpoint={foundAlliance}
    initial={{ startedOn: today() }}
    fields={values => [
      {
        key: 'code',
        control: 'text',
        label: t('network.field.code'),
        required: true,
        maxLength: 30,
        hint: t('network.hint.code'),
      },
      { key: 'name', control: 'text', label: t('network.field.name'), required: true, maxLength: 60 },
      { key: 'speciality', control: 'text', label: t('network.field.speciality'), required: true, maxLength: 30 },
      { key: 'headInstitutionId', control: 'institution', label: t('network.member_role.head'), required: true },
      {
        key: 'leadDepartmentId',
        control: 'department',
        label: t('network.alliance.lead'),
        required: true,
        within: (values.headInstitutionId as string | undefined) || undefined,
      },
      { key: 'startedOn', control: 'date', label: t('network.field.from'), required: true },
    ]}
    toInput={values => ({
      code: values.code as string,
      name: values.name as string,
      speciality: values.speciality as string,
      headInstitutionId: values.headInstitutionId as string,
      leadDepartmentId: values.leadDepartmentId as string,
      startedOn: values.startedOn as string,
    })}
    submit={t('network.alliance.found')}
    onDone={onClose}
    onCancel={onClose}
  />
)

export const DescribeForm = ({ alliance, onDone }: { readonly alliance: Alliance; readonly onDone: () => void }) => (
  <RecordForm
    name={`network.alliance.describe.${alliance.consortiumId}`}
    title={t('network.alliance.describe')}
    endpoint={describeAlliance}
    initial={{ speciality: alliance.speciality ?? '', leadDepartmentId: alliance.leadDepartmentId ?? '' }}
    fields={[
      { key: 'speciality', control: 'text', label: t('network.field.speciality'), required: true, maxLength: 30 },
      {
        key: 'leadDepartmentId',
        control: 'department',
        label: t('network.alliance.lead'),
        required: true,
        within: alliance.head?.institutionId,
      },
    ]}
    toInput={values => ({
      consortiumId: alliance.consortiumId,
      speciality: values.speciality as string,
      leadDepartmentId: values.leadDepartmentId as string,
      version: alliance.version,
    })}
    submit={t('network.form.save')}
    onDone={onDone}
    onCancel={onDone}
  />
)

export const JoinForm = ({ consortiumId, onDone }: { readonly consortiumId: string; readonly onDone: () => void }) => (
  <RecordForm
    name={`network.alliance.join.${consortiumId}`}
    title={t('network.alliance.join')}
    endpoint={joinAlliance}
    initial={{ role: 'branch', validFrom: today() }}
    fields={values => [
      { key: 'institutionId', control: 'institution', label: t('network.field.institution'), required: true },
      {
        key: 'departmentId',
        control: 'department',
        label: t('network.alliance.department'),
        within: (values.institutionId as string | undefined) || undefined,
      },
      {
        key: 'role',
        control: 'select',
        label: t('network.field.member_role'),
        required: true,
        options: optionsOf('member_role', joinRoles),
      },
      { key: 'validFrom', control: 'date', label: t('network.field.from'), required: true, beside: true },
    ]}
    toInput={values => ({
      consortiumId,
      institutionId: values.institutionId as string,
      departmentId: (values.departmentId as string | null) ?? null,
      role: values.role as (typeof joinRoles)[number],
      validFrom: values.validFrom as string,
    })}
    submit={t('network.alliance.join')}
    onDone={onDone}
    onCancel={onDone}
  />
)

export const ClinicForm = ({ alliance, onDone }: { readonly alliance: Alliance; readonly onDone: () => void }) => (
  <RecordForm
    name={`network.alliance.clinic.${alliance.consortiumId}`}
    title={t('network.alliance.open_clinic')}
    endpoint={openExtendedClinic}
    initial={{ validFrom: today() }}
    fields={values => [
      {
        key: 'institutionId',
        control: 'select',
        label: t('network.field.institution'),
        required: true,
        options: alliance.members
          .filter(member => member.role !== 'head')
          .map(member => ({ value: member.institutionId, label: member.institutionName })),
      },
      {
        key: 'staffId',
        control: 'staff',
        label: t('network.alliance.who_comes'),
        required: true,
        within: (values.institutionId as string | undefined) || undefined,
        hint: t('network.alliance.who_hint'),
      },
      {
        key: 'rhythm',
        control: 'text',
        label: t('network.alliance.rhythm'),
        required: true,
        maxLength: 40,
        hint: t('network.alliance.rhythm_hint'),
      },
      { key: 'validFrom', control: 'date', label: t('network.field.from'), required: true },
      { key: 'validUntil', control: 'date', label: t('network.field.until'), beside: true },
    ]}
    toInput={values => ({
      consortiumId: alliance.consortiumId,
      institutionId: values.institutionId as string,
      staffId: values.staffId as string,
      rhythm: values.rhythm as string,
      validFrom: values.validFrom as string,
      validUntil: (values.validUntil as string | null) ?? null,
    })}
    submit={t('network.alliance.open_clinic')}
    onDone={onDone}
    onCancel={onDone}
  />
)

export const EndClinicForm = ({
  extendedClinicId,
  onDone,
}: {
  readonly extendedClinicId: string
  readonly onDone: () => void
}) => (
  <RecordForm
    name={`network.alliance.clinic.end.${extendedClinicId}`}
    title={t('network.alliance.end_clinic')}
    endpoint={endExtendedClinic}
    initial={{ validUntil: today() }}
    fields={[
      { key: 'validUntil', control: 'date', label: t('network.field.last_day'), required: true },
      { key: 'reason', control: 'text', label: t('network.field.reason'), required: true, maxLength: 200 },
    ]}
    toInput={values => ({
      extendedClinicId,
      validUntil: values.validUntil as string,
      reason: values.reason as string,
    })}
    submit={t('network.alliance.end_clinic')}
    onDone={onDone}
    onCancel={onDone}
  />
)
