import { App, Button, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { grantRole, listRoles, revokeRole } from '#src/platform/contract/accounts.ts'
import { FormField } from '#src/ui/form-field.tsx'
import { useCommand } from '../command.ts'
import { t } from '../i18n.ts'
import { ProblemAlert } from '../problem.tsx'
import { useQueryEndpoint } from '../query.ts'
import { roleName } from '../role-name.ts'
import { useCan, useSession } from '../session.tsx'
import type { AccountRow } from './account-detail.tsx'
import { InstitutionField } from './institution-field.tsx'

type Held = AccountRow['roles'][number]

const Revoke = ({
  row,
  held,
  onDone,
}: {
  readonly row: AccountRow
  readonly held: Held
  readonly onDone: () => void
}) => {
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const revoke = useCommand(revokeRole)
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (reason.trim() === '') return
    const answer = await revoke.run({
      accountId: row.accountId,
      institutionId: held.institutionId,
      role: held.role,
      reason: reason.trim(),
    })
    if (!answer) return
    void message.success(t('platform.shell.account.revoked', { role: roleName(held.role), name: row.name }))
    onDone()
  }
  return (
    <form className="loop-form" onSubmit={event => void save(event)}>
      <ProblemAlert problem={revoke.problem} />
      <FormField label={t('platform.shell.reason')} required={t('platform.ui.required')}>
        {field => (
          <Input
            {...field}
            autoFocus
            maxLength={200}
            value={reason}
            onChange={event => setReason(event.target.value)}
          />
        )}
      </FormField>
      <Button type="primary" htmlType="submit" disabled={reason.trim() === ''} loading={revoke.pending}>
        {t('platform.shell.account.revoke_submit', { role: roleName(held.role) })}
      </Button>
    </form>
  )
}

const Grant = ({ row }: { readonly row: AccountRow }) => {
  const session = useSession()
  const { message } = App.useApp()
  const roles = useQueryEndpoint(listRoles, {}, { staleSeconds: 600 })
  const [role, setRole] = useState<string | undefined>(undefined)
  const [institutionId, setInstitutionId] = useState<string | undefined>(
    row.homeInstitutionId ?? session.institution?.institutionId,
  )
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const grant = useCommand(grantRole)
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    if (!role || !institutionId || reason.trim() === '') return
    const answer = await grant.run({ accountId: row.accountId, institutionId, role, reason: reason.trim() })
    if (!answer) return
    void message.success(t('platform.shell.account.granted', { role: roleName(role), name: row.name }))
    setRole(undefined)
    setReason('')
    setTried(false)
  }
  return (
    <form className="loop-form" onSubmit={event => void save(event)}>
      <h4>{t('platform.shell.account.grant')}</h4>
      <ProblemAlert problem={grant.problem} />
      <FormField
        label={t('platform.shell.account.role')}
        error={tried && !role ? t('platform.shell.account.role_missing') : undefined}
      >
        {field => (
          <Select
            {...field}
            className="wide"
            showSearch={{ optionFilterProp: 'label' }}
            value={role}
            onChange={setRole}
            options={(roles.data?.roles ?? [])
              .filter(item => item.role !== 'resident')
              .map(item => ({ value: item.role, label: roleName(item.role) }))}
          />
        )}
      </FormField>
      <FormField label={t('platform.shell.account.at')}>
        {field => <InstitutionField id={field.id} value={institutionId} onChange={setInstitutionId} />}
      </FormField>
      <FormField
        label={t('platform.shell.reason')}
        required={t('platform.ui.required')}
        error={tried && reason.trim() === '' ? t('platform.shell.reason_missing') : undefined}
      >
        {field => <Input {...field} maxLength={200} value={reason} onChange={event => setReason(event.target.value)} />}
      </FormField>
      <Button type="primary" htmlType="submit" loading={grant.pending}>
        {t('platform.shell.account.grant_submit')}
      </Button>
    </form>
  )
}

/** Roles held, and (for the security administrator) giving and taking them, each with its reason. */
export const AccountRoles = ({ row, own }: { readonly row: AccountRow; readonly own: boolean }) => {
  const mayGrant = useCan('platform.role.grant') && !own
  const [leaving, setLeaving] = useState<string | null>(null)
  return (
    <>
      {row.roles.length === 0 ? <p className="ds-quiet">{t('platform.shell.account.no_role')}</p> : null}
      <ul className="role-list">
        {row.roles.map(held => {
          const key = `${held.institutionId} ${held.role}`
          return (
            <li key={key}>
              <div className="role-row">
                <span>
                  <b>{roleName(held.role)}</b> <span className="ds-quiet">{held.institutionName}</span>
                </span>
                {mayGrant ? (
                  <Button
                    size="small"
                    type="link"
                    aria-expanded={leaving === key}
                    onClick={() => setLeaving(leaving === key ? null : key)}
                  >
                    {t('platform.shell.account.revoke')}
                  </Button>
                ) : null}
              </div>
              {leaving === key ? <Revoke row={row} held={held} onDone={() => setLeaving(null)} /> : null}
            </li>
          )
        })}
      </ul>
      {mayGrant ? <Grant row={row} /> : <p className="ds-quiet">{t('platform.shell.account.roles_by')}</p>}
    </>
  )
}
