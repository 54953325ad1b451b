import { t } from '#src/platform/web/i18n.ts'
import {
  consortiumKinds,
  institutionGrades,
  institutionKinds,
  institutionLevels,
  membershipRoles,
} from '../../contract-codes.ts'
import type { InstitutionView } from '../../contract-views.ts'
import { optionsOf } from '../words.ts'
import type { FieldSpec } from './field-control.tsx'
import type { FormValues } from './record-form.tsx'

const label = (key: string): string => t(`network.field.${key}`)

export const institutionFields = (): readonly FieldSpec[] => [
  { key: 'code', control: 'text', label: label('code'), required: true, maxLength: 30, hint: t('network.hint.code') },
  { key: 'uscc', control: 'text', label: label('uscc'), maxLength: 24, hint: t('network.hint.uscc') },
  { key: 'name', control: 'text', label: label('name'), required: true, maxLength: 60 },
  {
    key: 'shortName',
    control: 'text',
    label: label('short_name'),
    required: true,
    maxLength: 20,
    hint: t('network.hint.short_name'),
  },
  {
    key: 'kind',
    control: 'select',
    label: label('kind'),
    required: true,
    options: optionsOf('kind', institutionKinds),
  },
  {
    key: 'level',
    control: 'select',
    label: label('level'),
    required: true,
    options: optionsOf('level', institutionLevels),
  },
  {
    key: 'grade',
    control: 'select',
    label: label('grade'),
    required: true,
    beside: true,
    options: optionsOf('grade', institutionGrades),
  },
  { key: 'parentInstitutionId', control: 'institution', label: label('parent') },
  { key: 'address', control: 'text', label: label('address'), required: true, maxLength: 100 },
  { key: 'phone', control: 'text', label: label('phone'), maxLength: 20 },
  { key: 'latitude', control: 'number', label: label('latitude') },
  { key: 'longitude', control: 'number', label: label('longitude'), beside: true },
  { key: 'openedOn', control: 'date', label: label('opened_on') },
  { key: 'closedOn', control: 'date', label: label('closed_on'), beside: true },
]

export const institutionStart = (institution?: InstitutionView): FormValues =>
  institution
    ? {
        ...institution,
        uscc: institution.uscc ?? '',
        parentInstitutionId: institution.parentInstitutionId ?? '',
        phone: institution.phone ?? '',
        openedOn: institution.openedOn ?? '',
        closedOn: institution.closedOn ?? '',
      }
    : { level: '0', grade: 'none' }

/** What the command takes of what the form holds. */
export const institutionInput = (values: FormValues) => {
  const keys = [
    'code',
    'uscc',
    'name',
    'shortName',
    'kind',
    'level',
    'grade',
    'parentInstitutionId',
    'address',
    'phone',
    'latitude',
    'longitude',
    'openedOn',
    'closedOn',
  ]
  return Object.fromEntries(keys.map(key => [key, values[key] ?? null])) as never as {
    code: string
    name: string
    shortName: string
    kind: (typeof institutionKinds)[number]
    level: (typeof institutionLevels)[number]
    grade: (typeof institutionGrades)[number]
    address: string
  }
}

export const membershipFields = (
  consortia: readonly { readonly value: string; readonly label: string }[],
  required: boolean,
): readonly FieldSpec[] => [
  { key: 'consortiumId', control: 'select', label: label('consortium'), required, options: consortia },
  {
    key: 'role',
    control: 'select',
    label: label('member_role'),
    required,
    options: optionsOf('member_role', membershipRoles),
  },
  { key: 'validFrom', control: 'date', label: label('from'), required, beside: true },
]

export const consortiumFields = (): readonly FieldSpec[] => [
  { key: 'code', control: 'text', label: label('code'), required: true, maxLength: 30, hint: t('network.hint.code') },
  { key: 'name', control: 'text', label: label('name'), required: true, maxLength: 60 },
  {
    key: 'kind',
    control: 'select',
    label: label('consortium_kind'),
    required: true,
    options: optionsOf('consortium_kind', consortiumKinds),
  },
  { key: 'startedOn', control: 'date', label: label('started_on') },
  { key: 'endedOn', control: 'date', label: label('ended_on'), beside: true },
  { key: 'note', control: 'area', label: label('note') },
]

export const departmentFields = (): readonly FieldSpec[] => [
  { key: 'code', control: 'text', label: label('code'), required: true, maxLength: 30 },
  { key: 'name', control: 'text', label: label('name'), required: true, maxLength: 30, beside: true },
  { key: 'introduction', control: 'area', label: label('introduction') },
  { key: 'closedOn', control: 'date', label: label('closed_on') },
]

export const roomFields = (institutionId: string): readonly FieldSpec[] => [
  { key: 'code', control: 'text', label: label('code'), required: true, maxLength: 30 },
  { key: 'name', control: 'text', label: label('name'), required: true, maxLength: 30, beside: true },
  { key: 'departmentId', control: 'department', label: label('department'), within: institutionId },
  { key: 'place', control: 'text', label: label('place'), maxLength: 60, beside: true, hint: t('network.hint.place') },
  { key: 'closedOn', control: 'date', label: label('closed_on') },
]
