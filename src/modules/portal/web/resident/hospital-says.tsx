import { useEffect } from 'react'
import { t } from '#src/platform/web/i18n.ts'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Notice } from '#src/ui/resident/notice.tsx'
import { type Appointment, hospitalAnswers, sourceOfSession } from './endpoints.ts'
import { useVisitor } from './use-family.ts'
import { untilText } from './words.ts'

const askAgainMillis = 2_000

/** What the hospital says to a seat that lives in its own system; undefined when the seat is ours. */
export const useHospitalAnswer = (appointmentId: string | undefined) => {
  const visitor = useVisitor()
  const answer = useQueryEndpoint(hospitalAnswers, {}, { enabled: visitor === 'linked' && appointmentId !== undefined })
  const found = answer.data?.answers.find(one => one.appointmentId === appointmentId)
  const isAsking = found?.answer === 'asking'
  const { refetch } = answer
  useEffect(() => {
    if (!isAsking) return undefined
    const timer = setInterval(() => void refetch(), askAgainMillis)
    return () => clearInterval(timer)
  }, [isAsking, refetch])
  return found?.answer
}

/** 正在向医院确认: nobody is told that a seat is theirs before the hospital has said so. */
export const HospitalSays = ({ trip }: { readonly trip: Appointment }) => {
  const says = useHospitalAnswer(trip.appointmentId)
  if (says === undefined || says === 'given_back') return null
  const tone = says === 'confirmed' ? 'good' : says === 'asking' ? 'info' : 'warn'
  return (
    <div role="status">
      <Notice tone={tone} title={t(`portal.hospital.${says}`, { hospital: trip.institutionName })}>
        {t(`portal.hospital.why.${says}`)}
      </Notice>
    </div>
  )
}

/** Before booking: whose seats these are, where they are not ours. */
export const WhoseSeats = ({ sessionId }: { readonly sessionId: string }) => {
  const source = useQueryEndpoint(sourceOfSession, { sessionId }, { staleSeconds: 60 }).data
  if (source === undefined || source.kind === 'ours') return null
  return (
    <p className="r-quiet">
      {source.kind === 'live'
        ? t('portal.hospital.live', { hospital: source.hospital ?? '' })
        : t('portal.hospital.block', {
            hospital: source.hospital ?? '',
            until: source.cutOffAt === null ? '' : untilText(source.cutOffAt),
          })}
    </p>
  )
}
