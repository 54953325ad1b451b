import { useState } from 'react'
import { signOut } from '#src/platform/contract/session.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { dropDraftsOf } from '#src/platform/web/drafts.ts'
import { t, useLanguage } from '#src/platform/web/i18n.ts'
import { forgetKept } from '#src/platform/web/kept.ts'
import { noteChosenLanguage } from '#src/platform/web/language.ts'
import { Go, useNavigation } from '#src/platform/web/navigation.tsx'
import { useSessionControl } from '#src/platform/web/session.tsx'
import { Choice, Switch } from '#src/ui/resident/choice.tsx'
import { Icon, type IconName } from '#src/ui/resident/icons.tsx'
import { Sheet } from '#src/ui/resident/sheet.tsx'
import { forgetHold } from './hold-memory.ts'
import { useChooseLanguage } from './look-foot.tsx'
import { Page, SectionTitle, Trouble } from './page.tsx'
import { forgetPhone } from './phone-memory.ts'
import { setPreferences, usePreferences } from './preferences.ts'
import { SignInCard } from './sign-in-card.tsx'
import { forgetWhere } from './use-distance.ts'
import { useFamily } from './use-family.ts'

const Row = ({ to, icon, children }: { readonly to: string; readonly icon: IconName; readonly children: string }) => (
  <Go to={to} className="r-row">
    <Icon name={icon} />
    <span className="r-grow">{children}</span>
    <Icon name="next" />
  </Go>
)

const Look = () => {
  const { large, contrast } = usePreferences()
  return (
    <section>
      <SectionTitle>{t('portal.me.look')}</SectionTitle>
      <div className="r-menu">
        <Switch on={large} onChange={next => setPreferences({ large: next })} note={t('portal.me.large_note')}>
          {t('portal.me.large')}
        </Switch>
        <Switch on={contrast} onChange={next => setPreferences({ contrast: next })} note={t('portal.me.contrast_note')}>
          {t('portal.me.contrast')}
        </Switch>
      </div>
    </section>
  )
}

const LanguageChoice = () => {
  const { language } = useLanguage()
  const choose = useChooseLanguage()
  return (
    <Choice
      legend={t('portal.me.language')}
      value={language}
      options={[
        { value: 'zh-CN', label: '中文' },
        { value: 'en', label: 'English' },
      ]}
      onChange={next => void choose(next)}
    />
  )
}

const SignOut = () => {
  const { href } = useNavigation()
  const { session } = useSessionControl()
  const [asking, setAsking] = useState(false)
  const leave = useCommand(signOut, { refresh: [] })
  if (session === null) return null
  const run = async () => {
    const state = await leave.run({})
    if (!state) return
    dropDraftsOf(session.accountId)
    forgetKept()
    noteChosenLanguage(null)
    forgetHold()
    forgetPhone()
    forgetWhere()
    // Loaded anew, so that nothing of this person stays in the memory of a shared phone.
    window.location.replace(href('/'))
  }
  return (
    <>
      <button type="button" className="r-button" data-look="plain" data-wide onClick={() => setAsking(true)}>
        <Icon name="leave" />
        {t('portal.me.sign_out')}
      </button>
      {asking ? (
        <Sheet title={t('portal.me.sign_out_sure')} onClose={() => setAsking(false)}>
          <p>{t('portal.me.sign_out_what')}</p>
          <Trouble problem={leave.problem} />
          <button
            type="button"
            className="r-button"
            data-look="main"
            data-wide
            disabled={leave.pending}
            onClick={() => void run()}
          >
            {t('portal.me.sign_out')}
          </button>
          <button type="button" className="r-button" data-look="plain" data-wide onClick={() => setAsking(false)}>
            {t('portal.close')}
          </button>
        </Sheet>
      ) : null}
    </>
  )
}

/** What belongs to the person and to this phone: family, messages, who looked, type, contrast, language. */
export const MePage = () => {
  const { visitor, members } = useFamily()
  const self = members[0]
  return (
    <Page title={t('portal.tab.me')} narrow>
      {visitor === 'linked' ? null : <SignInCard next="/me" />}
      {self ? (
        <section className="r-card r-stack-tight">
          <p className="r-when">{self.name}</p>
          <p className="r-quiet">{[self.maskedPhone, self.maskedNumber].filter(Boolean).join(' · ')}</p>
        </section>
      ) : null}
      <div className="r-menu">
        <Row to="/family" icon="people">
          {t('portal.family.title')}
        </Row>
        <Row to="/visits" icon="list">
          {t('portal.visits.title')}
        </Row>
        <Row to="/messages" icon="info">
          {t('portal.messages.title')}
        </Row>
        <Row to="/access" icon="eye">
          {t('portal.access.title')}
        </Row>
      </div>
      <Look />
      <LanguageChoice />
      <SignOut />
    </Page>
  )
}
