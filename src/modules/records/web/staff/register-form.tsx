import { Button, Input, Select } from 'antd'
import { useEffect, useMemo } from 'react'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { useDraft } from '#src/platform/web/drafts.ts'
import { EntryForm } from '#src/platform/web/entry-form.tsx'
import { formatDate, today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useStillWrong } from '#src/platform/web/mended.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { FormField } from '#src/ui/form-field.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { registerResident } from '../../contract.ts'
import type { IdentityType } from '../../contract-parts.ts'
import { needsGuardian } from '../../domain/ages.ts'
import { readDate } from '../../domain/find-words.ts'
import { checkIdentity, isPossibleBirthDate, likelyTypeOf, normaliseIdentityNumber } from '../../domain/identity.ts'
import { readTyped } from '../../domain/typed-person.ts'
import { dropCard, keptCard, takeTyped } from '../card-memory.ts'
import { identityTypeChoices, sexChoices, sexWord } from '../words.ts'
import { ContactFields, emptyContact } from './contact-fields.tsx'
import { emptyGuardian, GuardianFields, type GuardianValue } from './guardian-fields.tsx'
import '../records.css'

type Props = { readonly onDone: (residentId: string) => void; readonly onClose: () => void }

const empty = {
  name: '',
  identityType: 'id_card' as IdentityType,
  identityNumber: '',
  sex: undefined as 'male' | 'female' | 'not_stated' | undefined,
  birthDate: '',
  ...emptyContact,
  guardian: emptyGuardian as GuardianValue,
}
type Values = typeof empty

const filled = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim())

const inputOf = (values: Values, isChild: boolean, cardProof: string | undefined): InputOf<typeof registerResident> => {
  const [number, birthDate, phone, address, place] = [
    values.identityNumber,
    readDate(values.birthDate.trim()) ?? '',
    values.phone,
    values.address,
    values.insuredPlace,
  ].map(filled)
  return {
    name: values.name.trim(),
    identityType: values.identityType,
    ...(number && values.identityType !== 'none' ? { identityNumber: number } : {}),
    ...(values.sex ? { sex: values.sex } : {}),
    ...(birthDate ? { birthDate } : {}),
    ...(phone ? { phone } : {}),
    ...(address ? { address } : {}),
    ...(values.insuranceType ? { insuranceType: values.insuranceType } : {}),
    ...(place ? { insuredPlace: place } : {}),
    ...(values.residenceKind ? { residenceKind: values.residenceKind } : {}),
    ...(isChild && values.guardian.name.trim() !== ''
      ? { guardian: { ...values.guardian, name: values.guardian.name.trim(), phone: values.guardian.phone.trim() } }
      : {}),
    ...(cardProof ? { cardProof } : {}),
  }
}

/** What the number says by itself, so that nobody types it twice; and whether a guardian is needed, said at once. */
const useReading = (values: Values) =>
  useMemo(() => {
    const typed = normaliseIdentityNumber(values.identityNumber)
    const checked = typed === '' ? null : checkIdentity(values.identityType, typed, today())
    const read = checked?.ok ? checked : null
    const born = readDate(values.birthDate.trim())
    const birthDate = read?.birthDate ?? (born !== null && isPossibleBirthDate(born, today()) ? born : null)
    return {
      // A number still being typed is not yet wrong.
      problem:
        checked && !checked.ok && (typed.length >= 18 || checked.problem !== 'records.identity_number_wrong_length')
          ? checked.problem
          : null,
      readBirthDate: read?.birthDate ?? null,
      birthProblem: values.birthDate.trim().length >= 8 && birthDate === null,
      readSex: read?.sex ?? null,
      isChild: birthDate !== null && needsGuardian(birthDate, today()),
    }
  }, [values.identityNumber, values.identityType, values.birthDate])

