import { Input, InputNumber, Select } from 'antd'
import { useEffect, useRef } from 'react'
import { DepartmentPicker, RoomPicker, staffDetail, TeamPicker } from '#src/modules/network/public-web.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { FormField } from '#src/ui/form-field.tsx'
import { NumberText } from '#src/ui/number-text.tsx'
import { sessionKinds } from '../../contract-shapes.ts'
import { kindWord, partWord } from '../words.ts'
import { DayField, TimeField } from './day-fields.tsx'
import { ActivityFields, NamedLaterFields, ReceptionFields } from './more-fields.tsx'
import { PeopleFields } from './people-fields.tsx'
import type { SessionValues } from './session-values.ts'

export type BoardPlaces = {
  readonly sites: readonly { readonly institutionId: string; readonly shortName: string; readonly name: string }[]
  readonly parts: readonly {
    readonly key: string
    readonly name: string
    readonly startsAt: string
    readonly endsAt: string
  }[]
}
type Props = {
  readonly places: BoardPlaces
  readonly values: SessionValues
  readonly set: (patch: Partial<SessionValues>) => void
  /** sentence by field name */
  readonly errors: Readonly<Record<string, string>>
  /** a series has its days in the pattern */
  readonly withDate: boolean
}

const required = (): string => t('platform.ui.required')

const When = ({ places, values, set, errors, withDate }: Props) => {
  const part = places.parts.find(one => one.key === values.partOfDay)
  return (
    <>
      <FormField label={t('deployment.form.site')} required={required()} error={errors.institutionId}>
        {field => (
          <Select
            {...field}
            className="dep-wide"
            showSearch={{ optionFilterProp: 'label' }}
            value={values.institutionId || null}
            onChange={institutionId => set({ institutionId, roomId: null, departmentId: null })}
            options={places.sites.map(site => ({ value: site.institutionId, label: site.name }))}
          />
        )}
      </FormField>
      <div className="dep-pair">
        {withDate ? (
          <FormField label={t('deployment.form.date')} required={required()} error={errors.localDate}>
            {field => <DayField {...field} value={values.localDate} onChange={localDate => set({ localDate })} />}
          </FormField>
        ) : null}
        <FormField label={t('deployment.form.part')} required={required()} error={errors.partOfDay}>
          {field => (
            <Select
              {...field}
              className="dep-wide"
              value={values.partOfDay || null}
              onChange={partOfDay => set({ partOfDay, startsAt: '', endsAt: '' })}
              options={places.parts.map(one => ({
                value: one.key,
                label: `${partWord(places.parts, one.key)} ${one.startsAt}–${one.endsAt}`,
              }))}
            />
          )}
        </FormField>
        <FormField label={t('deployment.form.starts')} error={errors.startsAt}>
          {field => (
            <TimeField
              {...field}
              value={values.startsAt || part?.startsAt || ''}
              onChange={startsAt => set({ startsAt })}
            />
          )}
        </FormField>
        <FormField label={t('deployment.form.ends')} error={errors.endsAt}>
          {field => (
            <TimeField {...field} value={values.endsAt || part?.endsAt || ''} onChange={endsAt => set({ endsAt })} />
          )}
        </FormField>
      </div>
    </>
  )
}

const Where = ({ values, set, errors }: Props) => (
  <div className="dep-pair">
    <FormField label={t('deployment.form.department')} error={errors.departmentId}>
      {field => (
        <DepartmentPicker
          id={field.id}
          institutionId={values.institutionId}
          value={values.departmentId ?? undefined}
          onChange={departmentId => set({ departmentId: departmentId ?? null })}
        />
      )}
    </FormField>
    <FormField label={t('deployment.form.room')} error={errors.roomId}>
      {field => (
        <RoomPicker
          id={field.id}
          institutionId={values.institutionId}
          value={values.roomId ?? undefined}
          onChange={roomId => set({ roomId: roomId ?? null })}
        />
      )}
    </FormField>
  </div>
)

