import { addDays } from '#src/platform/kernel/dates.ts'
import { today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import {
  addAddendum,
  addMeetingAction,
  callMeeting,
  cancelMeeting,
  closeMeetingAction,
} from '../../contract-meetings.ts'
import { actionOutcomes, meetingKinds } from '../../contract-tie-codes.ts'
import { optionsOf } from '../words.ts'
import type { MeetingDetail } from './meeting-panel.tsx'
import { RecordForm } from './record-form.tsx'

/** `王敏（区卫健局）`, one guest a line; a name alone keeps the brackets empty. */
export const guestsOf = (text: string): { name: string; organisation: string }[] =>
  text
    .split(/\n/)
    .map(line => /^\s*([^（(]+?)\s*(?:[（(]([^）)]*)[）)])?\s*$/.exec(line))
    .flatMap(match => (match?.[1] ? [{ name: match[1], organisation: match[2]?.trim() || '–' }] : []))

export const NewMeeting = ({
  onDone,
  onClose,
}: {
  readonly onDone: (meetingId: string) => void
  readonly onClose: () => void
}) => (
  <RecordForm
    name="network.meeting.new"
    title={t('network.meeting.new')}
    endpoint={callMeeting}
    initial={{ kind: 'regular', on: today(), startsAt: '14:30', institutionIds: [], staffIds: [] }}
    fields={[
      {
        key: 'kind',
        control: 'select',
        label: t('network.meeting.kind'),
        required: true,
        options: optionsOf('meeting_kind', meetingKinds),
      },
      { key: 'title', control: 'text', label: t('network.meeting.title'), required: true, maxLength: 80 },
      { key: 'on', control: 'date', label: t('network.field.date'), required: true },
      {
        key: 'startsAt',
        control: 'text',
        label: t('network.meeting.starts_at'),
        maxLength: 5,
        beside: true,
        hint: t('network.meeting.time_hint'),
      },
      { key: 'place', control: 'text', label: t('network.meeting.place'), required: true, maxLength: 60 },
      { key: 'hostInstitutionId', control: 'institution', label: t('network.meeting.host'), required: true },
      { key: 'institutionIds', control: 'institutions', label: t('network.meeting.institutions') },
      { key: 'staffIds', control: 'people', label: t('network.meeting.people') },
      { key: 'guests', control: 'area', label: t('network.meeting.guests'), hint: t('network.meeting.guests_hint') },
      { key: 'agenda', control: 'area', label: t('network.meeting.agenda'), maxLength: 2000 },
    ]}
    toInput={values => ({
      kind: values.kind as 'regular',
      title: values.title as string,
      on: values.on as string,
      startsAt: (values.startsAt as string | null) ?? null,
      place: values.place as string,
      hostInstitutionId: values.hostInstitutionId as string,
      institutionIds: values.institutionIds as string[],
      staffIds: values.staffIds as string[],
      guests: guestsOf((values.guests as string | null) ?? ''),
      agenda: (values.agenda as string | null) ?? null,
    })}
    submit={t('network.meeting.enter')}
    onDone={answer => onDone(answer.meetingId)}
    onCancel={onClose}
  />
)

type Props = { readonly meeting: MeetingDetail; readonly onDone: () => void }

export const ActionForm = ({ meeting, onDone }: Props) => (
  <RecordForm
    name={`network.meeting.action.${meeting.meetingId}`}
    title={t('network.meeting.add_action')}
    endpoint={addMeetingAction}
    initial={{ byInstitutionId: meeting.host.institutionId, dueOn: addDays(today(), 14) }}
    fields={values => [
      { key: 'what', control: 'text', label: t('network.meeting.what'), required: true, maxLength: 200 },
      { key: 'reason', control: 'text', label: t('network.meeting.why'), required: true, maxLength: 200 },
      {
        key: 'byInstitutionId',
        control: 'select',
        label: t('network.meeting.by_house'),
        required: true,
        options: meeting.institutions.map(house => ({ value: house.institutionId, label: house.name })),
      },
      {
        key: 'ownerStaffId',
        control: 'staff',
        label: t('network.meeting.by_person'),
        within: (values.byInstitutionId as string | undefined) || undefined,
        hint: t('network.meeting.by_person_hint'),
      },
      { key: 'dueOn', control: 'date', label: t('network.meeting.due'), required: true },
    ]}
    toInput={values => ({
      meetingId: meeting.meetingId,
      what: values.what as string,
      reason: values.reason as string,
      byInstitutionId: values.byInstitutionId as string,
      ownerStaffId: (values.ownerStaffId as string | null) ?? null,
      dueOn: values.dueOn as string,
    })}
    submit={t('network.meeting.add_action_do')}
    onDone={onDone}
    onCancel={onDone}
  />
)

export const CloseAction = ({ actionId, onDone }: { readonly actionId: string; readonly onDone: () => void }) => (
  <RecordForm
    name={`network.meeting.action.close.${actionId}`}
    title={t('network.meeting.close_action')}
    endpoint={closeMeetingAction}
    initial={{ outcome: 'done' }}
    fields={values => [
      {
        key: 'outcome',
        control: 'select',
        label: t('network.meeting.outcome'),
        required: true,
        options: optionsOf('action_outcome', actionOutcomes),
      },
      {
        key: 'note',
        control: 'text',
        label: t('network.meeting.note'),
        required: values.outcome !== 'done',
        maxLength: 300,
      },
    ]}
    toInput={values => ({
      actionId,
      outcome: values.outcome as 'done',
      note: (values.note as string | null) ?? null,
    })}
    submit={t('network.meeting.close_action')}
    onDone={onDone}
    onCancel={onDone}
  />
)

export const AddendumForm = ({ meeting, onDone }: Props) => (
  <RecordForm
    name={`network.meeting.addendum.${meeting.meetingId}`}
    title={t('network.meeting.add_addendum')}
    endpoint={addAddendum}
    initial={{}}
    fields={[{ key: 'text', control: 'area', label: t('network.meeting.addendum'), required: true, maxLength: 2000 }]}
    toInput={values => ({ meetingId: meeting.meetingId, text: values.text as string })}
    submit={t('network.meeting.add_addendum')}
    onDone={onDone}
    onCancel={onDone}
  />
)

export const CancelForm = ({ meeting, onDone }: Props) => (
  <RecordForm
    name={`network.meeting.cancel.${meeting.meetingId}`}
    title={t('network.meeting.cancel')}
    endpoint={cancelMeeting}
    initial={{}}
    fields={[{ key: 'reason', control: 'text', label: t('network.field.reason'), required: true, maxLength: 200 }]}
    toInput={values => ({ meetingId: meeting.meetingId, reason: values.reason as string })}
    submit={t('network.meeting.cancel')}
    onDone={onDone}
    onCancel={onDone}
  />
)
