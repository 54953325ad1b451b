import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { changeSetting, resetSetting } from '#src/platform/contract/settings.ts'
import { FormField } from '#src/ui/form-field.tsx'
import { Facts } from '#src/ui/layout.tsx'
import { useCommand } from '../command.ts'
import { useDraft } from '../drafts.ts'
import { EntryForm } from '../entry-form.tsx'
import { formatDateTime } from '../format.ts'
import { t } from '../i18n.ts'
import { useCan } from '../session.tsx'
import { SettingField } from './setting-field.tsx'
import { rangeWords, type SettingRow, settingName, shapeOf, valueText, wrongIn } from './setting-words.ts'

type Props = { readonly row: SettingRow; readonly institutionId: string | undefined; readonly onClose: () => void }
type DetailProps = Props & { readonly mayChangeEverywhere: boolean }

/** Why the value can't be changed from here, as a key; undefined when it can. */
const whyFixed = (props: DetailProps, isAdministrator: boolean): string | undefined => {
  if (!isAdministrator) return 'platform.shell.setting.read_only'
  if (props.institutionId === undefined)
    return props.mayChangeEverywhere ? undefined : 'platform.shell.setting.only_from_head'
  return props.row.scope === 'everywhere' ? 'platform.shell.setting.only_everywhere' : undefined
}

/** JSON is typed as text; anything else is what it is. Undefined: the text is no JSON. */
const readValue = (kind: string, value: unknown): unknown => {
  if (kind !== 'json' || typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return undefined
  }
}

const Change = ({ row, institutionId, onClose }: Props) => {
  const { message } = App.useApp()
  const shape = shapeOf(row.schema)
  const draft = useDraft<{ value: unknown; reason: string }>(
    `platform.setting.${row.key}.${institutionId ?? 'everywhere'}`,
    {
      value: row.value,
      reason: '',
    },
  )
  const [tried, setTried] = useState(false)
  const change = useCommand(changeSetting)
  const reset = useCommand(resetSetting)
  const value = readValue(shape.kind, draft.value.value)
  const wrong = wrongIn(row, shape, value)
  const reason = draft.value.reason.trim()
  const own = row.from === (institutionId ? 'institution' : 'everywhere')
  const where = t(institutionId ? 'platform.shell.setting.here' : 'platform.shell.setting.everywhere')
  const finish = (text: string): void => {
    draft.clear()
    void message.success(text)
    onClose()
  }
  const save = async (): Promise<void> => {
    setTried(true)
    if (wrong !== undefined || reason === '') return
    const answer = await change.run({ key: row.key, value, reason, ...(institutionId ? { institutionId } : {}) })
    if (answer) finish(t('platform.shell.setting.changed', { name: settingName(row.key), where }))
  }
  const giveBack = async (): Promise<void> => {
    setTried(true)
    if (reason === '') return
    const answer = await reset.run({ key: row.key, reason, ...(institutionId ? { institutionId } : {}) })
    if (answer) finish(t('platform.shell.setting.returned', { name: settingName(row.key) }))
  }
  return (
    <EntryForm className="setting-form" save={save} problem={change.problem ?? reset.problem}>
      <FormField label={t('platform.shell.setting.new_value')} hint={rangeWords(row, shape)} error={wrong}>
        {field => (
          <SettingField
            row={row}
            shape={shape}
            id={field.id}
            value={draft.value.value}
            disabled={false}
            onChange={next => draft.set({ value: next })}
          />
        )}
      </FormField>
      <FormField
        label={t('platform.shell.reason')}
        required={t('platform.ui.required')}
        hint={t('platform.shell.setting.reason_hint')}
        error={tried && reason === '' ? t('platform.shell.reason_missing') : undefined}
      >
        {field => (
          <Input.TextArea
            {...field}
            autoSize={{ minRows: 2, maxRows: 5 }}
            maxLength={200}
            value={draft.value.reason}
            onChange={event => draft.set({ reason: event.target.value })}
          />
        )}
      </FormField>
      <div className="detail-acts">
        <Button type="primary" htmlType="submit" loading={change.pending}>
          {t('platform.shell.setting.save', { where })}
        </Button>
        {own ? (
          <Button loading={reset.pending} onClick={() => void giveBack()}>
            {t('platform.shell.setting.give_back')}
          </Button>
        ) : null}
      </div>
    </EntryForm>
  )
}

export const SettingDetail = (props: DetailProps) => {
  const { row, institutionId, onClose } = props
  const fixed = whyFixed(props, useCan('platform.setting.change'))
  return (
    <div className="detail">
      <div className="detail-head">
        <h2>{settingName(row.key)}</h2>
        <Button type="text" size="small" onClick={onClose} aria-label={t('platform.shell.close')}>
          ✕
        </Button>
      </div>
      <Facts
        items={[
          { name: t('platform.shell.setting.value'), value: valueText(row, row.value) },
          { name: t('platform.shell.setting.default'), value: valueText(row, row.defaultValue) },
          { name: t('platform.shell.setting.source'), value: row.source },
          { name: t('platform.shell.setting.reach'), value: t(`platform.shell.setting.reach.${row.scope}`) },
          { name: t('platform.shell.setting.key'), value: <code>{row.key}</code> },
          ...(row.changedAt
            ? [
                {
                  name: t('platform.shell.setting.changed_at'),
                  value: `${formatDateTime(row.changedAt, 'bare')} ${row.changedBy ?? ''}`,
                },
                { name: t('platform.shell.reason'), value: row.reason ?? '–' },
              ]
            : []),
        ]}
      />
      {fixed === undefined ? (
        <Change row={row} institutionId={institutionId} onClose={onClose} />
      ) : (
        <p className="ds-quiet">{t(fixed)}</p>
      )}
    </div>
  )
}
