import { CheckOutlined, DownOutlined } from '@ant-design/icons'
import { App, Dropdown } from 'antd'
import { useEffect } from 'react'
import { switchInstitution } from '#src/platform/contract/session.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useGo } from '#src/platform/web/navigation.tsx'
import { problemSentence } from '#src/platform/web/problem.tsx'
import { roleName } from '#src/platform/web/role-name.ts'
import { type SessionInstitution, useSession, useSessionControl } from '#src/platform/web/session.tsx'

const rolesOf = (institution: SessionInstitution): string => institution.roles.map(roleName).join('、')

/** The institution on whose behalf everything here is done; always visible, and changed only on purpose. */
export const InstitutionSwitch = () => {
  const session = useSession()
  const { adopt } = useSessionControl()
  const { message } = App.useApp()
  const go = useGo()
  const change = useCommand(switchInstitution, { refresh: [] })
  useEffect(() => {
    if (change.problem) void message.error(problemSentence(change.problem))
  }, [change.problem, message])
  const { institution } = session
  if (institution === null) return null
  if (session.institutions.length < 2)
    return (
      <span className="top-institution" title={institution.name}>
        <span className="top-institution-name">{institution.name}</span>
      </span>
    )
  const choose = async (institutionId: string): Promise<void> => {
    if (institutionId === institution.institutionId) return
    const state = await change.run({ institutionId })
    if (!state) return
    go('/', { replace: true })
    adopt(state)
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectedKeys: [institution.institutionId],
        onClick: ({ key }) => void choose(key),
        items: session.institutions.map(item => ({
          key: item.institutionId,
          icon: (
            <CheckOutlined
              style={{ visibility: item.institutionId === institution.institutionId ? 'visible' : 'hidden' }}
            />
          ),
          label: (
            <span className="institution-choice">
              {item.name} <span className="ds-quiet">{rolesOf(item)}</span>
            </span>
          ),
        })),
      }}
    >
      <button
        type="button"
        className="top-institution top-institution-many"
        title={institution.name}
        disabled={change.pending}
      >
        <span className="ds-sr">{t('platform.shell.institution')}</span>
        <span className="top-institution-name">{institution.name}</span> <DownOutlined aria-hidden="true" />
      </button>
    </Dropdown>
  )
}
