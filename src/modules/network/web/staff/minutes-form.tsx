import { Segmented } from 'antd'
import { useDraft } from '#src/platform/web/drafts.ts'
import { t } from '#src/platform/web/i18n.ts'
import { writeMinutes } from '../../contract-meetings.ts'
import { presences } from '../../contract-tie-codes.ts'
import { optionsOf } from '../words.ts'
import type { MeetingDetail } from './meeting-panel.tsx'
import { RecordForm } from './record-form.tsx'

type Presence = (typeof presences)[number]

/** Minutes and who came, kept while they are typed. */
export const MinutesForm = ({ meeting, onDone }: { readonly meeting: MeetingDetail; readonly onDone: () => void }) => {
  const attendance = useDraft<Record<string, Presence>>(
    `network.meeting.attendance.${meeting.meetingId}`,
    Object.fromEntries(meeting.people.map(person => [person.meetingPersonId, person.presence])),
  )
  return (
    <RecordForm
      name={`network.meeting.minutes.${meeting.meetingId}`}
      title={t('network.meeting.write')}
      endpoint={writeMinutes}
      initial={{ agenda: meeting.agenda ?? '', minutes: meeting.minutes ?? '', alsoStaffIds: [] }}
      fields={[
        { key: 'agenda', control: 'area', label: t('network.meeting.agenda'), maxLength: 2000 },
        { key: 'minutes', control: 'area', label: t('network.meeting.minutes'), maxLength: 8000 },
        { key: 'alsoStaffIds', control: 'people', label: t('network.meeting.also_came') },
      ]}
      toInput={values => ({
        meetingId: meeting.meetingId,
        version: meeting.version,
        agenda: (values.agenda as string | null) ?? null,
        minutes: (values.minutes as string | null) ?? null,
        attendance: meeting.people.map(person => ({
          meetingPersonId: person.meetingPersonId,
          presence: attendance.value[person.meetingPersonId] ?? person.presence,
        })),
        alsoStaffIds: values.alsoStaffIds as string[],
      })}
      submit={t('network.meeting.save_draft')}
      onDone={() => {
        attendance.clear()
        onDone()
      }}
      onCancel={onDone}
    >
      <fieldset className="net-attendance">
        <legend>{t('network.meeting.attendance')}</legend>
        {meeting.people.map(person => (
          <div key={person.meetingPersonId} className="net-attendance-row">
            <span>
              {person.name} <span className="ds-quiet">{person.organisation}</span>
            </span>
            <Segmented<Presence>
              size="small"
              aria-label={`${t('network.meeting.attendance')} ${person.name}`}
              value={attendance.value[person.meetingPersonId] ?? person.presence}
              onChange={presence => attendance.set({ [person.meetingPersonId]: presence })}
              options={optionsOf('presence', presences)}
            />
          </div>
        ))}
      </fieldset>
    </RecordForm>
  )
}
