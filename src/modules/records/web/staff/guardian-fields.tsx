import { Input, Select } from 'antd'
import { t } from '#src/platform/web/i18n.ts'
import { FormField } from '#src/ui/form-field.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { proofWord, relationWord } from '../words.ts'

const proofs = ['household_book', 'birth_certificate', 'court_paper'] as const
export type GuardianValue = {
  readonly name: string
  readonly relation: 'parent' | 'guardian'
  readonly proof: (typeof proofs)[number]
  readonly phone: string
}
export const emptyGuardian: GuardianValue = { name: '', relation: 'parent', proof: 'household_book', phone: '' }

type Props = {
  readonly value: GuardianValue
  readonly onChange: (value: GuardianValue) => void
  readonly problems: Readonly<Record<string, string>>
}

/** A child under 14 does not stand alone: who answers for it, on what paper, on which phone. */
export const GuardianFields = ({ value, onChange, problems }: Props) => (
  <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
    <legend className="ds-sr">{t('records.guardian.title')}</legend>
    <Notice tone={problems['/guardian'] ? 'critical' : 'info'} role="status">
      {problems['/guardian'] ?? t('records.guardian.why')}
    </Notice>
    <FormField
      label={t('records.guardian.name')}
      required={t('platform.ui.required')}
      error={problems['/guardian/name']}
    >
      {field => (
        <Input
          {...field}
          autoComplete="off"
          maxLength={60}
          value={value.name}
          onChange={event => onChange({ ...value, name: event.target.value })}
        />
      )}
    </FormField>
    <FormField
      label={t('records.guardian.phone')}
      required={t('platform.ui.required')}
      error={problems['/guardian/phone']}
    >
      {field => (
        <Input
          {...field}
          inputMode="tel"
          autoComplete="off"
          maxLength={20}
          value={value.phone}
          onChange={event => onChange({ ...value, phone: event.target.value })}
        />
      )}
    </FormField>
    <FormField label={t('records.proxy.relation')} error={problems['/guardian/relation']}>
      {field => (
        <Select
          {...field}
          value={value.relation}
          options={(['parent', 'guardian'] as const).map(relation => ({
            value: relation,
            label: relationWord(relation),
          }))}
          onChange={relation => onChange({ ...value, relation })}
        />
      )}
    </FormField>
    <FormField label={t('records.proxy.proof')} error={problems['/guardian/proof'] ?? problems['/proof']}>
      {field => (
        <Select
          {...field}
          value={value.proof}
          options={proofs.map(proof => ({ value: proof, label: proofWord(proof) }))}
          onChange={proof => onChange({ ...value, proof })}
        />
      )}
    </FormField>
  </fieldset>
)