const Seats = ({ values, set, errors }: Props) => (
  <div className="dep-pair">
    <FormField label={t('deployment.form.seats')} required={required()} error={errors.capacity}>
      {field => (
        <NumberText {...field} className="dep-wide" value={values.capacity} onChange={capacity => set({ capacity })} />
      )}
    </FormField>
    <FormField label={t('deployment.form.bucket')} error={errors.bucketMinutes}>
      {field => (
        <InputNumber
          {...field}
          className="dep-wide"
          min={5}
          max={480}
          precision={0}
          value={values.bucketMinutes}
          onChange={bucketMinutes => set({ bucketMinutes })}
        />
      )}
    </FormField>
    <FormField label={t('deployment.form.fee')} error={errors.feeFen}>
      {field => (
        <InputNumber
          {...field}
          className="dep-wide"
          min={0}
          max={10000}
          precision={2}
          prefix="¥"
          value={values.feeYuan}
          onChange={feeYuan => set({ feeYuan })}
        />
      )}
    </FormField>
  </div>
)

/** The lead's own department, else speciality, is offered once for each lead, and only into an empty field. */
const useSpecialityOfLead = (values: SessionValues, set: Props['set']): void => {
  const lead = values.staff.find(person => person.role === 'lead')?.staffId ?? ''
  const offered = useRef(lead)
  const person = useQueryEndpoint(staffDetail, { staffId: lead }, { staleSeconds: 300, enabled: lead !== '' }).data
  const speciality = person?.staffId === lead ? (person.departmentName ?? person.specialities[0]) : undefined
  useEffect(() => {
    if (speciality === undefined || offered.current === lead) return
    offered.current = lead
    if (values.speciality === '') set({ speciality })
  }, [lead, speciality, set, values.speciality])
}

/** Everything a session is; used for one session and as the template of a series. */
export const SessionFields = (props: Props) => {
  const { values, set, errors } = props
  useSpecialityOfLead(values, set)
  return (
    <>
      <When {...props} />
      <PeopleFields
        value={values.staff}
        onChange={staff => set({ staff })}
        institutionId={values.institutionId}
        error={errors.staff}
      />
      <NamedLaterFields values={values} set={set} errors={errors} />
      <FormField label={t('deployment.form.team')} hint={t('deployment.form.team_hint')} error={errors.teamId}>
        {field => (
          <TeamPicker
            id={field.id}
            institutionId={values.institutionId}
            value={values.teamId ?? undefined}
            onChange={teamId => set({ teamId: teamId ?? null })}
          />
        )}
      </FormField>
      <div className="dep-pair">
        <FormField label={t('deployment.form.kind')} error={errors.kind}>
          {field => (
            <Select
              {...field}
              className="dep-wide"
              value={values.kind}
              onChange={kind => set({ kind })}
              options={sessionKinds.map(kind => ({ value: kind, label: kindWord(kind) }))}
            />
          )}
        </FormField>
        <FormField label={t('deployment.form.speciality')} error={errors.speciality}>
          {field => (
            <Input
              {...field}
              maxLength={40}
              value={values.speciality}
              onChange={event => set({ speciality: event.target.value })}
            />
          )}
        </FormField>
      </div>
      <FormField label={t('deployment.form.theme')} hint={t('deployment.form.theme_hint')} error={errors.theme}>
        {field => (
          <Input
            {...field}
            maxLength={80}
            value={values.theme}
            onChange={event => set({ theme: event.target.value })}
          />
        )}
      </FormField>
      <ActivityFields values={values} set={set} errors={errors} />
      <Where {...props} />
      <Seats {...props} />
      <ReceptionFields values={values} set={set} errors={errors} />
      <FormField label={t('deployment.form.note')} hint={t('deployment.form.note_hint')} error={errors.note}>
        {field => (
          <Input.TextArea
            {...field}
            maxLength={200}
            autoSize={{ minRows: 1, maxRows: 4 }}
            value={values.note}
            onChange={event => set({ note: event.target.value })}
          />
        )}
      </FormField>
    </>
  )
}
