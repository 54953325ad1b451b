import { useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { useDraft } from '#src/platform/web/drafts.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useGo, usePageParams } from '#src/platform/web/navigation.tsx'
import { useSessionControl } from '#src/platform/web/session.tsx'
import { Field } from '#src/ui/resident/field.tsx'
import { linkMe } from './endpoints.ts'
import {
  emptyIdentity,
  focusFirstProblem,
  IdentityFields,
  identityInput,
  isEmpty,
  missingIn,
  notInFields,
} from './identity-fields.tsx'
import { Page, Trouble } from './page.tsx'
import { signedInPhone } from './phone-memory.ts'
import { SignInCard } from './sign-in-card.tsx'
import { useVisitor } from './use-family.ts'

/** Ties the phone that signed in to the person it belongs to: name and number, once. */
export const WhoPage = () => {
  const go = useGo()
  const [params] = usePageParams()
  const visitor = useVisitor()
  const { refresh } = useSessionControl()
  const draft = useDraft('portal.who', { ...emptyIdentity, phone: signedInPhone() })
  const link = useCommand(linkMe)
  const next = params.next?.startsWith('/') ? params.next : '/'
  const { phone, ...identity } = draft.value
  const [missing, setMissing] = useState<Readonly<Record<string, string>>>({})
  const submit = async () => {
    const left = missingIn(identity)
    setMissing(left)
    if (!isEmpty(left) || phone === '') return focusFirstProblem()
    const answer = await link.run({ ...identityInput(identity), identityNumber: identity.identityNumber, phone })
    if (!answer) return focusFirstProblem()
    draft.clear()
    await refresh()
    go(next, { replace: true })
  }
  if (visitor === 'nobody')
    return (
      <Page title={t('portal.who.title')} back narrow>
        <SignInCard next="/who" />
      </Page>
    )
  return (
    <Page title={t('portal.who.title')} back narrow>
      <p>{t('portal.who.lead')}</p>
      <form
        className="r-stack"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          void submit()
        }}
      >
        <IdentityFields draft={identity} onChange={draft.set} problems={{ ...link.fieldProblems, ...missing }} />
        {signedInPhone() === '' ? (
          <Field
            label={t('portal.who.phone')}
            type="tel"
            inputMode="numeric"
            value={phone}
            onChange={text => draft.set({ phone: text.replace(/\D/g, '').slice(0, 11) })}
            error={link.fieldProblems['/phone']}
          />
        ) : null}
        <Trouble problem={notInFields(link.problem)} />
        <button type="submit" className="r-button" data-look="next" data-wide disabled={link.pending}>
          {t(link.pending ? 'portal.who.linking' : 'portal.who.link')}
        </button>
        <p className="r-help">{t('portal.who.privacy')}</p>
      </form>
    </Page>
  )
}
