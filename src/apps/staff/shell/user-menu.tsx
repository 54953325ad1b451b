import {
  DownOutlined,
  GlobalOutlined,
  KeyOutlined,
  LockOutlined,
  LogoutOutlined,
  MailOutlined,
  QuestionCircleOutlined,
  SafetyOutlined,
  SwapOutlined,
} from '@ant-design/icons'
import { App, Dropdown, type MenuProps } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { myMessages } from '#src/platform/contract/messages.ts'
import { setLanguage as setLanguageEndpoint, signOut } from '#src/platform/contract/session.ts'
import { call } from '#src/platform/web/client.ts'
import { dropDraftsOf } from '#src/platform/web/drafts.ts'
import { setLanguage, t, useLanguage } from '#src/platform/web/i18n.ts'
import { useGo } from '#src/platform/web/navigation.tsx'
import { Problem, problemSentence } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { roleName } from '#src/platform/web/role-name.ts'
import { useSession, useSessionControl } from '#src/platform/web/session.tsx'

const ChangePasswordDialog = lazy(() =>
  import('#src/platform/web/staff-pages/change-password-dialog.tsx').then(module => ({
    default: module.ChangePasswordDialog,
  })),
)
const SecondFactorDialog = lazy(() =>
  import('#src/platform/web/staff-pages/second-factor-dialog.tsx').then(module => ({
    default: module.SecondFactorDialog,
  })),
)
const SwitchUserDialog = lazy(() =>
  import('#src/platform/web/staff-pages/switch-user-dialog.tsx').then(module => ({ default: module.SwitchUserDialog })),
)

type Dialog = 'password' | 'second-factor' | 'switch-user'

/** Everything about oneself: language, password, second factor, changing the user on a shared computer, leaving. */
export const UserMenu = ({ onHelp }: { readonly onHelp: () => void }) => {
  const session = useSession()
  const { adopt, lock } = useSessionControl()
  const { language } = useLanguage()
  const { message } = App.useApp()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const close = (): void => setDialog(null)
  const go = useGo()
  const unread = useQueryEndpoint(myMessages, { limit: 1 }, { refetchSeconds: 120, staleSeconds: 30 }).data?.unread ?? 0

  const guarded = async (act: () => Promise<void>): Promise<void> => {
    try {
      await act()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      void message.error(problemSentence(error))
    }
  }
  const leave = (): Promise<void> =>
    guarded(async () => {
      const state = await call(signOut, {}, { onExpired: 'throw' })
      dropDraftsOf(session.accountId)
      adopt(state)
    })
  const lockNow = (): Promise<void> =>
    guarded(async () => {
      await call(signOut, {}, { onExpired: 'throw' })
      lock()
    })
  const toggleLanguage = (): Promise<void> =>
    guarded(async () => {
      const next = language === 'en' ? 'zh-CN' : 'en'
      await setLanguage(next)
      adopt(await call(setLanguageEndpoint, { language: next }))
    })

  const acts: Readonly<Record<string, () => void>> = {
    messages: () => go('/messages'),
    language: () => void toggleLanguage(),
    password: () => setDialog('password'),
    'second-factor': () => setDialog('second-factor'),
    'switch-user': () => setDialog('switch-user'),
    help: onHelp,
    lock: () => void lockNow(),
    leave: () => void leave(),
  }
  const items: NonNullable<MenuProps['items']> = [
    {
      key: 'who',
      type: 'group',
      label: `${session.name} · ${session.roles.map(roleName).join('、')}`,
      children: [
        {
          key: 'messages',
          icon: <MailOutlined />,
          label:
            unread > 0
              ? t('platform.shell.user.messages_unread', { count: unread })
              : t('platform.shell.messages.title'),
        },
        { key: 'language', icon: <GlobalOutlined />, label: language === 'en' ? '切换到中文' : 'Switch to English' },
        { key: 'password', icon: <KeyOutlined />, label: t('platform.shell.user.password') },
        { key: 'second-factor', icon: <SafetyOutlined />, label: t('platform.shell.user.second_factor') },
        { key: 'help', icon: <QuestionCircleOutlined />, label: t('platform.shell.user.keys') },
      ],
    },
    { type: 'divider' },
    { key: 'switch-user', icon: <SwapOutlined />, label: t('platform.shell.user.switch') },
    { key: 'lock', icon: <LockOutlined />, label: t('platform.shell.user.lock') },
    { key: 'leave', icon: <LogoutOutlined />, label: t('platform.shell.user.leave') },
  ]
  return (
    <>
      <Dropdown trigger={['click']} placement="bottomRight" menu={{ items, onClick: ({ key }) => acts[key]?.() }}>
        <button type="button" className="top-user">
          <span className="ds-sr">{t('platform.shell.user.menu')}</span>
          <span className="top-user-name">{session.name}</span>
          {unread > 0 ? <span className="top-unread">{unread}</span> : null} <DownOutlined aria-hidden="true" />
        </button>
      </Dropdown>
      <Suspense fallback={null}>
        {dialog === 'password' ? <ChangePasswordDialog onClose={close} /> : null}
        {dialog === 'second-factor' ? <SecondFactorDialog onClose={close} /> : null}
        {dialog === 'switch-user' ? <SwitchUserDialog onClose={close} /> : null}
      </Suspense>
    </>
  )
}
