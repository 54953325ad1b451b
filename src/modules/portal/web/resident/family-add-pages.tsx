import { useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useGo } from '#src/platform/web/navigation.tsx'
import { useSessionControl } from '#src/platform/web/session.tsx'
import { serverNow } from '#src/platform/web/zone.ts'
import { Choice } from '#src/ui/resident/choice.tsx'
import { Field } from '#src/ui/resident/field.tsx'
import { Notice } from '#src/ui/resident/notice.tsx'
import { addChild, askElder, confirmElder } from './endpoints.ts'
import { emptyIdentity, identityInput } from './identity-fields.tsx'
import { Trouble } from './page.tsx'
import { PersonForm, PersonPage, usePersonDraft } from './person-form.tsx'
import { useCountdown } from './use-countdown.ts'

/** A parent adds a child under 14; the child's own number, or none yet. */
export const AddChildPage = () => {
  const go = useGo()
  const { refresh } = useSessionControl()
  const draft = usePersonDraft('portal.add_child', { ...emptyIdentity, relation: 'parent' as 'parent' | 'guardian' })
  const add = useCommand(addChild)
  const { relation, ...identity } = draft.value
  const run = async (): Promise<boolean> => {
    const number = identity.identityType === 'none' ? {} : { identityNumber: identity.identityNumber }
    if (!(await add.run({ ...identityInput(identity), ...number, relation }))) return false
    draft.clear()
    await refresh()
    go('/family', { replace: true })
    return true
  }
  return (
    <PersonPage title={t('portal.family.add_child')} lead={t('portal.family.child_lead')} address="/family/child">
      <PersonForm draft={draft} act={{ ...add, run }} submit={t('portal.family.add')} mayHaveNone>
        <Choice
          legend={t('portal.family.i_am')}
          value={relation}
          options={(['parent', 'guardian'] as const).map(value => ({ value, label: t(`portal.family.i_am_${value}`) }))}
          onChange={next => draft.set({ relation: next })}
        />
      </PersonForm>
    </PersonPage>
  )
}

type Asked = { readonly requestId: string; readonly againAt: string }
const againAfterMillis = 60_000

/** The code that went to the elder's own phone makes the caller a proxy. */
const ElderCode = ({
  asked,
  name,
  resend,
  onAgain,
  onAdded,
}: {
  readonly asked: Asked
  readonly name: string
  readonly resend: { readonly run: () => Promise<boolean>; readonly pending: boolean }
  readonly onAgain: () => void
  readonly onAdded: () => void
}) => {
  const go = useGo()
  const { refresh } = useSessionControl()
  const [code, setCode] = useState('')
  const [wrong, setWrong] = useState<'missing' | 'refused' | null>(null)
  const confirm = useCommand(confirmElder)
  const submit = async () => {
    if (code.length !== 6) return setWrong('missing')
    const answer = await confirm.run({ requestId: asked.requestId, code })
    if (!answer) return
    if (answer.outcome !== 'added') return setWrong('refused')
    onAdded()
    await refresh()
    go('/family', { replace: true })
  }
  const wait = useCountdown(asked.againAt) ?? 0
  return (
    <form
      className="r-stack"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        void submit()
      }}
    >
      <Notice tone="info">{t('portal.family.elder_sent', { name })}</Notice>
      <Field
        label={t('portal.sign_in.code')}
        inputMode="numeric"
        autoComplete="off"
        code
        value={code}
        onChange={text => {
          setCode(text.replace(/\D/g, '').slice(0, 6))
          setWrong(null)
        }}
        error={
          wrong === null
            ? undefined
            : t(wrong === 'missing' ? 'portal.sign_in.code_missing' : 'portal.family.code_wrong')
        }
      />
      <Trouble problem={confirm.problem} />
      <button type="submit" className="r-button" data-look="next" data-wide disabled={confirm.pending}>
        {t('portal.family.elder_confirm')}
      </button>
      <button
        type="button"
        className="r-button"
        data-look="plain"
        data-wide
        disabled={wait > 0 || resend.pending}
        onClick={() => {
          setCode('')
          setWrong(null)
          confirm.reset()
          void resend.run()
        }}
      >
        {wait > 0 ? t('portal.sign_in.again_in', { seconds: wait }) : t('portal.family.elder_resend')}
      </button>
      <Notice tone="info" title={t('portal.family.elder_nothing')}>
        {t('portal.family.elder_nothing_now', { name })}
      </Notice>
      <button type="button" className="r-button" data-look="plain" data-wide onClick={onAgain}>
        {t('portal.family.elder_again')}
      </button>
    </form>
  )
}

/** An elder agrees by reading out the code that went to the own phone. */
export const AddElderPage = () => {
  const draft = usePersonDraft('portal.add_elder', emptyIdentity, true)
  const [asked, setAsked] = useState<Asked | null>(null)
  const ask = useCommand(askElder, { refresh: [] })
  const run = async (): Promise<boolean> => {
    const { name, identityType, identityNumber } = draft.value
    const answer = await ask.run({ name: name.trim(), identityType, identityNumber })
    if (!answer) return false
    setAsked({
      requestId: answer.requestId,
      againAt: new Date(serverNow().getTime() + againAfterMillis).toISOString(),
    })
    return true
  }
  return (
    <PersonPage title={t('portal.family.add_elder')} lead={t('portal.family.elder_lead')} address="/family/elder">
      {asked ? (
        <>
          <ElderCode
            key={asked.requestId}
            asked={asked}
            name={draft.value.name.trim()}
            resend={{ run, pending: ask.pending }}
            onAgain={() => setAsked(null)}
            onAdded={draft.clear}
          />
          <Trouble problem={ask.problem} />
        </>
      ) : (
        <PersonForm
          draft={draft}
          act={{ ...ask, run }}
          submit={t('portal.family.elder_ask')}
          help={t('portal.family.elder_no_phone')}
        />
      )}
    </PersonPage>
  )
}
