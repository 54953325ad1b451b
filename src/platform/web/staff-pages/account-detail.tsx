import { App, Button, Input } from 'antd'
import { Suspense, useState } from 'react'
import type { Static } from 'typebox'
import type { accountRowSchema } from '#src/platform/contract/accounts.ts'
import {
  disableAccount,
  enableAccount,
  linkStaff,
  removeSecondFactor,
  resetPassword,
  unlockAccount,
} from '#src/platform/contract/accounts.ts'
import { FormField } from '#src/ui/form-field.tsx'
import { Facts } from '#src/ui/layout.tsx'
import { useCommand } from '../command.ts'
import { EntryForm } from '../entry-form.tsx'
import { formatDateTime } from '../format.ts'
import { t } from '../i18n.ts'
import { Go } from '../navigation.tsx'
import { useCan, useSession } from '../session.tsx'
import { useStaffSlots } from '../slots.tsx'
import { serverNow } from '../zone.ts'
import { AccountRoles } from './account-roles.tsx'
import { InitialPassword } from './initial-password.tsx'

export type AccountRow = Static<typeof accountRowSchema>

type Act = 'disable' | 'enable' | 'unlock' | 'password' | 'second' | 'link'

const powers: readonly string[] = ['it_admin', 'security_admin', 'auditor']
const holdsPower = (row: AccountRow): boolean => row.roles.some(held => powers.includes(held.role))

const possibleActs = (row: AccountRow): readonly Act[] => [
  ...(holdsPower(row) ? [] : (['link'] as const)),
  ...(row.lockedUntil && new Date(row.lockedUntil) > serverNow() ? (['unlock'] as const) : []),
  ...(row.disabledAt ? (['enable'] as const) : (['password', 'disable'] as const)),
  ...(row.secondFactor ? (['second'] as const) : []),
]

/** What the system administrator may do with an account; each act asks why. */
const Manage = ({ row }: { readonly row: AccountRow }) => {
  const { message } = App.useApp()
  const [act, setAct] = useState<Act | null>(null)
  const [reason, setReason] = useState('')
  const [staffId, setStaffId] = useState(row.staffId ?? undefined)
  const { StaffPicker } = useStaffSlots()
  const [tried, setTried] = useState(false)
  const [password, setPassword] = useState<string | null>(null)
  const commands = {
    disable: useCommand(disableAccount),
    enable: useCommand(enableAccount),
    unlock: useCommand(unlockAccount),
    password: useCommand(resetPassword),
    second: useCommand(removeSecondFactor),
  }
  const link = useCommand(linkStaff)
  const command = act === 'link' ? link : act ? commands[act] : null
  const run = async (): Promise<void> => {
    setTried(true)
    if (act === null || reason.trim() === '') return
    const about = { accountId: row.accountId, reason: reason.trim() }
    const answer =
      act === 'link' ? await link.run({ ...about, staffId: staffId ?? null }) : await commands[act].run(about)
    if (!answer) return
    if ('initialPassword' in answer) setPassword(String(answer.initialPassword))
    else void message.success(t(`platform.shell.account.did.${act}`, { name: row.name }))
    setAct(null)
    setReason('')
    setTried(false)
  }
  if (password !== null)
    return <InitialPassword loginName={row.loginName} password={password} onDone={() => setPassword(null)} />
  return (
    <>
      <fieldset className="plain detail-acts" aria-label={t('platform.shell.account.acts')}>
        {possibleActs(row).map(name => (
          <Button
            key={name}
            aria-expanded={act === name}
            type={act === name ? 'primary' : 'default'}
            ghost={act === name}
            onClick={() => setAct(act === name ? null : name)}
          >
            {t(`platform.shell.account.act.${name}`)}
          </Button>
        ))}
      </fieldset>
      {act && command ? (
        <EntryForm className="loop-form" save={run} problem={command.problem}>
          <p>{t(`platform.shell.account.means.${act}`, { name: row.name })}</p>
          {act === 'link' && StaffPicker ? (
            <FormField label={t('platform.shell.account.staff')} hint={t('platform.shell.account.staff_hint')}>
              {field => (
                <Suspense>
                  <StaffPicker id={field.id} value={staffId} onChange={setStaffId} />
                </Suspense>
              )}
            </FormField>
          ) : null}
          <FormField
            label={t('platform.shell.reason')}
            required={t('platform.ui.required')}
            error={tried && reason.trim() === '' ? t('platform.shell.reason_missing') : undefined}
          >
            {field => (
              <Input {...field} maxLength={200} value={reason} onChange={event => setReason(event.target.value)} />
            )}
          </FormField>
          <Button type="primary" htmlType="submit" loading={command.pending}>
            {t(`platform.shell.account.act.${act}`)}
          </Button>
        </EntryForm>
      ) : null}
    </>
  )
}

const SubjectLink = ({ kind, id, name }: { readonly kind: string; readonly id: string; readonly name: string }) => {
  const to = useStaffSlots().linkOfSubject(kind, id)
  return to ? <Go to={to}>{name}</Go> : name
}

export const AccountDetail = ({ row, onClose }: { readonly row: AccountRow; readonly onClose: () => void }) => {
  const session = useSession()
  const system = useCan('platform.account.manage')
  const security = useCan('platform.role.grant')
  const mayManage = holdsPower(row) ? security : system
  const own = row.accountId === session.accountId
  return (
    <div className="detail">
      <div className="detail-head">
        <h2>{row.name}</h2>
        <Button type="text" size="small" onClick={onClose} aria-label={t('platform.shell.close')}>
          ✕
        </Button>
      </div>
      <Facts
        items={[
          { name: t('platform.shell.account.login_name'), value: row.loginName },
          { name: t('platform.shell.institution'), value: row.homeInstitutionName || '–' },
          {
            name: t('platform.shell.account.staff'),
            value: row.staffId ? (
              <SubjectLink kind="staff" id={row.staffId} name={row.staffName ?? row.name} />
            ) : (
              t('platform.shell.account.staff_none')
            ),
          },
          {
            name: t('platform.shell.user.second_factor'),
            value: t(row.secondFactor ? 'platform.ui.yes' : 'platform.ui.no'),
          },
          {
            name: t('platform.shell.account.last_seen'),
            value: row.lastSignInAt ? formatDateTime(row.lastSignInAt) : t('platform.shell.account.never'),
          },
          { name: t('platform.shell.account.created'), value: formatDateTime(row.createdAt, 'bare') },
          ...(row.disabledAt
            ? [{ name: t('platform.shell.account.disabled'), value: formatDateTime(row.disabledAt, 'bare') }]
            : []),
          ...(row.lockedUntil && new Date(row.lockedUntil) > serverNow()
            ? [
                {
                  name: t('platform.shell.account.locked'),
                  value: t('platform.shell.account.locked_until', { time: formatDateTime(row.lockedUntil, 'day') }),
                },
              ]
            : []),
        ]}
      />
      {own ? <p className="ds-quiet">{t('platform.shell.account.own')}</p> : null}
      {mayManage && !own ? <Manage row={row} /> : null}
      {system && !security && !own && holdsPower(row) ? (
        <p className="ds-quiet">{t('platform.shell.account.power_only')}</p>
      ) : null}
      <h3>{t('platform.shell.account.roles')}</h3>
      <AccountRoles row={row} own={own} />
    </div>
  )
}
