import './network.css'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { t } from '#src/platform/web/i18n.ts'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { listDepartments, listInstitutions, listRooms } from '../contract.ts'
import { listStaff, staffDetail } from '../contract-people.ts'
import { listTeams } from '../contract-teams.ts'
import { word } from './words.ts'

/** Fields that choose an institution, a person, a room; found by name, pinyin, initials or code. */

export type PickerProps = {
  readonly id?: string | undefined
  readonly value: string | undefined
  readonly onChange: (id: string | undefined) => void
  /** for screen readers when no label stands above */
  readonly label?: string | undefined
  readonly disabled?: boolean | undefined
  readonly autoFocus?: boolean | undefined
  readonly 'aria-describedby'?: string | undefined
  readonly 'aria-invalid'?: boolean | undefined
}
type Option = { readonly value: string; readonly label: string; readonly note?: string }

type BaseProps = PickerProps & {
  readonly options: readonly Option[]
  readonly loading: boolean
  readonly placeholder: string
  /** asks the server while typing; without it the list is filtered here */
  readonly onSearch?: (text: string) => void
}

/** Attributes without the absent ones, as antd's types want them. */
const given = (
  attributes: Omit<PickerProps, 'value' | 'onChange' | 'label'>,
): Readonly<Record<string, string | boolean>> =>
  Object.fromEntries(
    Object.entries(attributes).filter((entry): entry is [string, string | boolean] => entry[1] !== undefined),
  )

const Picker = ({ options, loading, placeholder, onSearch, label, value, onChange, ...field }: BaseProps) => (
  <Select<string>
    {...given(field)}
    className="net-picker"
    allowClear
    showSearch={onSearch ? { filterOption: false, onSearch } : { optionFilterProp: 'label' }}
    loading={loading}
    value={value ?? null}
    placeholder={placeholder}
    {...(label ? { 'aria-label': label } : {})}
    notFoundContent={loading ? t('platform.shell.loading') : t('network.picker.none')}
    onChange={(next: string | undefined) => onChange(next ?? undefined)}
    options={options.map(option => ({
      value: option.value,
      label: option.note ? `${option.label} · ${option.note}` : option.label,
    }))}
  />
)

/** The chosen one stays readable although the search has moved on. */
const withChosen = (options: readonly Option[], chosen: Option | undefined): readonly Option[] =>
  chosen && !options.some(option => option.value === chosen.value) ? [chosen, ...options] : options

/** Any institution of the region; with `everyRegion` also of others. */
export const InstitutionPicker = ({
  everyRegion,
  ...props
}: PickerProps & { readonly everyRegion?: boolean | undefined }) => {
  const [text, setText] = useState('')
  const search = useDeferredValue(text).trim()
  const scope = everyRegion ? { everyRegion: true } : {}
  const found = useQueryEndpoint(
    listInstitutions,
    { limit: 50, ...scope, ...(search ? { search } : {}) },
    { keepPrevious: true, staleSeconds: 60 },
  )
  const all = useQueryEndpoint(
    listInstitutions,
    { limit: 500, ...scope },
    { staleSeconds: 300, enabled: props.value !== undefined },
  )
  const chosen = all.data?.items.find(item => item.institutionId === props.value)
  const options = (found.data?.items ?? []).map(item => ({
    value: item.institutionId,
    label: item.shortName,
    note: word('kind', item.kind),
  }))
  return (
    <Picker
      {...props}
      options={withChosen(options, chosen && { value: chosen.institutionId, label: chosen.shortName })}
      loading={found.isPending}
      placeholder={t('network.picker.institution')}
      onSearch={setText}
    />
  )
}

/** People; with `worksAt` only those who may work there today, with `institutionId` only home staff. */
export const StaffPicker = ({
  worksAt,
  institutionId,
  onChange,
  ...props
}: Omit<PickerProps, 'onChange'> & {
  readonly onChange: (id: string | undefined, name?: string) => void
  readonly worksAt?: string | undefined
  readonly institutionId?: string | undefined
}) => {
  const [text, setText] = useState('')
  const search = useDeferredValue(text).trim()
  const scope = { ...(worksAt ? { worksAt } : {}), ...(institutionId ? { institutionId } : {}) }
  const found = useQueryEndpoint(
    listStaff,
    { limit: 50, ...scope, ...(search ? { search } : {}) },
    { keepPrevious: true, staleSeconds: 60 },
  )
  const chosen = useQueryEndpoint(
    staffDetail,
    { staffId: props.value ?? '' },
    { staleSeconds: 300, enabled: props.value !== undefined },
  )
  const options = (found.data?.items ?? []).map(person => ({
    value: person.staffId,
    label: person.name,
    note: [person.titleCode ? word('title', person.titleCode) : '', person.institutionName].filter(Boolean).join(' '),
  }))
  return (
    <Picker
      {...props}
      options={withChosen(options, chosen.data && { value: chosen.data.staffId, label: chosen.data.name })}
      onChange={id => onChange(id, options.find(option => option.value === id)?.label)}
      loading={found.isPending}
      placeholder={t('network.picker.staff')}
      onSearch={setText}
    />
  )
}

type PlaceProps = PickerProps & { readonly institutionId: string | undefined }

/** Open departments of one institution. */
export const DepartmentPicker = ({ institutionId, ...props }: PlaceProps) => {
  const answer = useQueryEndpoint(
    listDepartments,
    { institutionId: institutionId ?? '' },
    { enabled: Boolean(institutionId), staleSeconds: 60 },
  )
  const open = (answer.data?.items ?? []).filter(item => item.closedOn === null || item.departmentId === props.value)
  return (
    <Picker
      {...props}
      disabled={props.disabled || !institutionId}
      options={open.map(item => ({ value: item.departmentId, label: item.name }))}
      loading={Boolean(institutionId) && answer.isPending}
      placeholder={institutionId ? t('network.picker.department') : t('network.picker.institution_first')}
    />
  )
}

/** Open rooms of one institution. */
export const RoomPicker = ({ institutionId, ...props }: PlaceProps) => {
  const answer = useQueryEndpoint(
    listRooms,
    { institutionId: institutionId ?? '' },
    { enabled: Boolean(institutionId), staleSeconds: 60 },
  )
  const open = (answer.data?.items ?? []).filter(item => item.closedOn === null || item.roomId === props.value)
  return (
    <Picker
      {...props}
      disabled={props.disabled || !institutionId}
      options={open.map(item => ({
        value: item.roomId,
        label: item.name,
        ...(item.place ? { note: item.place } : {}),
      }))}
      loading={Boolean(institutionId) && answer.isPending}
      placeholder={institutionId ? t('network.picker.room') : t('network.picker.institution_first')}
    />
  )
}

/** Teams, of one institution or of the region. */
export const TeamPicker = ({ institutionId, ...props }: PlaceProps) => {
  const answer = useQueryEndpoint(listTeams, institutionId ? { institutionId } : {}, { staleSeconds: 60 })
  return (
    <Picker
      {...props}
      options={(answer.data?.items ?? []).map(team => ({
        value: team.teamId,
        label: team.name,
        ...(team.speciality ? { note: team.speciality } : {}),
      }))}
      loading={answer.isPending}
      placeholder={t('network.picker.team')}
    />
  )
}
