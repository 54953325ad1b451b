import './polyfills.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { applyPreferences } from '#src/modules/portal/web/routes.tsx'
import { registerGlob, registerTexts, startI18n, type Texts } from '#src/platform/web/i18n.ts'
import { ResidentApp } from './app.tsx'
import '#src/ui/tokens.css'
import '#src/ui/resident/resident.css'

// Chinese comes with the page, so that a slow phone asks once; English is fetched by those who choose it.
const chinese = import.meta.glob<Texts>(
  ['../../platform/locales/zh-CN.json', '../../modules/{portal,booking,network,records}/locales/zh-CN.json'],
  {
    import: 'default',
    eager: true,
  },
)
for (const [path, texts] of Object.entries(chinese)) {
  const module = /([\w-]+)\/locales\//.exec(path)?.[1] ?? 'portal'
  registerTexts('zh-CN', module, () => Promise.resolve(texts))
}
registerGlob(
  import.meta.glob(
    ['../../platform/locales/en.json', '../../modules/{portal,booking,network,records}/locales/en.json'],
    {
      import: 'default',
    },
  ),
)

applyPreferences()
const root = document.getElementById('app')
if (!root) throw new Error('index.html has no #app')

/** Kept for the next time, after this time is done; plain HTTP and some webviews have none, and go on without. */
const keepApp = (): void => {
  if ('serviceWorker' in navigator && import.meta.env.PROD)
    navigator.serviceWorker.register('/m/sw.js', { scope: '/m/' }).catch(() => undefined)
}
if (document.readyState === 'complete') keepApp()
else window.addEventListener('load', () => setTimeout(keepApp, 1500))

void startI18n().then(() =>
  createRoot(root).render(
    <StrictMode>
      <ResidentApp />
    </StrictMode>,
  ),
)
