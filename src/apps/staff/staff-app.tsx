import { QueryClientProvider } from '@tanstack/react-query'
import { App as AntdApp, ConfigProvider } from 'antd'
import { useState } from 'react'
import { t, useLanguage } from '#src/platform/web/i18n.ts'
import { createQueryClient } from '#src/platform/web/query.ts'
import { SessionProvider, useSessionControl } from '#src/platform/web/session.tsx'
import { StaffSlotsContext } from '#src/platform/web/slots.tsx'
import { ExpiredDialog } from '#src/platform/web/staff-pages/expired-dialog.tsx'
import { MustChangePassword } from '#src/platform/web/staff-pages/must-change-password.tsx'
import { SignInPage } from '#src/platform/web/staff-pages/sign-in-page.tsx'
import { antdTheme } from '#src/ui/antd-theme.ts'
import { Skeleton } from '#src/ui/layout.tsx'
import { antdLocale } from './antd-locale.ts'
import { StaffRouter } from './router.tsx'
import { slots } from './wiring.tsx'

const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
const theme = antdTheme(still)

/** Sign-in, a forced new password, or the work: one tree per person and institution, so that nothing of another stays. */
const Content = () => {
  const { session } = useSessionControl()
  const { language } = useLanguage()
  if (session === null || session.kind !== 'staff') return <SignInPage wrongKind={session !== null} />
  if (session.mustChangePassword) return <MustChangePassword />
  return <StaffRouter key={`${session.accountId} ${session.institution?.institutionId} ${language}`} />
}

export const StaffApp = () => {
  const [client] = useState(createQueryClient)
  const { language } = useLanguage()
  return (
    <ConfigProvider theme={theme} locale={antdLocale(language)} button={{ autoInsertSpace: false }}>
      <AntdApp message={{ maxCount: 3, duration: 5 }} className="app-root">
        <QueryClientProvider client={client}>
          <StaffSlotsContext.Provider value={slots}>
            <SessionProvider
              expired={props => <ExpiredDialog {...props} />}
              loading={
                <div className="boot">
                  <Skeleton label={t('platform.shell.loading')} />
                </div>
              }
            >
              <Content />
            </SessionProvider>
          </StaffSlotsContext.Provider>
        </QueryClientProvider>
      </AntdApp>
    </ConfigProvider>
  )
}
