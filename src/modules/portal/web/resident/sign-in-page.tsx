import { useState } from 'react'
import { requestLoginCode, signInByCode } from '#src/platform/contract/session.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { useDraft } from '#src/platform/web/drafts.ts'
import { t } from '#src/platform/web/i18n.ts'
import { chosenLanguage, currentLanguage } from '#src/platform/web/language.ts'
import { linkTo, useGo, usePageParams } from '#src/platform/web/navigation.tsx'
import { type SessionState, useSessionControl } from '#src/platform/web/session.tsx'
import { serverNow } from '#src/platform/web/zone.ts'
import { Field } from '#src/ui/resident/field.tsx'
import { Notice } from '#src/ui/resident/notice.tsx'
import { LookFoot } from './look-foot.tsx'
import { Page, Trouble } from './page.tsx'
import { rememberPhone, signedInPhone } from './phone-memory.ts'
import { useCountdown } from './use-countdown.ts'
import { RegionButton, useRegion } from './use-region.tsx'

const mobile = /^1[3-9]\d{9}$/
const digits = (text: string, length: number): string => text.replace(/\D/g, '').slice(0, length)

/** Phone, code, in: what was typed stays when the network fails. */
export const SignInForm = ({ onDone }: { readonly onDone: (state: SessionState) => void }) => {
  const regionId = useRegion()
  const draft = useDraft('portal.sign_in', { phone: signedInPhone(), code: '' })
  const [wrong, setWrong] = useState<string | undefined>(undefined)
  const [wrongCode, setWrongCode] = useState<string | undefined>(undefined)
  const [again, setAgain] = useState<string | null>(null)
  const [sent, setSent] = useState<{ readonly demoCode: string | undefined; readonly minutes: number } | null>(null)
  const ask = useCommand(requestLoginCode, { refresh: [] })
  const enter = useCommand(signInByCode, { refresh: [] })
  // The server says how often this code may still be tried: at none only a new one helps.
  const left = enter.problem?.code === 'platform.code_wrong' ? Number(enter.problem.details.left) : null
  const isUsedUp = left === 0
  const wait = useCountdown(again) ?? 0
  const { phone, code } = draft.value
  const region = regionId === undefined ? {} : { regionId }
  const send = async () => {
    if (!mobile.test(phone)) return setWrong(t('portal.sign_in.phone_wrong'))
    setWrong(undefined)
    const answer = await ask.run({ phone, language: currentLanguage(), ...region })
    if (!answer) return
    // A new code: what was typed or refused before belongs to the old one.
    draft.set({ code: '' })
    setWrongCode(undefined)
    enter.reset()
    setSent({ demoCode: answer.demoCode, minutes: answer.validMinutes })
    setAgain(new Date(serverNow().getTime() + answer.againAfterSeconds * 1000).toISOString())
  }
  // A code sent a moment ago still opens: who asks again too soon can enter it.
  const early = ask.problem?.code === 'platform.code_asked_too_often'
  const hasCode = sent !== null || early
  const submit = async () => {
    if (!hasCode) return send()
    if (code.length !== 6) return setWrongCode(t('portal.sign_in.code_missing'))
    const chosen = chosenLanguage()
    const state = await enter.run({ phone, code, ...region, ...(chosen ? { language: chosen } : {}) })
    if (!state) return
    rememberPhone(phone)
    draft.clear()
    onDone(state)
  }
  return (
    <form
      className="r-stack"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        void submit()
      }}
    >
      <RegionButton />
      <Field
        label={t('portal.sign_in.phone')}
        type="tel"
        inputMode="numeric"
        autoComplete="tel-national"
        value={phone}
        onChange={text => {
          draft.set({ phone: digits(text, 11) })
          setSent(null)
          ask.reset()
        }}
        error={wrong}
      />
      {sent === null ? null : (
        <Notice tone="info">
          <p>{t('portal.sign_in.sent', { phone, minutes: sent.minutes })}</p>
          {sent.demoCode ? <p className="r-strong">{t('portal.sign_in.demo_code', { code: sent.demoCode })}</p> : null}
        </Notice>
      )}
      {isUsedUp && !ask.problem ? (
        <Notice tone="warn" title={t('portal.sign_in.used_up')} alert>
          {t('portal.sign_in.used_up_now')}
        </Notice>
      ) : left !== null && !ask.problem ? (
        <Notice tone="warn" alert>
          {t('portal.sign_in.code_left', { left })}
        </Notice>
      ) : (
        <Trouble problem={ask.problem ?? enter.problem} />
      )}
      {hasCode ? (
        <Field
          label={t('portal.sign_in.code')}
          type="text"
          inputMode="numeric"
          autoComplete="one-time-code"
          code
          autoFocus
          value={code}
          onChange={text => {
            draft.set({ code: digits(text, 6) })
            setWrongCode(undefined)
            if (!isUsedUp) enter.reset()
          }}
          error={wrongCode}
          help={early && sent === null ? t('portal.sign_in.sent_before') : undefined}
        />
      ) : null}
      <button
        type="submit"
        className="r-button"
        data-look="next"
        data-wide
        disabled={ask.pending || enter.pending || isUsedUp}
      >
        {t(
          hasCode
            ? enter.pending
              ? 'portal.sign_in.entering'
              : 'portal.sign_in.enter'
            : ask.pending
              ? 'portal.sign_in.sending'
              : 'portal.sign_in.send',
        )}
      </button>
      {hasCode ? (
        <button
          type="button"
          className="r-button"
          data-look={isUsedUp ? 'next' : 'plain'}
          data-wide
          disabled={wait > 0 || ask.pending}
          onClick={() => void send()}
        >
          {wait > 0 ? t('portal.sign_in.again_in', { seconds: wait }) : t('portal.sign_in.again')}
        </button>
      ) : null}
      <p className="r-help">{t('portal.sign_in.help')}</p>
    </form>
  )
}

export const SignInPage = () => {
  const go = useGo()
  const [params] = usePageParams()
  const { adopt } = useSessionControl()
  const next = params.next?.startsWith('/') ? params.next : '/'
  return (
    <Page title={t('portal.sign_in.title')} back narrow>
      <p>{t('portal.sign_in.lead')}</p>
      <SignInForm
        onDone={state => {
          adopt(state)
          go(state.session?.residents.length === 0 ? linkTo('/who', { next }) : next, { replace: true })
        }}
      />
      <LookFoot />
    </Page>
  )
}
