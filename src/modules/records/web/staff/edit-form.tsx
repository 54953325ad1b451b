import { Button, Input } from 'antd'
import { useState } from 'react'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { EntryForm } from '#src/platform/web/entry-form.tsx'
import { t } from '#src/platform/web/i18n.ts'
import { FormField } from '#src/ui/form-field.tsx'
import { updateResident } from '../../contract.ts'
import { ContactFields, type ContactValue } from './contact-fields.tsx'
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
    ...(values.insuranceType === before.insuranceType || !values.insuranceType
      ? {}
      : { insuranceType: values.insuranceType }),
    ...(values.insuredPlace === before.insuredPlace ? {} : { insuredPlace: orNull(values.insuredPlace) }),
    ...(values.residenceKind === before.residenceKind || !values.residenceKind
      ? {}
      : { residenceKind: values.residenceKind }),
    ...(values.number.trim() === '' ? {} : { identity: { type: 'id_card' as const, number: values.number.trim() } }),
  }
}

const valuesOf = ({
  resident,
  phone,
  address,
}: Opened): ContactValue & { readonly name: string; readonly number: string } => ({
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
    <EntryForm className="rec-form" save={save} problem={update.problem}>
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
      <ContactFields value={values} onChange={set} problems={wrong} phoneHint={t('records.edit.phone_hint')} />
      <div className="rec-line">
        <Button type="primary" htmlType="submit" loading={update.pending}>
          {t('records.edit.save')}
        </Button>
        <Button onClick={onDone}>{t('records.cancel')}</Button>
      </div>
    </EntryForm>
  )
}
