import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { t } from '#src/platform/web/i18n.ts'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { type institutionDetail, saveDepartment, saveRoom } from '../../contract.ts'
import { EditableList } from './editable-list.tsx'
import { departmentFields, roomFields } from './institution-fields.ts'
import { RecordForm } from './record-form.tsx'

type Detail = OutputOf<typeof institutionDetail>
type Props = { readonly detail: Detail }

type Place = { readonly name: string; readonly code: string; readonly closedOn: string | null }

/** A department or a room as it stands in its list. */
const placeLine = (place: Place, more: readonly (string | null)[] = []) => (
  <>
    {place.name} <span className="ds-quiet">{[place.code, ...more].filter(Boolean).join(' · ')}</span>{' '}
    {place.closedOn ? (
      <StatusBadge tone="warn">{t('network.closed_since', { date: place.closedOn })}</StatusBadge>
    ) : null}
  </>
)

const Departments = ({ detail }: Props) => {
  const { institutionId } = detail.institution
  return (
    <EditableList
      title={t('network.institution.departments')}
      empty={t('network.institution.no_departments')}
      items={detail.departments}
      idOf={item => item.departmentId}
      nameOf={item => item.name}
      line={item => placeLine(item)}
      may={detail.mayManage}
      add={t('network.institution.add_department')}
      form={(_, chosen, close) => (
        <RecordForm
          name={`network.department.${institutionId}.${chosen?.departmentId ?? 'new'}`}
          title={chosen ? t('network.institution.edit_department') : t('network.institution.add_department')}
          endpoint={saveDepartment}
          initial={{
            code: chosen?.code ?? '',
            name: chosen?.name ?? '',
            introduction: chosen?.introduction ?? '',
            closedOn: chosen?.closedOn ?? '',
          }}
          fields={departmentFields()}
          toInput={values => ({
            institutionId,
            ...(chosen ? { departmentId: chosen.departmentId, standardCode: chosen.standardCode } : {}),
            code: values.code as string,
            name: values.name as string,
            introduction: values.introduction as string | null,
            closedOn: values.closedOn as string | null,
          })}
          submit={t('network.form.save')}
          onDone={close}
          onCancel={close}
        />
      )}
    />
  )
}

const Rooms = ({ detail }: Props) => {
  const { institutionId } = detail.institution
  return (
    <EditableList
      title={t('network.institution.rooms')}
      empty={t('network.institution.no_rooms')}
      items={detail.rooms}
      idOf={item => item.roomId}
      nameOf={item => item.name}
      line={item => placeLine(item, [item.departmentName, item.place])}
      may={detail.mayManage}
      add={t('network.institution.add_room')}
      form={(_, chosen, close) => (
        <RecordForm
          name={`network.room.${institutionId}.${chosen?.roomId ?? 'new'}`}
          title={chosen ? t('network.institution.edit_room') : t('network.institution.add_room')}
          endpoint={saveRoom}
          initial={{
            code: chosen?.code ?? '',
            name: chosen?.name ?? '',
            departmentId: chosen?.departmentId ?? '',
            place: chosen?.place ?? '',
            closedOn: chosen?.closedOn ?? '',
          }}
          fields={roomFields(institutionId)}
          toInput={values => ({
            institutionId,
            ...(chosen ? { roomId: chosen.roomId } : {}),
            code: values.code as string,
            name: values.name as string,
            departmentId: values.departmentId as string | null,
            place: values.place as string | null,
            closedOn: values.closedOn as string | null,
          })}
          submit={t('network.form.save')}
          onDone={close}
          onCancel={close}
        />
      )}
    />
  )
}

/** Departments and rooms of an institution, each with its form. */
export const PlacesSections = ({ detail }: Props) => (
  <>
    <Departments detail={detail} />
    <Rooms detail={detail} />
  </>
)
