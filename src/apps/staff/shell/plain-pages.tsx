import { t } from '#src/platform/web/i18n.ts'
import { Go } from '#src/platform/web/navigation.tsx'
import { useSession } from '#src/platform/web/session.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader } from '#src/ui/layout.tsx'

export const NotFoundPage = () => (
  <>
    <PageHeader title={t('platform.shell.not_found.title')} />
    <EmptyState
      title={t('platform.shell.not_found.lead')}
      icon="search"
      action={<Go to="/">{t('platform.shell.home')}</Go>}
    >
      {t('platform.shell.not_found.hint')}
    </EmptyState>
  </>
)

/** A link from a colleague whose roles differ: says what is missing and who can help. */
export const ForbiddenPage = () => {
  const session = useSession()
  return (
    <>
      <PageHeader title={t('platform.shell.forbidden.title')} />
      <EmptyState
        title={t('platform.shell.forbidden.lead')}
        icon="warn"
        action={<Go to="/">{t('platform.shell.home')}</Go>}
      >
        {t('platform.shell.forbidden.hint', { institution: session.institution?.name ?? '' })}
      </EmptyState>
    </>
  )
}
