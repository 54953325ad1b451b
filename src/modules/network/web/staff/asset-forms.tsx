import type { Static } from 'typebox'
import { t } from '#src/platform/web/i18n.ts'
import { bedKinds, equipmentStates } from '../../contract-asset-codes.ts'
import {
  type bedGroupView,
  type EquipmentView,
  type equipmentKindView,
  type GapView,
  openGapAction,
  saveBeds,
  saveEquipment,
} from '../../contract-assets.ts'
import { kindNamed, named, optionsOf, word } from '../words.ts'
import { RecordForm } from './record-form.tsx'

type Props = { readonly institutionId: string; readonly onClose: () => void }
type Kinds = readonly Static<typeof equipmentKindView>[]
type Beds = Static<typeof bedGroupView>

export const EquipmentForm = ({
  institutionId,
  kinds,
  device,
  onClose,
}: Props & { readonly kinds: Kinds; readonly device: EquipmentView | undefined }) => (
  <RecordForm
    name={`network.equipment.${institutionId}.${device?.equipmentId ?? 'new'}`}
    title={device ? t('network.asset.edit') : t('network.asset.add')}
    endpoint={saveEquipment}
    initial={
      device
        ? { ...device, model: device.model ?? '', roomId: device.roomId ?? '', acquiredOn: device.acquiredOn ?? '' }
        : { count: 1, state: 'in_use' }
    }
    fields={[
      {
        key: 'kindCode',
        control: 'select',
        label: t('network.asset.kind'),
        required: true,
        options: kinds.map(kind => ({ value: kind.code, label: named(kind) })),
      },
      { key: 'code', control: 'text', label: t('network.asset.code'), required: true, maxLength: 30 },
      { key: 'model', control: 'text', label: t('network.asset.model'), maxLength: 60, beside: true },
      {
        key: 'count',
        control: 'number',
        label: t('network.asset.count'),
        required: true,
        unit: t('network.unit.devices'),
        decimals: 0,
      },
      {
        key: 'state',
        control: 'select',
        label: t('network.asset.state'),
        required: true,
        beside: true,
        options: optionsOf('equipment_state', equipmentStates),
      },
      { key: 'roomId', control: 'room', label: t('network.asset.room'), within: institutionId },
      { key: 'acquiredOn', control: 'date', label: t('network.asset.acquired'), beside: true },
      { key: 'note', control: 'text', label: t('network.asset.note'), maxLength: 200 },
    ]}
    toInput={values => ({
      institutionId,
      ...(device ? { equipmentId: device.equipmentId } : {}),
      code: values.code as string,
      kindCode: values.kindCode as string,
      model: (values.model as string | null) ?? null,
      count: values.count as number,
      state: values.state as EquipmentView['state'],
      roomId: (values.roomId as string | null) ?? null,
      acquiredOn: (values.acquiredOn as string | null) ?? null,
      note: (values.note as string | null) ?? null,
    })}
    submit={t('network.form.save')}
    onDone={onClose}
    onCancel={onClose}
  />
)

export const BedForm = ({ institutionId, beds, onClose }: Props & { readonly beds: Beds | undefined }) => (
  <RecordForm
    name={`network.beds.${institutionId}.${beds?.bedGroupId ?? 'new'}`}
    title={
      beds
        ? `${beds.departmentName ?? t('network.asset.whole_house')} ${word('bed_kind', beds.kind)}`
        : t('network.asset.add_beds')
    }
    endpoint={saveBeds}
    initial={beds ? { approved: beds.approved, open: beds.open } : { kind: 'general' }}
    fields={[
      ...(beds
        ? []
        : [
            {
              key: 'departmentId',
              control: 'department',
              label: t('network.field.department'),
              within: institutionId,
            } as const,
            {
              key: 'kind',
              control: 'select',
              label: t('network.asset.bed_kind'),
              required: true,
              beside: true,
              options: optionsOf('bed_kind', bedKinds),
            } as const,
          ]),
      {
        key: 'approved',
        control: 'number',
        label: t('network.asset.approved'),
        required: true,
        unit: t('network.unit.beds'),
        decimals: 0,
      },
      {
        key: 'open',
        control: 'number',
        label: t('network.asset.open'),
        required: true,
        unit: t('network.unit.beds'),
        decimals: 0,
        beside: true,
      },
    ]}
    toInput={values => ({
      institutionId,
      departmentId: beds ? beds.departmentId : ((values.departmentId as string | null) ?? null),
      kind: beds ? beds.kind : (values.kind as Beds['kind']),
      approved: values.approved as number,
      open: values.open as number,
    })}
    submit={t('network.form.save')}
    onDone={onClose}
    onCancel={onClose}
  />
)

export const GapForm = ({
  institutionId,
  gap,
  onDone,
  onClose,
}: Props & { readonly gap: GapView; readonly onDone: () => void }) => (
  <RecordForm
    name={`network.gap.${institutionId}.${gap.kindCode}`}
    title={t('network.asset.follow_title', { name: kindNamed(gap) })}
    endpoint={openGapAction}
    initial={{}}
    fields={[{ key: 'dueOn', control: 'date', label: t('network.asset.due_on'), hint: t('network.asset.due_hint') }]}
    toInput={values => ({ institutionId, kindCode: gap.kindCode, dueOn: (values.dueOn as string | null) ?? null })}
    submit={t('network.asset.follow_do')}
    onDone={onDone}
    onCancel={onClose}
  />
)
