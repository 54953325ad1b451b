import { t } from '#src/platform/web/i18n.ts'
import { currentLanguage } from '#src/platform/web/language.ts'
import { linkTo } from '#src/platform/web/navigation.tsx'
import { isActivity } from '../../domain/bookable.ts'
import type { ClinicView } from '../../domain/view.ts'
import { Fee } from './cost-box.tsx'
import { usePreferences } from './preferences.ts'
import { dayText, timesText } from './words.ts'

const PricesLink = ({ clinic }: { readonly clinic: ClinicView }) => {
  const { large } = usePreferences()
  if (!clinic.place) return null
  const query = {
    region: clinic.place.regionId,
    lang: currentLanguage(),
    clinic: clinic.sessionId,
    large: large ? 1 : null,
  }
  return (
    <a className="r-block" href={linkTo(`/place/${clinic.place.code}`, query)}>
      {t('portal.clinic.prices')}
    </a>
  )
}

/** When, where, what it costs this person, what to bring. */
export const ClinicFacts = ({
  clinic,
  residentId,
}: {
  readonly clinic: ClinicView
  readonly residentId: string | undefined
}) => (
  <dl className="r-facts">
    <dt>{t('portal.clinic.when')}</dt>
    <dd>
      {dayText(clinic.localDate)} {timesText(clinic.startTime, clinic.endTime)}
    </dd>
    <dt>{t('portal.clinic.where')}</dt>
    <dd>
      {[clinic.place?.name, clinic.roomName, clinic.placeText].filter(Boolean).join(' · ')}
      {clinic.place?.address ? <span className="r-quiet r-block">{clinic.place.address}</span> : null}
    </dd>
    <dt>{t('portal.clinic.fee')}</dt>
    <dd>
      <Fee of={clinic} residentId={residentId} />
      {isActivity(clinic.kind) ? null : <PricesLink clinic={clinic} />}
    </dd>
    {clinic.takingPart ? (
      <>
        <dt>{t('portal.activity.taking_part')}</dt>
        <dd>{clinic.takingPart}</dd>
      </>
    ) : null}
    <dt>{t('portal.clinic.bring')}</dt>
    <dd>{t('portal.trip.bring_short')}</dd>
    {clinic.filingNumber ? (
      <>
        <dt>{t('portal.activity.filing')}</dt>
        <dd>{clinic.filingNumber}</dd>
      </>
    ) : null}
    {clinic.note ? (
      <>
        <dt>{t('portal.clinic.note')}</dt>
        <dd>{clinic.note}</dd>
      </>
    ) : null}
  </dl>
)
