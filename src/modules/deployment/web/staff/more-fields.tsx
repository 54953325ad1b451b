import { Checkbox, Input, InputNumber } from 'antd'
import { DepartmentPicker, InstitutionPicker } from '#src/modules/network/public-web.ts'
import { t } from '#src/platform/web/i18n.ts'
import { FormField } from '#src/ui/form-field.tsx'
import type { SessionValues } from './session-values.ts'

type Props = {
  readonly values: SessionValues
  readonly set: (patch: Partial<SessionValues>) => void
  /** sentence by field name */
  readonly errors: Readonly<Record<string, string>>
}
type TextField = 'placeText' | 'takingPart' | 'filingNumber' | 'contactName' | 'contactPhone' | 'carPlate'
const lengths: Readonly<Record<TextField, number>> = {
  placeText: 80,
  takingPart: 200,
  filingNumber: 60,
  contactName: 40,
  contactPhone: 30,
  carPlate: 20,
}

const Text = ({ field, values, set, errors }: Props & { readonly field: TextField }) => (
  <FormField label={t(`deployment.form.${field}`)} error={errors[field]}>
    {props => (
      <Input
        {...props}
        maxLength={lengths[field]}
        value={values[field]}
        onChange={event => set({ [field]: event.target.value })}
      />
    )}
  </FormField>
)

/** 义诊 and 讲座: where in words, who takes part, under which number it was filed. */
export const ActivityFields = (props: Props) =>
  props.values.kind === 'free_clinic' || props.values.kind === 'lecture' ? (
    <>
      <Text field="placeText" {...props} />
      <Text field="takingPart" {...props} />
      <Text field="filingNumber" {...props} />
    </>
  ) : null

/** Who receives the expert and which car comes; the site's own hold where nothing is said. */
export const ReceptionFields = (props: Props) => (
  <details className="dep-more">
    <summary>{t('deployment.form.reception')}</summary>
    <p className="ds-quiet">{t('deployment.form.reception_hint')}</p>
    <div className="dep-pair">
      <Text field="contactName" {...props} />
      <Text field="contactPhone" {...props} />
      <Text field="carPlate" {...props} />
    </div>
  </details>
)

const usualDays = 3

/** A department or team says later who comes: until when, and which department. */
export const NamedLaterFields = ({ values, set, errors }: Props) => (
  <>
    <Checkbox
      className="dep-later"
      checked={values.namesPersonDays !== null}
      onChange={event => set({ namesPersonDays: event.target.checked ? usualDays : null })}
    >
      {t('deployment.form.named_later')}
    </Checkbox>
    {values.namesPersonDays === null ? null : (
      <>
        <FormField
          label={t('deployment.form.namesPersonDays')}
          error={errors.namesPersonDays}
          hint={t('deployment.form.namesPersonDays_hint')}
        >
          {field => (
            <InputNumber
              {...field}
              className="dep-wide"
              min={0}
              max={60}
              precision={0}
              value={values.namesPersonDays}
              onChange={namesPersonDays => set({ namesPersonDays: namesPersonDays ?? 0 })}
            />
          )}
        </FormField>
        <div className="dep-pair">
          <FormField label={t('deployment.form.named_by_institution')}>
            {field => (
              <InstitutionPicker
                id={field.id}
                value={values.namedByInstitutionId || undefined}
                onChange={id => set({ namedByInstitutionId: id ?? '', namedByDepartmentId: null })}
              />
            )}
          </FormField>
          <FormField label={t('deployment.form.named_by_department')} hint={t('deployment.form.named_by_hint')}>
            {field => (
              <DepartmentPicker
                id={field.id}
                institutionId={values.namedByInstitutionId}
                value={values.namedByDepartmentId ?? undefined}
                onChange={id => set({ namedByDepartmentId: id ?? null })}
              />
            )}
          </FormField>
        </div>
      </>
    )}
  </>
)
