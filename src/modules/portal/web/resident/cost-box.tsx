import { CostWords } from '#src/modules/booking/public-web.ts'
import { formatMoney } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Skeleton } from '#src/ui/resident/bits.tsx'
import { isActivity } from '../../domain/bookable.ts'
import type { ClinicView } from '../../domain/view.ts'
import { costOfVisit } from './endpoints.ts'
import { clinicFee } from './words.ts'

/** What it will probably cost this person, line by line why; an estimate, and "not known" where nobody has entered it. */
export const CostBox = ({ sessionId, residentId }: { readonly sessionId: string; readonly residentId: string }) => {
  const answer = useQueryEndpoint(costOfVisit, { sessionId, residentId }, { staleSeconds: 60 })
  if (answer.error) return null
  return (
    <section className="r-card r-stack-tight" aria-label={t('portal.cost.title')}>
      <h2 className="r-who">{t('portal.cost.title')}</h2>
      {answer.data ? <CostWords cost={answer.data} plain /> : <Skeleton label={t('portal.loading')} cards={1} />}
    </section>
  )
}

type Charged = Pick<ClinicView, 'kind' | 'feeFen' | 'sessionId'>

/** What the person pays first, then the price it comes from: two numbers side by side look like a contradiction. */
export const Fee = ({ of, residentId }: { readonly of: Charged; readonly residentId?: string | undefined }) => {
  const free = isActivity(of.kind)
  const { data } = useQueryEndpoint(
    costOfVisit,
    { sessionId: of.sessionId, residentId: residentId ?? '' },
    { staleSeconds: 60, enabled: residentId !== undefined && !free },
  )
  const preview = data?.known === 'estimate' ? data.preview : null
  if (free) return <>{clinicFee(of)}</>
  return (
    <>
      {preview ? t('portal.fee.own', { own: formatMoney(preview.ownFen) }) : clinicFee(of)}
      {preview ? (
        <span className="r-block">
          {t('portal.fee.before', { total: formatMoney(preview.lines.reduce((sum, line) => sum + line.totalFen, 0)) })}
        </span>
      ) : null}
      <span className="r-quiet r-small r-block">{t('portal.fee.note')}</span>
    </>
  )
}
