import { App, Button } from 'antd'
import { useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { EntryForm } from '#src/platform/web/entry-form.tsx'
import { t } from '#src/platform/web/i18n.ts'
import { lifeContract } from '../../contract-life.ts'
import type { SessionChip } from '../../contract-shapes.ts'
import { PeopleFields } from './people-fields.tsx'
import { Refused } from './session-form.tsx'
import type { SessionValues } from './session-values.ts'

type Props = {
  readonly session: SessionChip
  readonly names: Readonly<Record<string, string>>
  readonly onDone: () => void
}

/** 定人: the department or team says who comes. */
export const NameForm = ({ session, names, onDone }: Props) => {
  const { message } = App.useApp()
  const command = useCommand(lifeContract.namePerson)
  const [staff, setStaff] = useState<SessionValues['staff']>([{ staffId: '', role: 'lead' }])
  const named = staff.filter(person => person.staffId !== '')
  const send = async (): Promise<void> => {
    const { sessionId, version } = session
    if ((await command.run({ sessionId, version, staff: [...named] })) === null) return
    void message.success(t('deployment.name.done'))
    onDone()
  }
  return (
    <EntryForm className="dep-form" save={() => (named.length > 0 ? send() : undefined)}>
      <PeopleFields
        value={staff}
        onChange={setStaff}
        institutionId={session.institutionId}
        error={command.fieldProblems['/staff']}
      />
      <Refused problem={command.problem} names={names} />
      <Button type="primary" htmlType="submit" disabled={named.length === 0} loading={command.pending}>
        {t(session.status === 'published' ? 'deployment.name.submit_told' : 'deployment.name.submit')}
      </Button>
    </EntryForm>
  )
}
