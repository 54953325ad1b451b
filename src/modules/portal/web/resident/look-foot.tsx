import { setLanguage as setAccountLanguage } from '#src/platform/contract/session.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { type Language, t, useLanguage } from '#src/platform/web/i18n.ts'
import { noteChosenLanguage } from '#src/platform/web/language.ts'
import { useSessionControl } from '#src/platform/web/session.tsx'
import { Icon } from '#src/ui/resident/icons.tsx'
import { setPreferences, usePreferences } from './preferences.ts'

/** PORT-35 What is picked here wins, and becomes the account's of whoever is signed in or signs in next. */
export const useChooseLanguage = (): ((next: Language) => Promise<void>) => {
  const { setLanguage } = useLanguage()
  const { session, adopt } = useSessionControl()
  const save = useCommand(setAccountLanguage, { refresh: [] })
  return async next => {
    noteChosenLanguage(next)
    await setLanguage(next)
    const state = session ? await save.run({ language: next }) : null
    if (state) adopt(state)
  }
}

/** Type, contrast and language where nobody has to look for them. */
export const LookFoot = () => {
  const { large, contrast } = usePreferences()
  const { language } = useLanguage()
  const choose = useChooseLanguage()
  return (
    <section className="r-chips r-look" aria-label={t('portal.me.look')}>
      <button
        type="button"
        className="r-chip r-chip-line"
        aria-pressed={large}
        onClick={() => setPreferences({ large: !large })}
      >
        <Icon name="type" />
        {t('portal.look.large')}
      </button>
      <button
        type="button"
        className="r-chip r-chip-line"
        aria-pressed={contrast}
        onClick={() => setPreferences({ contrast: !contrast })}
      >
        <Icon name="contrast" />
        {t('portal.look.contrast')}
      </button>
      <button
        type="button"
        className="r-chip r-chip-line"
        lang={language === 'en' ? 'zh-CN' : 'en'}
        onClick={() => void choose(language === 'en' ? 'zh-CN' : 'en')}
      >
        <Icon name="globe" />
        {t('portal.look.english')}
      </button>
    </section>
  )
}