/** 登记: a typed or read person; errors stand next to the fields, a child's guardian is asked for at once. */
export const RegisterForm = ({ onDone, onClose }: Props) => {
  const draft = useDraft<Values>('records.register', empty)
  const { value } = draft
  const card = keptCard()
  const reading = useReading(value)
  const register = useCommand(registerResident)
  const refusal = useStillWrong(register)
  const wrong = refusal.fieldProblems
  const fill = draft.set
  const set = (patch: Partial<Values>) => {
    refusal.touch(Object.keys(patch))
    fill(patch)
  }
  const hasCard = card !== null

  useEffect(() => {
    const read = keptCard()
    if (read)
      fill({
        name: read.card.name,
        identityType: read.card.identityType,
        identityNumber: read.card.number,
        address: read.card.address ?? '',
      })
    const typed = takeTyped()
    if (typed !== null && !read) fill(readTyped(typed))
    return dropCard
  }, [fill])

  const save = async () => {
    const answer = await register.run(inputOf(value, reading.isChild, card?.proof))
    if (!answer) return
    draft.clear()
    dropCard()
    onDone(answer.resident.residentId)
  }
  const typeNumber = (identityNumber: string) => {
    const number = normaliseIdentityNumber(identityNumber)
    set({
      identityNumber,
      ...(/^\d{17}[\dX]$/.test(number) && ['id_card', 'hmt_residence_permit'].includes(value.identityType)
        ? { identityType: likelyTypeOf(number) }
        : {}),
    })
  }

  return (
    <EntryForm className="detail rec-form" save={save}>
      <div className="detail-head">
        <h2>{t('records.register.title')}</h2>
        <Button type="text" size="small" onClick={onClose} aria-label={t('records.close')}>
          ✕
        </Button>
      </div>
      {hasCard ? (
        <Notice tone="info">{t('records.register.from_card')}</Notice>
      ) : (
        <p className="ds-quiet">{t('records.register.typed')}</p>
      )}
      <ProblemAlert problem={refusal.problem} />
      <FormField label={t('records.person.name')} required={t('platform.ui.required')} error={wrong['/name']}>
        {field => (
          <Input
            {...field}
            autoFocus
            autoComplete="off"
            maxLength={60}
            disabled={hasCard}
            value={value.name}
            onChange={event => set({ name: event.target.value })}
          />
        )}
      </FormField>
      <FormField label={t('records.person.identity_type')} error={wrong['/identityType']}>
        {field => (
          <Select
            {...field}
            disabled={hasCard}
            value={value.identityType}
            options={identityTypeChoices()}
            onChange={identityType => set({ identityType })}
          />
        )}
      </FormField>
      {value.identityType === 'none' ? null : (
        <FormField
          label={t('records.person.identity_number')}
          required={t('platform.ui.required')}
          error={
            wrong['/identityNumber'] ??
            (reading.problem ? t(reading.problem.replace('records.', 'records.error.')) : undefined)
          }
          hint={
            reading.readBirthDate
              ? t('records.register.reads', {
                  sex: sexWord(reading.readSex ?? 'not_stated'),
                  date: formatDate(reading.readBirthDate, 'bare'),
                })
              : undefined
          }
        >
          {field => (
            <Input
              {...field}
              autoComplete="off"
              maxLength={30}
              disabled={hasCard}
              value={value.identityNumber}
              onChange={event => typeNumber(event.target.value)}
            />
          )}
        </FormField>
      )}
      {reading.readBirthDate ? null : (
        <>
          <FormField
            label={t('records.person.birth_date')}
            required={t('platform.ui.required')}
            hint={t('records.register.birth_hint')}
            error={wrong['/birthDate'] ?? (reading.birthProblem ? t('records.error.birth_date_impossible') : undefined)}
          >
            {field => (
              <Input
                {...field}
                inputMode="numeric"
                autoComplete="off"
                maxLength={11}
                placeholder="19490501"
                value={value.birthDate}
                onChange={event => set({ birthDate: event.target.value })}
              />
            )}
          </FormField>
          <FormField label={t('records.person.sex')} error={wrong['/sex']}>
            {field => (
              <Select {...field} allowClear value={value.sex} options={sexChoices()} onChange={sex => set({ sex })} />
            )}
          </FormField>
        </>
      )}
      {reading.isChild ? (
        <GuardianFields value={value.guardian} onChange={guardian => set({ guardian })} problems={wrong} />
      ) : null}
      <ContactFields
        clearable
        value={value}
        onChange={set}
        problems={wrong}
        phoneHint={t('records.register.phone_hint')}
      />
      <Button type="primary" htmlType="submit" loading={register.pending}>
        {t('records.register.save')}
      </Button>
    </EntryForm>
  )
}
