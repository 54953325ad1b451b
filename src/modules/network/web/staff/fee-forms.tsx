import { today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { feeKinds, titleCodes } from '../../contract-codes.ts'
import { changeFeePrice, type FeeItemView, saveFee, setInsuranceDesignation } from '../../contract-fees.ts'
import { optionsOf } from '../words.ts'
import type { FieldSpec } from './field-control.tsx'
import { type FormValues, RecordForm } from './record-form.tsx'

type Props = { readonly institutionId: string; readonly onClose: () => void }

/** People type yuan and per cent; the platform keeps fen and per mille. */
export const fenOf = (yuan: unknown): number => Math.round(Number(yuan ?? 0) * 100)
export const perMilleOf = (percent: unknown): number => Math.round(Number(percent ?? 0) * 10)
const text = (values: FormValues, key: string): string => (values[key] as string | null) ?? ''

const doctorTitles = titleCodes.filter(code => code.startsWith('23'))

const feeFields = (values: FormValues): readonly FieldSpec[] => [
  { key: 'code', control: 'text', label: t('network.fee.code'), required: true, maxLength: 30 },
  {
    key: 'kind',
    control: 'select',
    label: t('network.fee.kind'),
    required: true,
    beside: true,
    options: optionsOf('fee_kind', feeKinds),
  },
  { key: 'name', control: 'text', label: t('network.fee.name'), required: true, maxLength: 60 },
  ...(values.kind === 'registration' || values.kind === 'consultation'
    ? [
        {
          key: 'titleCode',
          control: 'select',
          label: t('network.fee.title'),
          hint: t('network.fee.title_hint'),
          options: optionsOf('title', doctorTitles),
        } as const,
      ]
    : []),
  {
    key: 'priceYuan',
    control: 'number',
    label: t('network.fee.price'),
    required: true,
    unit: t('network.unit.yuan'),
    decimals: 2,
  },
  { key: 'unit', control: 'text', label: t('network.fee.unit'), required: true, maxLength: 10, beside: true },
  ...(values.kind === 'series'
    ? [
        {
          key: 'times',
          control: 'number',
          label: t('network.fee.times'),
          required: true,
          unit: t('network.unit.times'),
          decimals: 0,
        } as const,
      ]
    : []),
  {
    key: 'ownFirst',
    control: 'number',
    label: t('network.fee.own_first'),
    hint: t('network.fee.own_first_hint'),
    unit: '%',
    decimals: 1,
  },
  { key: 'validFrom', control: 'date', label: t('network.field.from'), required: true },
  { key: 'validUntil', control: 'date', label: t('network.field.until'), beside: true },
  { key: 'source', control: 'text', label: t('network.fee.source'), required: true, maxLength: 100 },
]

/** A new item, or the correction of what was entered. */
export const FeeForm = ({ institutionId, fee, onClose }: Props & { readonly fee?: FeeItemView | undefined }) => (
  <RecordForm
    name={`network.fee.${institutionId}.${fee?.feeItemId ?? 'new'}`}
    title={fee ? t('network.fee.edit') : t('network.fee.add')}
    endpoint={saveFee}
    initial={
      fee
        ? {
            ...fee,
            titleCode: fee.titleCode ?? '',
            validUntil: fee.validUntil ?? '',
            priceYuan: fee.priceFen / 100,
            ownFirst: fee.ownFirstPerMille / 10,
          }
        : { kind: 'treatment', unit: t('network.unit.times'), times: 1, ownFirst: 0, validFrom: today() }
    }
    fields={feeFields}
    toInput={values => {
      const kind = values.kind as FeeItemView['kind']
      const isVisit = kind === 'registration' || kind === 'consultation'
      return {
        institutionId,
        ...(fee ? { feeItemId: fee.feeItemId, demo: fee.demo } : {}),
        code: text(values, 'code'),
        kind,
        name: text(values, 'name'),
        titleCode: isVisit ? ((values.titleCode as '231' | null) ?? null) : null,
        unit: text(values, 'unit'),
        times: kind === 'series' ? Number(values.times ?? 1) : 1,
        priceFen: fenOf(values.priceYuan),
        ownFirstPerMille: perMilleOf(values.ownFirst),
        validFrom: text(values, 'validFrom'),
        validUntil: (values.validUntil as string | null) ?? null,
        source: text(values, 'source'),
      }
    }}
    submit={t('network.form.save')}
    onDone={onClose}
    onCancel={onClose}
  />
)

/** 调价: the past keeps its price. */
export const PriceForm = ({ fee, onClose }: { readonly fee: FeeItemView; readonly onClose: () => void }) => (
  <RecordForm
    name={`network.fee.price.${fee.feeItemId}`}
    title={t('network.fee.new_price')}
    endpoint={changeFeePrice}
    initial={{ priceYuan: fee.priceFen / 100, validFrom: today() }}
    fields={[
      {
        key: 'priceYuan',
        control: 'number',
        label: t('network.fee.price'),
        required: true,
        unit: t('network.unit.yuan'),
        decimals: 2,
      },
      { key: 'validFrom', control: 'date', label: t('network.field.from'), required: true, beside: true },
      { key: 'source', control: 'text', label: t('network.fee.source'), required: true, maxLength: 100 },
    ]}
    toInput={values => ({
      feeItemId: fee.feeItemId,
      priceFen: fenOf(values.priceYuan),
      validFrom: text(values, 'validFrom'),
      source: text(values, 'source'),
    })}
    submit={t('network.fee.new_price_do')}
    onDone={onClose}
    onCancel={onClose}
  />
)

/** 定点 or not, from a day on. */
export const DesignationForm = ({ institutionId, onClose }: Props) => (
  <RecordForm
    name={`network.designation.${institutionId}`}
    title={t('network.designation.change')}
    endpoint={setInsuranceDesignation}
    initial={{ designated: 'yes', validFrom: today() }}
    fields={[
      {
        key: 'designated',
        control: 'select',
        label: t('network.designation.title'),
        required: true,
        options: [
          { value: 'yes', label: t('network.designation.yes') },
          { value: 'no', label: t('network.designation.no') },
        ],
      },
      { key: 'validFrom', control: 'date', label: t('network.field.from'), required: true, beside: true },
      { key: 'insuranceCode', control: 'text', label: t('network.designation.code'), maxLength: 40 },
      { key: 'source', control: 'text', label: t('network.fee.source'), required: true, maxLength: 100 },
    ]}
    toInput={values => ({
      institutionId,
      designated: values.designated === 'yes',
      insuranceCode: (values.insuranceCode as string | null) ?? null,
      validFrom: text(values, 'validFrom'),
      source: text(values, 'source'),
    })}
    submit={t('network.form.save')}
    onDone={onClose}
    onCancel={onClose}
  />
)
