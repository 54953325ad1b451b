import { today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import {
  confidences,
  costEffects,
  feeKinds,
  institutionLevels,
  insuranceTypes,
  insuredPlaces,
} from '../../contract-codes.ts'
import { type CostRuleView, saveCostRule } from '../../contract-fees.ts'
import { optionsOf } from '../words.ts'
import { fenOf, perMilleOf } from './fee-forms.tsx'
import type { FieldSpec } from './field-control.tsx'
import { type FormValues, RecordForm } from './record-form.tsx'

const label = (key: string): string => t(`network.cost_rule.${key}`)
const yuan = (key: string, name: string, more: Partial<FieldSpec> = {}): FieldSpec => ({
  key,
  control: 'number',
  label: label(name),
  unit: t('network.unit.yuan'),
  decimals: 2,
  ...more,
})

const fields = (values: FormValues): readonly FieldSpec[] => [
  { key: 'code', control: 'text', label: label('code'), required: true, maxLength: 30 },
  {
    key: 'effect',
    control: 'select',
    label: label('effect'),
    required: true,
    beside: true,
    options: optionsOf('cost_effect', costEffects),
  },
  { key: 'name', control: 'text', label: label('name'), required: true, maxLength: 60 },
  {
    key: 'feeKinds',
    control: 'multi',
    label: label('fee_kinds'),
    required: true,
    options: optionsOf('fee_kind', feeKinds),
  },
  {
    key: 'insuranceType',
    control: 'select',
    label: t('network.cost.insurance_type'),
    hint: label('empty_is_all'),
    options: optionsOf('insurance', insuranceTypes),
  },
  {
    key: 'insuredPlace',
    control: 'select',
    label: t('network.cost.insured_place'),
    beside: true,
    options: optionsOf('insured_place', insuredPlaces),
  },
  { key: 'level', control: 'select', label: t('network.field.level'), options: optionsOf('level', institutionLevels) },
  {
    key: 'contracted',
    control: 'select',
    label: t('network.cost.contracted'),
    beside: true,
    options: [
      { value: 'yes', label: t('network.answer.yes') },
      { value: 'no', label: t('network.answer.no') },
    ],
  },
  { key: 'fromAge', control: 'number', label: label('age_from'), unit: t('network.unit.age'), decimals: 0 },
  {
    key: 'untilAge',
    control: 'number',
    label: label('age_until'),
    unit: t('network.unit.age'),
    decimals: 0,
    beside: true,
  },
  ...(values.effect === 'exempt'
    ? [yuan('cap', 'waive_up_to', { hint: label('waive_hint') })]
    : [
        { key: 'share', control: 'number', label: label('share'), required: true, unit: '%', decimals: 1 } as const,
        yuan('floor', 'floor'),
        yuan('cap', 'cap', { beside: true }),
        yuan('yearFloor', 'year_floor', { hint: label('year_floor_hint') }),
      ]),
  { key: 'source', control: 'text', label: t('network.fee.source'), required: true, maxLength: 200 },
  {
    key: 'confidence',
    control: 'select',
    label: label('confidence'),
    required: true,
    options: optionsOf('confidence', confidences),
  },
  { key: 'validFrom', control: 'date', label: t('network.field.from'), required: true },
  { key: 'validUntil', control: 'date', label: t('network.field.until'), beside: true },
]

const start = (rule?: CostRuleView): FormValues =>
  rule
    ? {
        ...rule,
        insuranceType: rule.insuranceType ?? '',
        insuredPlace: rule.insuredPlace ?? '',
        level: rule.level ?? '',
        contracted: rule.contracted === null ? '' : rule.contracted ? 'yes' : 'no',
        share: rule.sharePerMille === null ? null : rule.sharePerMille / 10,
        floor: rule.floorFen / 100,
        cap: rule.capFen === null ? null : rule.capFen / 100,
        yearFloor: rule.yearFloorFen / 100,
        validUntil: rule.validUntil ?? '',
      }
    : {
        effect: 'share',
        feeKinds: ['consultation', 'examination', 'treatment', 'series'],
        confidence: 'reported',
        validFrom: today(),
      }

const orNull = <T,>(value: unknown): T | null =>
  value === null || value === undefined || value === '' ? null : (value as T)

/** A rule entered or corrected; empty conditions hold for everyone. */
export const CostRuleForm = ({ rule, onClose }: { readonly rule?: CostRuleView; readonly onClose: () => void }) => (
  <RecordForm
    name={`network.cost_rule.${rule?.costRuleId ?? 'new'}`}
    title={rule ? t('network.cost_rule.edit') : t('network.cost_rule.add')}
    endpoint={saveCostRule}
    initial={start(rule)}
    fields={fields}
    toInput={values => ({
      ...(rule ? { costRuleId: rule.costRuleId, demo: rule.demo } : {}),
      code: values.code as string,
      name: values.name as string,
      effect: values.effect as CostRuleView['effect'],
      feeKinds: values.feeKinds as CostRuleView['feeKinds'],
      insuranceType: orNull<'employee'>(values.insuranceType),
      insuredPlace: orNull<'local'>(values.insuredPlace),
      level: orNull<'1'>(values.level),
      fromAge: orNull<number>(values.fromAge),
      untilAge: orNull<number>(values.untilAge),
      contracted: values.contracted === null ? null : values.contracted === 'yes',
      sharePerMille: values.effect === 'share' ? perMilleOf(values.share) : null,
      floorFen: values.effect === 'share' ? fenOf(values.floor) : 0,
      capFen: orNull<number>(values.cap) === null ? null : fenOf(values.cap),
      yearFloorFen: values.effect === 'share' ? fenOf(values.yearFloor) : 0,
      source: values.source as string,
      confidence: values.confidence as CostRuleView['confidence'],
      validFrom: values.validFrom as string,
      validUntil: orNull<string>(values.validUntil),
    })}
    submit={t('network.form.save')}
    onDone={onClose}
    onCancel={onClose}
  />
)
