import { listAccounts } from '#src/platform/contract/accounts.ts'
import { Notice } from '#src/ui/notice.tsx'
import { t } from '../i18n.ts'
import { Go, linkTo } from '../navigation.tsx'
import { useQueryEndpoint } from '../query.ts'
import { useSession } from '../session.tsx'

/** With so few accounts nobody has begun to work here yet. */
const fewAccounts = 3

const steps = [
  { key: 'institution', permission: 'network.institution.create', to: linkTo('/network') },
  { key: 'import', permission: 'network.workbook.import', to: linkTo('/import') },
  { key: 'accounts', permission: 'platform.account.manage', to: linkTo('/accounts', { new: '1' }) },
  { key: 'roles', permission: 'platform.role.grant', to: linkTo('/accounts') },
  { key: 'second', permission: 'platform.role.grant', to: linkTo('/accounts') },
] as const

/** 从这里开始: what the two first administrators of an empty installation do, in order; gone once people have accounts. */
export const FirstSteps = () => {
  const { permissions } = useSession()
  const may = permissions.has('platform.account.read')
  const answer = useQueryEndpoint(listAccounts, { limit: 1 }, { enabled: may })
  if (!may || !answer.data || answer.data.total > fewAccounts) return null
  return (
    <Notice tone="info">
      <p className="ds-notice-lead">{t('platform.shell.first.title')}</p>
      <ol className="first-steps">
        {steps.map(step => (
          <li key={step.key}>
            {permissions.has(step.permission) ? (
              <Go to={step.to}>{t(`platform.shell.first.${step.key}`)}</Go>
            ) : (
              t(`platform.shell.first.${step.key}`)
            )}{' '}
            <span className="ds-quiet">{t(`platform.shell.first.${step.key}_who`)}</span>
          </li>
        ))}
      </ol>
    </Notice>
  )
}
