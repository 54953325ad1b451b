import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Opening, RenewSession, ResidentShell, residentPages } from '#src/modules/portal/web/routes.tsx'
import { useLanguage } from '#src/platform/web/i18n.ts'
import { keepAnswers, restoreKept } from '#src/platform/web/kept.ts'
import { createQueryClient } from '#src/platform/web/query.ts'
import { SessionProvider } from '#src/platform/web/session.tsx'
import { Router } from './router.tsx'

const patterns = residentPages.map(page => page.path)

/** The phone app: who is signed in, where in the app one is, and the page of that place. */
export const ResidentApp = () => {
  const [client] = useState(() => {
    const fresh = createQueryClient()
    restoreKept(fresh)
    return fresh
  })
  useEffect(() => keepAnswers(client), [client])
  const { language } = useLanguage()
  return (
    <QueryClientProvider client={client}>
      <SessionProvider expired={({ onDone }) => <RenewSession onDone={onDone} />} loading={<Opening />}>
        <Router patterns={patterns} key={language}>
          {pattern => <ResidentShell pages={residentPages} pattern={pattern} />}
        </Router>
      </SessionProvider>
    </QueryClientProvider>
  )
}
