import { Button, Modal } from 'antd'
import { useState } from 'react'
import { recentAccounts, switchInstitution } from '#src/platform/contract/session.ts'
import { Skeleton } from '#src/ui/layout.tsx'
import { call } from '../client.ts'
import { t } from '../i18n.ts'
import { useQueryEndpoint } from '../query.ts'
import type { ExpiredProps, SessionState } from '../session.tsx'
import { PasswordForm } from './recent-accounts.tsx'
import { SignInForm } from './sign-in-form.tsx'

/** Only what lies in here takes keys while the page is covered. */
const cover = { 'data-cover': '' } as Readonly<Record<string, string>>

/** Covers the page, keeps what was typed, and goes on where it stopped once the same person has signed in again. */
export const ExpiredDialog = ({ session, onDone, onLeave }: ExpiredProps) => {
  const [chosen, setByName] = useState<boolean | null>(null)
  const recent = useQueryEndpoint(recentAccounts, {}, { enabled: chosen === null })
  const isKnown = recent.data?.accounts.some(account => account.accountId === session.accountId)
  // On a computer that does not know the person the password alone is not enough.
  const byName = chosen ?? (recent.error ? true : isKnown === undefined ? null : !isKnown)
  const institutionId = session.institution?.institutionId
  const done = async (state: SessionState): Promise<void> => {
    const elsewhere =
      state.session?.accountId === session.accountId && state.session.institution?.institutionId !== institutionId
    if (elsewhere && institutionId)
      onDone(await call(switchInstitution, { institutionId }, { onExpired: 'throw' }).catch(() => state))
    else onDone(state)
  }
  return (
    <Modal
      open
      closable={false}
      keyboard={false}
      footer={null}
      width={400}
      title={t('platform.shell.expired.title')}
      styles={{ mask: { background: 'rgba(248, 250, 252, .94)', backdropFilter: 'blur(10px)' } }}
      zIndex={3000}
      wrapProps={cover}
      style={{ top: 120 }}
    >
      <p>{t('platform.shell.expired.text', { name: session.name })}</p>
      {byName === null ? <Skeleton label={t('platform.shell.loading')} /> : null}
      {byName === true ? (
        <SignInForm
          onDone={state => void done(state)}
          submit={t('platform.shell.expired.submit')}
          institutionId={institutionId}
        />
      ) : null}
      {byName === false ? (
        <PasswordForm
          accountId={session.accountId}
          onDone={state => void done(state)}
          submit={t('platform.shell.expired.submit')}
        />
      ) : null}
      <div className="expired-foot">
        <Button type="link" onClick={() => setByName(!byName)}>
          {byName ? t('platform.shell.expired.by_password') : t('platform.shell.expired.by_name')}
        </Button>
        <Button type="link" onClick={onLeave}>
          {t('platform.shell.expired.leave')}
        </Button>
      </div>
    </Modal>
  )
}
