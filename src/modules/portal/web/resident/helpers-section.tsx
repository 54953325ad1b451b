import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { dateOf, formatDate } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Skeleton } from '#src/ui/resident/bits.tsx'
import { Sheet } from '#src/ui/resident/sheet.tsx'
import { leaveProxy, myProxies } from './endpoints.ts'
import { Asked, GoButton, SectionTitle, Trouble } from './page.tsx'
import type { Member } from './use-family.ts'

type Helper = OutputOf<typeof myProxies>['proxies'][number]

const days = (from: string, until: string | null): string =>
  until === null
    ? t('portal.helpers.since', { from: formatDate(dateOf(from), 'bare') })
    : t('portal.helpers.from_until', {
        from: formatDate(dateOf(from), 'bare'),
        // The proxy ends at the beginning of `until`: the day before is its last.
        until: formatDate(dateOf(new Date(Date.parse(until) - 1)), 'bare'),
      })

const Stop = ({ helper }: { readonly helper: Helper }) => {
  const [asking, setAsking] = useState(false)
  const stop = useCommand(leaveProxy)
  const run = async () => {
    if (await stop.run({ proxyId: helper.proxyId })) setAsking(false)
  }
  return (
    <>
      <button type="button" className="r-button" data-look="plain" data-wide onClick={() => setAsking(true)}>
        {t('portal.helpers.stop')}
      </button>
      {asking ? (
        <Sheet title={t('portal.helpers.stop_sure', { name: helper.name })} onClose={() => setAsking(false)}>
          <p>{t('portal.helpers.stop_what')}</p>
          <Trouble problem={stop.problem} />
          <button
            type="button"
            className="r-button"
            data-look="next"
            data-wide
            disabled={stop.pending}
            onClick={() => void run()}
          >
            {t('portal.helpers.stop_yes')}
          </button>
          <button type="button" className="r-button" data-look="plain" data-wide onClick={() => setAsking(false)}>
            {t('portal.helpers.stop_no')}
          </button>
        </Sheet>
      ) : null}
    </>
  )
}

/** REC-17 Who may act for me, since when and until when, and how I stop it. */
export const Helpers = ({ self }: { readonly self: Member }) => {
  const answer = useQueryEndpoint(myProxies, { residentId: self.residentId })
  const helpers = answer.data?.proxies ?? []
  return (
    <section className="r-stack">
      <SectionTitle>{t('portal.helpers.title')}</SectionTitle>
      {answer.isPending ? <Skeleton label={t('portal.loading')} cards={1} /> : null}
      <Asked answer={answer} />
      {answer.data && helpers.length === 0 ? <p className="r-card">{t('portal.helpers.none')}</p> : null}
      {helpers.map(helper => (
        <div key={helper.proxyId} className="r-card r-stack">
          <div className="r-stack-tight">
            <p className="r-who">{helper.name}</p>
            <p>
              {t(`portal.helpers.${helper.relation}`)}
              {helper.maskedPhone ? ` · ${t('portal.helpers.phone', { phone: helper.maskedPhone })}` : ''}
            </p>
            <p className="r-quiet">{days(helper.validFrom, helper.validUntil)}</p>
          </div>
          <p className="r-quiet">{t('portal.helpers.may')}</p>
          <Stop helper={helper} />
        </div>
      ))}
      {helpers.length > 0 ? (
        <GoButton to={`/access?for=${self.residentId}`} wide>
          {t('portal.access.title')}
        </GoButton>
      ) : null}
    </section>
  )
}
