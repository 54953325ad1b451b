import { App, Button, Input, Radio, Select } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { closeLoop, handOverLoop, loopOwners, noteLoop } from '#src/platform/contract/loops.ts'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { FormField } from '#src/ui/form-field.tsx'
import { type Command, useCommand } from '../command.ts'
import { useDraft } from '../drafts.ts'
import { EntryForm } from '../entry-form.tsx'
import { t } from '../i18n.ts'
import { useQueryEndpoint } from '../query.ts'
import { roleName } from '../role-name.ts'
import { useSession } from '../session.tsx'
import type { LoopRow } from './loop-words.ts'

type Props = { readonly loop: LoopRow; readonly onDone: () => void }

type FrameProps = {
  readonly command: Pick<Command<typeof noteLoop>, 'problem' | 'pending'>
  readonly save: () => void
  readonly submit: string
  readonly children: ReactNode
}

const Frame = ({ command, save, submit, children }: FrameProps) => (
  <EntryForm className="loop-form" save={save} problem={command.problem}>
    {children}
    <Button type="primary" htmlType="submit" loading={command.pending}>
      {submit}
    </Button>
  </EntryForm>
)

type NoteProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
  readonly error?: string | undefined
  readonly required?: boolean
}

const NoteField = ({ label, value, onChange, error, required = false }: NoteProps) => (
  <FormField label={label} error={error} required={required ? t('platform.ui.required') : undefined}>
    {field => (
      <Input.TextArea
        {...field}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={300}
        value={value}
        onChange={event => onChange(event.target.value)}
      />
    )}
  </FormField>
)

type Outcome = InputOf<typeof closeLoop>['outcome']
const outcomes: readonly Outcome[] = ['done', 'not_needed', 'not_reachable', 'declined']

/** "Done" speaks for itself; every other outcome says why. */
export const CloseLoopForm = ({ loop, onDone }: Props) => {
  const { message } = App.useApp()
  const draft = useDraft<{ outcome: Outcome; note: string }>(`platform.loop.close.${loop.loopId}`, {
    outcome: 'done',
    note: '',
  })
  const [tried, setTried] = useState(false)
  const command = useCommand(closeLoop)
  const { outcome, note } = draft.value
  const missing = outcome !== 'done' && note.trim() === ''
  const save = async (): Promise<void> => {
    setTried(true)
    if (missing) return
    const answer = await command.run({
      loopId: loop.loopId,
      outcome,
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    })
    if (!answer) return
    draft.clear()
    void message.success(t('platform.shell.loop.closed', { outcome: t(`platform.shell.loop.outcome.${outcome}`) }))
    onDone()
  }
  return (
    <Frame command={command} save={() => void save()} submit={t('platform.shell.loop.close_submit')}>
      <FormField label={t('platform.shell.loop.outcome_label')}>
        {field => (
          <Radio.Group
            id={field.id}
            value={outcome}
            onChange={event => draft.set({ outcome: event.target.value as Outcome })}
            options={outcomes.map(value => ({ value, label: t(`platform.shell.loop.outcome.${value}`) }))}
          />
        )}
      </FormField>
      <NoteField
        label={t('platform.shell.loop.note_label')}
        value={note}
        required={outcome !== 'done'}
        error={tried && missing ? t('platform.shell.loop.note_missing') : undefined}
        onChange={text => draft.set({ note: text })}
      />
    </Frame>
  )
}

/** To a colleague or to everyone with a role, with a note that says what is expected. */
export const HandOverForm = ({ loop, onDone }: Props) => {
  const session = useSession()
  const { message } = App.useApp()
  const draft = useDraft<{ to: string; note: string }>(`platform.loop.hand_over.${loop.loopId}`, { to: '', note: '' })
  const owners = useQueryEndpoint(loopOwners, {})
  const command = useCommand(handOverLoop)
  const [tried, setTried] = useState(false)
  const { to, note } = draft.value
  const options = useMemo(
    () => [
      {
        label: t('platform.shell.loop.people'),
        options: (owners.data?.people ?? [])
          .filter(person => person.accountId !== session.accountId)
          .map(person => ({
            value: `account ${person.accountId}`,
            label: `${person.name}（${person.roles.map(roleName).join('、')}）`,
          })),
      },
      {
        label: t('platform.shell.loop.roles'),
        options: (owners.data?.roles ?? []).map(role => ({ value: `role ${role}`, label: roleName(role) })),
      },
    ],
    [owners.data, session.accountId],
  )
  const save = async (): Promise<void> => {
    setTried(true)
    if (to === '' || note.trim() === '') return
    const [kind, id = ''] = to.split(' ')
    const answer = await command.run({
      loopId: loop.loopId,
      note: note.trim(),
      ...(kind === 'role' ? { toRole: id } : { toAccountId: id }),
    })
    if (!answer) return
    draft.clear()
    void message.success(t('platform.shell.loop.handed_over'))
    onDone()
  }
  return (
    <Frame command={command} save={() => void save()} submit={t('platform.shell.loop.hand_over_submit')}>
      <FormField
        label={t('platform.shell.loop.to')}
        required={t('platform.ui.required')}
        error={tried && to === '' ? t('platform.shell.loop.to_missing') : undefined}
      >
        {field => (
          <Select
            {...field}
            showSearch={{ optionFilterProp: 'label' }}
            className="wide"
            loading={owners.isPending}
            value={to === '' ? null : to}
            onChange={value => draft.set({ to: value ?? '' })}
            options={options}
          />
        )}
      </FormField>
      <NoteField
        label={t('platform.shell.loop.expectation')}
        value={note}
        required
        error={tried && note.trim() === '' ? t('platform.shell.loop.note_missing') : undefined}
        onChange={text => draft.set({ note: text })}
      />
    </Frame>
  )
}

export const NoteForm = ({ loop, onDone }: Props) => {
  const draft = useDraft<{ note: string }>(`platform.loop.note.${loop.loopId}`, { note: '' })
  const command = useCommand(noteLoop)
  const save = async (): Promise<void> => {
    const note = draft.value.note.trim()
    if (note === '') return
    if (!(await command.run({ loopId: loop.loopId, note }))) return
    draft.clear()
    onDone()
  }
  return (
    <Frame command={command} save={() => void save()} submit={t('platform.shell.loop.note_submit')}>
      <NoteField
        label={t('platform.shell.loop.note_label')}
        value={draft.value.note}
        required
        onChange={text => draft.set({ note: text })}
      />
    </Frame>
  )
}
