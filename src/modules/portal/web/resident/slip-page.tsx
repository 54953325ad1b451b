import { t } from '#src/platform/web/i18n.ts'
import { usePageParams } from '#src/platform/web/navigation.tsx'
import { Skeleton } from '#src/ui/resident/bits.tsx'
import { Icon } from '#src/ui/resident/icons.tsx'
import { Notice } from '#src/ui/resident/notice.tsx'
import { isActivity } from '../../domain/bookable.ts'
import { DeskCode } from './desk-code.tsx'
import type { Appointment } from './endpoints.ts'
import { Asked, GoButton, Page } from './page.tsx'
import { inWeChat } from './share.ts'
import { SignInCard } from './sign-in-card.tsx'
import { CallPlace, whoAndWhat } from './trip-card.tsx'
import { useTrip, useVisitor } from './use-family.ts'
import { arriveText, dayText } from './words.ts'

/** When, where, who, what to bring, a number to ring: large enough to be read at arm's length, on paper and on the phone. */
const Slip = ({ trip }: { readonly trip: Appointment }) => (
  <article className="r-card r-slip">
    <p className="r-slip-name">{trip.residentName}</p>
    <p className="r-slip-when">{dayText(trip.localDate)}</p>
    <p className="r-slip-time">{trip.startTime}</p>
    <p className="r-strong">{t('portal.slip.be_there', { time: arriveText(trip.startTime) })}</p>
    {trip.ticketNo === null ? null : (
      <p className="r-slip-time">{t('portal.trip.ticket', { number: trip.ticketNo })}</p>
    )}
    <dl className="r-slip-facts">
      <dt>{t(isActivity(trip.kind) ? 'portal.activity.what' : 'portal.confirm.doctor')}</dt>
      <dd>{whoAndWhat(trip)}</dd>
      <dt>{t('portal.clinic.where')}</dt>
      <dd>
        {trip.institutionName}
        {trip.roomName ? ` · ${trip.roomName}` : ''}
        {trip.institutionAddress ? <span className="r-block">{trip.institutionAddress}</span> : null}
      </dd>
      <dt>{t('portal.clinic.bring')}</dt>
      <dd>{t('portal.trip.bring_short')}</dd>
      {trip.institutionPhone ? (
        <>
          <dt>{t('portal.slip.ring')}</dt>
          <dd className="r-nowrap">{trip.institutionPhone}</dd>
        </>
      ) : null}
    </dl>
  </article>
)

/** PORT-38 The slip of one visit, to show at the desk or to print for the wall at home. */
export const SlipPage = () => {
  const [params] = usePageParams()
  const visitor = useVisitor()
  const answer = useTrip(params.appointmentId ?? '')
  const { trip } = answer
  return (
    <Page title={t('portal.slip.title')} back narrow>
      {visitor === 'linked' ? null : <SignInCard next={`/visit/${params.appointmentId ?? ''}/slip`} />}
      {visitor === 'linked' && !trip && answer.isPending ? <Skeleton label={t('portal.loading')} cards={1} /> : null}
      <Asked answer={answer} />
      {trip ? (
        <>
          <Slip trip={trip} />
          <div className="r-stack r-no-print">
            <DeskCode member={{ residentId: trip.residentId, name: trip.residentName }} atOnce={false} />
            {inWeChat() ? (
              <p className="r-help">{t('portal.slip.screenshot')}</p>
            ) : (
              <button type="button" className="r-button" data-look="plain" data-wide onClick={() => window.print()}>
                <Icon name="ticket" />
                {t('portal.slip.print')}
              </button>
            )}
            <CallPlace phone={trip.institutionPhone} wide />
          </div>
        </>
      ) : null}
      {answer.isUnknown ? (
        <>
          <Notice tone="info">{t('portal.visit.unknown')}</Notice>
          <GoButton to="/visits" wide>
            {t('portal.visit.to_list')}
          </GoButton>
        </>
      ) : null}
    </Page>
  )
}
