import { t } from '#src/platform/web/i18n.ts'
import { linkTo } from '#src/platform/web/navigation.tsx'
import { GoButton } from './page.tsx'
import { useVisitor } from './use-family.ts'

/** What one must do first to see one's own things here, and where one comes back to. */
export const SignInCard = ({ next }: { readonly next: string }) => {
  const visitor = useVisitor()
  if (visitor === 'linked') return null
  const known = visitor === 'unlinked'
  return (
    <section className="r-card r-stack" data-next>
      <p>{t(known ? 'portal.home.who_why' : 'portal.sign_in.to_see')}</p>
      <GoButton to={linkTo(known ? '/who' : '/sign-in', { next })} look="next" wide>
        {t(known ? 'portal.home.who' : 'portal.home.sign_in')}
      </GoButton>
    </section>
  )
}
