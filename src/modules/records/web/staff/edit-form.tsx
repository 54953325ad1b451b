import { Button, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { FormField } from '#src/ui/form-field.tsx'
import { formKeys } from '#src/ui/form-keys.ts'
import { updateResident } from '../../contract.ts'
import { insuranceChoices, residenceChoices } from '../words.ts'
import type { Opened } from './open-record.tsx'
import '../records.css'

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** Only what differs is sent, so that two people who correct different things do not undo each other unseen. */
const changesOf = (opened: Opened, values: ReturnType<typeof valuesOf>): InputOf<typeof updateResident> => {
  const before = valuesOf(opened)
  const { residentId } = opened.resident
  return {
    residentId,
    version: opened.version,
    ...(values.name === before.name ? {} : { name: values.name }),
    ...(values.phone === before.phone ? {} : { phone: orNull(values.phone) }),
    ...(values.address === before.address ? {} : { address: orNull(values.address) }),
    ...(values.insuranceType === before.insuranceType ? {} : { insuranceType: values.insuranceType }),
    ...(values.insuredPlace === before.insuredPlace ? {} : { insuredPlace: orNull(values.insuredPlace) }),
    ...(values.residenceKind === before.residenceKind ? {} : { residenceKind: values.residenceKind }),
    ...(values.number.trim() === '' ? {} : { identity: { type: 'id_card' as const, number: values.number.trim() } }),
  }
}

const valuesOf = ({ resident, phone, address }: Opened) => ({
  name: resident.name,
  phone: phone ?? '',
  address: address ?? '',
  insuranceType: resident.insuranceType,
  insuredPlace: resident.insuredPlace ?? '',
  residenceKind: resident.residenceKind,
  number: '',
})

/** Corrects what is known; a name read from a card is changed by reading the card again. */
export const EditForm = ({ opened, onDone }: { readonly opened: Opened; readonly onDone: () => void }) => {
  const [values, setValues] = useState(() => valuesOf(opened))
  const set = (patch: Partial<typeof values>) => setValues(current => ({ ...current, ...patch }))
  const update = useCommand(updateResident)
  const wrong = update.fieldProblems
  const fromCard = opened.resident.identityStatus === 'card'
  const save = async () => {
    if (await update.run(changesOf(opened, values))) onDone()
  }
  return (
    <form
      className="rec-form"
      onKeyDown={formKeys(() => void save())}
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void save()
      }}
    >
      <ProblemAlert problem={update.problem} />
      <FormField
        label={t('records.person.name')}
        error={wrong['/name']}
        hint={fromCard ? t('records.edit.name_from_card') : undefined}
      >
        {field => (
          <Input
            {...field}
            disabled={fromCard}
            maxLength={60}
            value={values.name}
            onChange={event => set({ name: event.target.value })}
          />
        )}
      </FormField>
      {opened.resident.maskedNumber === null ? (
        <FormField
          label={t('records.person.identity_number')}
          hint={t('records.edit.number_hint')}
          error={wrong['/identityNumber'] ?? wrong['/identity']}
        >
          {field => (
            <Input
              {...field}
              maxLength={30}
              value={values.number}
              onChange={event => set({ number: event.target.value })}
            />
          )}
        </FormField>
      ) : null}
      <FormField label={t('records.person.phone')} hint={t('records.edit.phone_hint')} error={wrong['/phone']}>
        {field => (
          <Input
            {...field}
            inputMode="tel"
            maxLength={20}
            value={values.phone}
            onChange={event => set({ phone: event.target.value })}
          />
        )}
      </FormField>
      <FormField label={t('records.person.insurance')} error={wrong['/insuranceType']}>
        {field => (
          <Select
            {...field}
            value={values.insuranceType}
            options={insuranceChoices()}
            onChange={insuranceType => set({ insuranceType })}
          />
        )}
      </FormField>
      <FormField
        label={t('records.person.insured_place')}
        hint={t('records.person.insured_place_hint')}
        error={wrong['/insuredPlace']}
      >
        {field => (
          <Input
            {...field}
            inputMode="numeric"
            maxLength={6}
            value={values.insuredPlace}
            onChange={event => set({ insuredPlace: event.target.value.replace(/\D/g, '') })}
          />
        )}
      </FormField>
      <FormField label={t('records.person.residence')} error={wrong['/residenceKind']}>
        {field => (
          <Select
            {...field}
            value={values.residenceKind}
            options={residenceChoices()}
            onChange={residenceKind => set({ residenceKind })}
          />
        )}
      </FormField>
      <FormField label={t('records.person.address')} error={wrong['/address']}>
        {field => (
          <Input
            {...field}
            maxLength={200}
            value={values.address}
            onChange={event => set({ address: event.target.value })}
          />
        )}
      </FormField>
      <div className="rec-line">
        <Button type="primary" htmlType="submit" loading={update.pending}>
          {t('records.edit.save')}
        </Button>
        <Button onClick={onDone}>{t('records.cancel')}</Button>
      </div>
    </form>
  )
}
