import { Button } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { t } from '#src/platform/web/i18n.ts'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { type institutionDetail, saveDepartment, saveRoom } from '../../contract.ts'
import { departmentFields, roomFields } from './institution-fields.ts'
import { Section } from './panel.tsx'
import { RecordForm } from './record-form.tsx'

type Detail = OutputOf<typeof institutionDetail>
type Props = { readonly detail: Detail }

const EditButton = ({ name, onClick }: { readonly name: string; readonly onClick: () => void }) => (
  <Button size="small" type="link" onClick={onClick} aria-label={`${t('network.form.edit')} ${name}`}>
    {t('network.form.edit')}
  </Button>
)

const Closed = ({ on }: { readonly on: string | null }) =>
  on ? <StatusBadge tone="warn">{t('network.closed_since', { date: on })}</StatusBadge> : null

const Departments = ({ detail }: Props) => {
  const [open, setOpen] = useState<string | null>(null)
  const { institutionId } = detail.institution
  const chosen = detail.departments.find(item => item.departmentId === open)
  return (
    <Section
      title={t('network.institution.departments')}
      count={detail.departments.length}
      empty={t('network.institution.no_departments')}
      action={
        detail.mayManage ? (
          <Button size="small" onClick={() => setOpen('new')}>
            {t('network.institution.add_department')}
          </Button>
        ) : null
      }
    >
      <ul className="net-lines">
        {detail.departments.map(item => (
          <li key={item.departmentId}>
            <span>
              {item.name} <span className="ds-quiet">{item.code}</span> <Closed on={item.closedOn} />
            </span>
            {detail.mayManage ? <EditButton name={item.name} onClick={() => setOpen(item.departmentId)} /> : null}
          </li>
        ))}
      </ul>
      {open !== null ? (
        <RecordForm
          key={open}
          name={`network.department.${institutionId}.${open}`}
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
          onDone={() => setOpen(null)}
          onCancel={() => setOpen(null)}
        />
      ) : null}
    </Section>
  )
}

const Rooms = ({ detail }: Props) => {
  const [open, setOpen] = useState<string | null>(null)
  const { institutionId } = detail.institution
  const chosen = detail.rooms.find(item => item.roomId === open)
  return (
    <Section
      title={t('network.institution.rooms')}
      count={detail.rooms.length}
      empty={t('network.institution.no_rooms')}
      action={
        detail.mayManage ? (
          <Button size="small" onClick={() => setOpen('new')}>
            {t('network.institution.add_room')}
          </Button>
        ) : null
      }
    >
      <ul className="net-lines">
        {detail.rooms.map(item => (
          <li key={item.roomId}>
            <span>
              {item.name}{' '}
              <span className="ds-quiet">
                {[item.code, item.departmentName, item.place].filter(Boolean).join(' · ')}
              </span>{' '}
              <Closed on={item.closedOn} />
            </span>
            {detail.mayManage ? <EditButton name={item.name} onClick={() => setOpen(item.roomId)} /> : null}
          </li>
        ))}
      </ul>
      {open !== null ? (
        <RecordForm
          key={open}
          name={`network.room.${institutionId}.${open}`}
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
          onDone={() => setOpen(null)}
          onCancel={() => setOpen(null)}
        />
      ) : null}
    </Section>
  )
}

/** Departments and rooms of an institution, each with its form. */
export const PlacesSections = ({ detail }: Props) => (
  <>
    <Departments detail={detail} />
    <Rooms detail={detail} />
  </>
)
