import { formatDateTime } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Go } from '#src/platform/web/navigation.tsx'
import { Avatar } from '#src/ui/resident/bits.tsx'
import { Tag } from '#src/ui/resident/notice.tsx'
import { isActivity } from '../../domain/bookable.ts'
import type { ClinicView } from '../../domain/view.ts'
import { distanceText, kilometresTo, useWhere } from './use-distance.ts'
import { clinicFee, clinicTitle, dayText, kindText, plainText, timesText, titleText } from './words.ts'

/** Whether there is a seat, in a word; never by colour alone. */
export const SeatTag = ({ clinic }: { readonly clinic: ClinicView }) => {
  if (clinic.state === 'open') {
    const tone = clinic.seatsLeft <= 3 ? 'warn' : 'good'
    const left = isActivity(clinic.kind) ? 'portal.activity.left' : 'portal.seats.left'
    return <Tag tone={tone}>{t(left, { seats: clinic.seatsLeft })}</Tag>
  }
  if (clinic.state === 'not_yet')
    return (
      <Tag tone="info">
        {t('portal.seats.not_yet', { when: clinic.opensAt ? formatDateTime(clinic.opensAt, 'day') : '' })}
      </Tag>
    )
  const isOff = clinic.state === 'stopped' && isActivity(clinic.kind)
  return <Tag tone="quiet">{t(isOff ? 'portal.activity.stopped' : `portal.seats.${clinic.state}`)}</Tag>
}

/** 李明 主任医师; with the words for what is treated below. */
export const ClinicPeople = ({ clinic }: { readonly clinic: ClinicView }) => {
  const lead = clinic.experts[0]
  const others = clinic.experts.length - 1
  const title = clinicTitle(clinic)
  const plain = lead?.introduction ?? plainText(clinic.speciality)
  return (
    <div className="r-person">
      <Avatar name={lead?.name ?? title} photoUrl={lead?.photoId ? `/photo/${lead.photoId}` : null} />
      <div className="r-grow">
        <p className="r-who">
          {lead ? lead.name : title}
          {lead?.titleCode ? <span className="r-strong r-quiet"> {titleText(lead.titleCode)}</span> : null}
        </p>
        <p>
          {lead ? title : null}
          {clinic.kind === 'outpatient' ? null : <span className="r-quiet"> · {kindText(clinic.kind)}</span>}
          {others > 0 ? <span className="r-quiet"> · {t('portal.clinic.team', { others })}</span> : null}
        </p>
        {plain ? <p className="r-quiet r-small r-two-lines">{plain}</p> : null}
      </div>
    </div>
  )
}

/** One clinic of an expert as a card; the whole card is the link. */
export const ClinicCard = ({ clinic }: { readonly clinic: ClinicView }) => {
  const { point } = useWhere()
  const kilometres = kilometresTo(point, clinic.place)
  return (
    <Go
      to={`/clinic/${clinic.sessionId}`}
      className="r-card"
      data-muted={clinic.state === 'open' || clinic.state === 'not_yet' ? undefined : true}
    >
      <ClinicPeople clinic={clinic} />
      <p className="r-strong r-clinic-when">
        {dayText(clinic.localDate)} {timesText(clinic.startTime, clinic.endTime)}
      </p>
      <p>
        {clinic.place?.name ?? ''}
        {kilometres === null ? null : <span className="r-quiet"> · {distanceText(kilometres)}</span>}
      </p>
      <div className="r-clinic-foot">
        <SeatTag clinic={clinic} />
        <span className="r-small">{clinicFee(clinic)}</span>
      </div>
    </Go>
  )
}
