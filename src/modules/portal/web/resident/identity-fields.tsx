import { useState } from 'react'
import { t } from '#src/platform/web/i18n.ts'
import type { Problem } from '#src/platform/web/problem.tsx'
import { Choice } from '#src/ui/resident/choice.tsx'
import { Field } from '#src/ui/resident/field.tsx'

/** Documents that people bring; the card carries sex and birth date, the others do not. */
const documents = [
  'id_card',
  'hmt_residence_permit',
  'foreign_permanent_card',
  'hk_macau_permit',
  'taiwan_permit',
  'passport',
  'household_book',
] as const
const carriesBirth: readonly string[] = ['id_card', 'hmt_residence_permit', 'household_book']

export type IdentityDraft = {
  readonly name: string
  readonly identityType: (typeof documents)[number] | 'none'
  readonly identityNumber: string
  readonly sex: '' | 'male' | 'female'
  readonly birthDate: string
}
export const emptyIdentity: IdentityDraft = {
  name: '',
  identityType: 'id_card',
  identityNumber: '',
  sex: '',
  birthDate: '',
}

/** What of the draft is sent: only what was given. */
export const identityInput = (draft: IdentityDraft) => ({
  name: draft.name.trim(),
  identityType: draft.identityType,
  ...(draft.sex === '' ? {} : { sex: draft.sex }),
  ...(draft.birthDate === '' ? {} : { birthDate: draft.birthDate }),
})

const shortestNumber = 4
const needsBirth = (draft: IdentityDraft): boolean => !carriesBirth.includes(draft.identityType)

/** What is still missing, said beside each field; empty when the form can be sent. */
export const missingIn = (draft: IdentityDraft, shortForm = false): Readonly<Record<string, string>> => {
  const birth = needsBirth(draft) && !shortForm
  const missing: readonly (readonly [string, boolean, string])[] = [
    ['/name', draft.name.trim() === '', 'portal.who.missing_name'],
    [
      '/identityNumber',
      draft.identityType !== 'none' && draft.identityNumber.length < shortestNumber,
      'portal.who.missing_number',
    ],
    ['/birthDate', birth && draft.birthDate === '', 'portal.who.missing_birth'],
    ['/sex', birth && draft.sex === '', 'portal.who.missing_sex'],
  ]
  return Object.fromEntries(missing.filter(([, isMissing]) => isMissing).map(([path, , key]) => [path, t(key)]))
}
export const isEmpty = (problems: Readonly<Record<string, string>>): boolean => Object.keys(problems).length === 0

const shownHere = ['/name', '/identityNumber', '/birthDate', '/sex', '/phone']

/** What the fields do not show beside themselves already, so that nothing is said twice. */
export const notInFields = (problem: Problem | null): Problem | null =>
  problem && problem.fields.length > 0 && problem.fields.every(field => shownHere.includes(field.path)) ? null : problem

/** After the page has drawn the reasons, the first wrong field takes the focus. */
export const focusFirstProblem = (): void => {
  setTimeout(() => document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), 50)
}

type Props = {
  readonly draft: IdentityDraft
  readonly onChange: (patch: Partial<IdentityDraft>) => void
  readonly problems: Readonly<Record<string, string>>
  /** A newborn may have no number yet. */
  readonly mayHaveNone?: boolean
  readonly shortForm?: boolean
}

/** Name and identity document, one question below the other. */
export const IdentityFields = ({ draft, onChange, problems, mayHaveNone = false, shortForm = false }: Props) => {
  const [choosing, setChoosing] = useState(draft.identityType !== 'id_card')
  const kinds = mayHaveNone ? ([...documents, 'none'] as const) : documents
  return (
    <>
      <Field
        label={t('portal.who.name')}
        autoComplete="name"
        value={draft.name}
        onChange={name => onChange({ name })}
        error={problems['/name']}
      />
      {choosing ? (
        <Choice
          legend={t('portal.who.document')}
          value={draft.identityType}
          options={kinds.map(kind => ({ value: kind, label: t(`portal.document.${kind}`) }))}
          onChange={identityType => onChange({ identityType })}
        />
      ) : null}
      {draft.identityType === 'none' ? null : (
        <Field
          label={t(`portal.document.${draft.identityType}_number`)}
          autoComplete="off"
          autoCapitalize="characters"
          value={draft.identityNumber}
          onChange={identityNumber => onChange({ identityNumber: identityNumber.replace(/\s/g, '').toUpperCase() })}
          error={problems['/identityNumber']}
        />
      )}
      {choosing ? null : (
        <button type="button" className="r-button" data-look="text" onClick={() => setChoosing(true)}>
          {t('portal.who.other_document')}
        </button>
      )}
      {needsBirth(draft) && !shortForm ? (
        <>
          <Field
            label={t('portal.who.birth_date')}
            type="date"
            value={draft.birthDate}
            onChange={birthDate => onChange({ birthDate })}
            error={problems['/birthDate']}
          />
          <Choice
            legend={t('portal.who.sex')}
            value={draft.sex === '' ? null : draft.sex}
            options={(['male', 'female'] as const).map(sex => ({ value: sex, label: t(`portal.sex.${sex}`) }))}
            onChange={sex => onChange({ sex })}
            error={problems['/sex']}
          />
        </>
      ) : null}
    </>
  )
}
