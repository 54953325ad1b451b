import { Input, Select } from 'antd'
import { t } from '#src/platform/web/i18n.ts'
import { FormField } from '#src/ui/form-field.tsx'
import type { InsuranceType, ResidenceKind } from '../../contract-parts.ts'
import { insuranceChoices, residenceChoices } from '../words.ts'

/** How a person is reached and insured, and whether the person lives here; an empty text is something not told. */
export type ContactValue = {
  readonly phone: string
  readonly address: string
  readonly insuranceType: InsuranceType | undefined
  readonly insuredPlace: string
  readonly residenceKind: ResidenceKind | undefined
}
export const emptyContact: ContactValue = {
  phone: '',
  address: '',
  insuranceType: undefined,
  insuredPlace: '',
  residenceKind: undefined,
}

type Props = {
  readonly value: ContactValue
  readonly onChange: (patch: Partial<ContactValue>) => void
  readonly problems: Readonly<Record<string, string>>
  readonly phoneHint: string
  /** A choice may be taken back: nothing was recorded yet. */
  readonly clearable?: boolean
}

/** The desk types what somebody else tells: the browser must not offer the last person's words. */
const typed = { autoComplete: 'off' } as const

export const ContactFields = ({ value, onChange, problems, phoneHint, clearable = false }: Props) => (
  <>
    <FormField label={t('records.person.phone')} hint={phoneHint} error={problems['/phone']}>
      {field => (
        <Input
          {...field}
          {...typed}
          inputMode="tel"
          maxLength={20}
          value={value.phone}
          onChange={event => onChange({ phone: event.target.value })}
        />
      )}
    </FormField>
    <FormField label={t('records.person.insurance')} error={problems['/insuranceType']}>
      {field => (
        <Select
          {...field}
          allowClear={clearable}
          value={value.insuranceType}
          options={insuranceChoices()}
          onChange={insuranceType => onChange({ insuranceType })}
        />
      )}
    </FormField>
    <FormField
      label={t('records.person.insured_place')}
      hint={t('records.person.insured_place_hint')}
      error={problems['/insuredPlace']}
    >
      {field => (
        <Input
          {...field}
          {...typed}
          inputMode="numeric"
          maxLength={6}
          value={value.insuredPlace}
          onChange={event => onChange({ insuredPlace: event.target.value.replace(/\D/g, '') })}
        />
      )}
    </FormField>
    <FormField label={t('records.person.residence')} error={problems['/residenceKind']}>
      {field => (
        <Select
          {...field}
          allowClear={clearable}
          value={value.residenceKind}
          options={residenceChoices()}
          onChange={residenceKind => onChange({ residenceKind })}
        />
      )}
    </FormField>
    <FormField label={t('records.person.address')} error={problems['/address']}>
      {field => (
        <Input
          {...field}
          {...typed}
          maxLength={200}
          value={value.address}
          onChange={event => onChange({ address: event.target.value })}
        />
      )}
    </FormField>
  </>
)
