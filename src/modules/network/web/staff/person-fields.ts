import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { t } from '#src/platform/web/i18n.ts'
import { professions, sexCodes, titleCodes } from '../../contract-codes.ts'
import type { staffDetail } from '../../contract-people.ts'
import { optionsOf } from '../words.ts'
import type { FieldSpec } from './field-control.tsx'
import type { FormValues } from './record-form.tsx'

export type Person = OutputOf<typeof staffDetail>

const label = (key: string): string => t(`network.field.${key}`)

export const titleFields = (required: boolean): readonly FieldSpec[] => [
  { key: 'titleCode', control: 'select', label: label('title'), required, options: optionsOf('title', titleCodes) },
  { key: 'validFrom', control: 'date', label: label('from'), required, beside: true },
  { key: 'certificate', control: 'text', label: label('certificate'), maxLength: 60 },
]

export const personFields = (values: FormValues, isNew: boolean): readonly FieldSpec[] => [
  {
    key: 'code',
    control: 'text',
    label: label('staff_code'),
    required: true,
    maxLength: 30,
    hint: t('network.hint.code'),
  },
  { key: 'name', control: 'text', label: label('person_name'), required: true, maxLength: 30 },
  {
    key: 'sex',
    control: 'select',
    label: label('sex'),
    required: true,
    beside: true,
    options: optionsOf('sex', sexCodes),
  },
  {
    key: 'profession',
    control: 'select',
    label: label('profession'),
    required: true,
    options: optionsOf('profession', professions),
  },
  { key: 'institutionId', control: 'institution', label: label('home_institution'), required: true },
  {
    key: 'departmentId',
    control: 'department',
    label: label('department'),
    within: values.institutionId as string | undefined,
    beside: true,
  },
  { key: 'licenceNumber', control: 'text', label: label('licence'), maxLength: 30 },
  { key: 'phone', control: 'text', label: label('mobile'), maxLength: 11, beside: true },
  { key: 'specialities', control: 'tags', label: label('specialities'), hint: t('network.hint.specialities') },
  { key: 'bio', control: 'area', label: label('bio'), hint: t('network.hint.bio') },
  { key: 'joinedOn', control: 'date', label: label('joined_on') },
  { key: 'leftOn', control: 'date', label: label('left_on'), beside: true },
  ...(isNew ? titleFields(Boolean(values.titleCode)).map(field => ({ ...field, required: false })) : []),
]

export const personStart = (person?: Person): FormValues =>
  person
    ? {
        ...person,
        departmentId: person.departmentId ?? '',
        licenceNumber: person.licenceNumber ?? '',
        phone: person.phone ?? '',
        bio: person.bio ?? '',
        joinedOn: person.joinedOn ?? '',
        leftOn: person.leftOn ?? '',
      }
    : { sex: '2', profession: 'doctor', specialities: [] }

const keys = [
  'code',
  'name',
  'sex',
  'profession',
  'licenceNumber',
  'phone',
  'institutionId',
  'departmentId',
  'bio',
  'joinedOn',
  'leftOn',
]

export const personInput = (values: FormValues) => ({
  ...(Object.fromEntries(keys.map(key => [key, values[key] ?? null])) as {
    code: string
    name: string
    sex: (typeof sexCodes)[number]
    profession: (typeof professions)[number]
    institutionId: string
  }),
  specialities: (values.specialities as string[] | null) ?? [],
})

export const newPersonInput = (values: FormValues) => ({
  ...personInput(values),
  ...(values.titleCode
    ? {
        title: {
          titleCode: values.titleCode as (typeof titleCodes)[number],
          validFrom: (values.validFrom as string | null) ?? '',
          certificate: values.certificate as string | null,
        },
      }
    : {}),
})
