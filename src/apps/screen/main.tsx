import '../resident/polyfills.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { LobbyPage } from '#src/modules/portal/public-web.ts'
import { registerGlob, startI18n } from '#src/platform/web/i18n.ts'
import { languages, rememberLanguage } from '#src/platform/web/language.ts'
import { createQueryClient } from '#src/platform/web/query.ts'
import { SessionProvider } from '#src/platform/web/session.tsx'
import './screen.css'

registerGlob(import.meta.glob('../../platform/locales/*.json', { import: 'default' }))
registerGlob(import.meta.glob('../../modules/portal/locales/*.json', { import: 'default' }))

// A screen has no settings page: its language stands in its address (`&lang=en`).
const asked = new URLSearchParams(window.location.search).get('lang')
const language = languages.find(one => one === asked)
if (language) rememberLanguage(language)

const root = document.getElementById('app')
if (!root) throw new Error('index.html has no #app')
const client = createQueryClient()

void startI18n().then(() =>
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <SessionProvider>
          <LobbyPage />
        </SessionProvider>
      </QueryClientProvider>
    </StrictMode>,
  ),
)
