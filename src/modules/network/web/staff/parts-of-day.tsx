import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { type listPartsOfDay, setPartOfDay } from '../../contract-calendar.ts'
import { word } from '../words.ts'
import { EditableList } from './editable-list.tsx'
import { RecordForm } from './record-form.tsx'

type Parts = OutputOf<typeof listPartsOfDay>['items']
type Props = { readonly institutionId?: string; readonly parts: Parts; readonly mayManage: boolean }

type FormProps = {
  readonly institutionId: string | undefined
  readonly part: Parts[number]
  readonly onClose: () => void
}

const PartForm = ({ institutionId, part, onClose }: FormProps) => (
  <RecordForm
    name={`network.part.${institutionId ?? 'region'}.${part.key}`}
    title={t('network.parts.edit', { name: word('part', part.key) })}
    endpoint={setPartOfDay}
    initial={{ name: part.name, startsAt: part.startsAt, endsAt: part.endsAt }}
    fields={[
      { key: 'name', control: 'text', label: t('network.field.name'), required: true, maxLength: 10 },
      {
        key: 'startsAt',
        control: 'text',
        label: t('network.field.starts_at'),
        required: true,
        maxLength: 5,
        hint: t('network.hint.time'),
      },
      {
        key: 'endsAt',
        control: 'text',
        label: t('network.field.ends_at'),
        required: true,
        maxLength: 5,
        beside: true,
      },
    ]}
    toInput={values => ({
      ...(institutionId ? { institutionId } : {}),
      part: part.key,
      name: values.name as string,
      startsAt: values.startsAt as string,
      endsAt: values.endsAt as string,
    })}
    submit={t('network.form.save')}
    onDone={onClose}
    onCancel={onClose}
  />
)

/** Times of 上午 … 全天, of the region or as one institution keeps them. */
export const PartsOfDaySection = ({ institutionId, parts, mayManage }: Props) => {
  const may = useCan('network.part_of_day.manage') && mayManage
  return (
    <EditableList
      title={t('network.parts.title')}
      empty=""
      items={parts}
      idOf={part => part.key}
      nameOf={part => part.name}
      line={part => (
        <>
          {part.name === t(`network.part.${part.key}`) ? part.name : `${word('part', part.key)}（${part.name}）`}{' '}
          <span className="ds-figure">
            {part.startsAt}–{part.endsAt}
          </span>{' '}
          {institutionId ? (
            <span className="ds-quiet">{part.own ? t('network.parts.own') : t('network.parts.regional')}</span>
          ) : null}
        </>
      )}
      may={may}
      form={(_, part, close) => (part ? <PartForm institutionId={institutionId} part={part} onClose={close} /> : null)}
    />
  )
}
