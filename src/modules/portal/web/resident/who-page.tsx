import { useCommand } from '#src/platform/web/command.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useGo, usePageParams } from '#src/platform/web/navigation.tsx'
import { useSessionControl } from '#src/platform/web/session.tsx'
import { Field } from '#src/ui/resident/field.tsx'
import { linkMe } from './endpoints.ts'
import { emptyIdentity, identityInput } from './identity-fields.tsx'
import { PersonForm, PersonPage, usePersonDraft } from './person-form.tsx'
import { signedInPhone } from './phone-memory.ts'

/** Ties the phone that signed in to the person it belongs to: name and number, once. */
export const WhoPage = () => {
  const go = useGo()
  const [params] = usePageParams()
  const { refresh } = useSessionControl()
  const draft = usePersonDraft('portal.who', { ...emptyIdentity, phone: signedInPhone() })
  const link = useCommand(linkMe)
  const { phone, ...identity } = draft.value
  const run = async (): Promise<boolean> => {
    if (phone === '') return false
    if (!(await link.run({ ...identityInput(identity), identityNumber: identity.identityNumber, phone }))) return false
    draft.clear()
    await refresh()
    go(params.next?.startsWith('/') ? params.next : '/', { replace: true })
    return true
  }
  return (
    <PersonPage title={t('portal.who.title')} lead={t('portal.who.lead')} address="/who">
      <PersonForm
        draft={draft}
        act={{ ...link, run }}
        submit={t(link.pending ? 'portal.who.linking' : 'portal.who.link')}
        help={t('portal.who.privacy')}
      >
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
      </PersonForm>
    </PersonPage>
  )
}
