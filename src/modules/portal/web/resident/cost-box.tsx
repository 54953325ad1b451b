import { CostWords } from '#src/modules/booking/public-web.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Skeleton } from '#src/ui/resident/bits.tsx'
import { costOfVisit } from './endpoints.ts'

/** What it will probably cost this person, line by line why; an estimate, and "not known" where nobody has entered it. */
export const CostBox = ({ sessionId, residentId }: { readonly sessionId: string; readonly residentId: string }) => {
  const answer = useQueryEndpoint(costOfVisit, { sessionId, residentId }, { staleSeconds: 60 })
  if (answer.error) return null
  return (
    <section className="r-card r-stack-tight" aria-label={t('portal.cost.title')}>
      <h2 className="r-who">{t('portal.cost.title')}</h2>
      {answer.data ? <CostWords cost={answer.data} /> : <Skeleton label={t('portal.loading')} cards={1} />}
    </section>
  )
}
