import { t } from '#src/platform/web/i18n.ts'
import { Notice } from '#src/ui/resident/notice.tsx'

/** PORT-31 Which departments the words lead to; what cannot wait for a clinic says so first. */
export const Understood = ({
  words,
  understood,
}: {
  readonly words: string
  readonly understood: { readonly specialities: readonly string[]; readonly urgent: boolean } | null
}) =>
  understood === null || words === '' ? null : (
    <>
      {understood.urgent ? (
        <Notice tone="critical" title={t('portal.find.urgent')} alert>
          <p>{t('portal.find.urgent_why')}</p>
          <a className="r-button" data-look="plain" href="tel:120">
            {t('portal.find.call_120')}
          </a>
        </Notice>
      ) : null}
      <div className="r-card r-stack-tight">
        <p>
          {t('portal.find.understood', { words })}
          <span className="r-strong">
            {' '}
            {understood.specialities.map(key => t(`portal.speciality.${key}`)).join(t('portal.find.comma'))}
          </span>
        </p>
        <p className="r-quiet r-small">{t('portal.find.understood_note')}</p>
      </div>
    </>
  )
