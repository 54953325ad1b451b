import { App, Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { InstitutionPicker, StaffPicker } from '#src/modules/network/public-web.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { useDraft } from '#src/platform/web/drafts.ts'
import { EntryForm } from '#src/platform/web/entry-form.tsx'
import { t } from '#src/platform/web/i18n.ts'
import { FormField } from '#src/ui/form-field.tsx'
import { type PostingDuty, postingContract, postingDuties } from '../../contract-postings.ts'
import { DayField } from './day-fields.tsx'
import { Panel } from './panel.tsx'

type Values = {
  readonly staffId: string
  readonly institutionId: string
  readonly placeText: string
  readonly duty: PostingDuty
  readonly isFullTime: boolean
  readonly postHeld: string
  readonly letterNumber: string
  readonly letterFile: string
  readonly subsidyYuan: number | null
  readonly firstDay: string
  readonly lastDay: string
}
const empty: Values = {
  staffId: '',
  institutionId: '',
  placeText: '',
  duty: 'technical',
  isFullTime: true,
  postHeld: '',
  letterNumber: '',
  letterFile: '',
  subsidyYuan: null,
  firstDay: '',
  lastDay: '',
}
const inputOf = (values: Values) => ({
  staffId: values.staffId,
  ...(values.institutionId === '' ? {} : { institutionId: values.institutionId }),
  ...(values.placeText.trim() === '' ? {} : { placeText: values.placeText.trim() }),
  duty: values.duty,
  isFullTime: values.isFullTime,
  postHeld: values.postHeld.trim(),
  letterNumber: values.letterNumber.trim(),
  ...(values.letterFile.trim() === '' ? {} : { letterFile: values.letterFile.trim() }),
  ...(values.subsidyYuan === null ? {} : { subsidyFenPerDay: Math.round(values.subsidyYuan * 100) }),
  firstDay: values.firstDay,
  lastDay: values.lastDay,
})

const needed: readonly (keyof Values)[] = ['staffId', 'postHeld', 'letterNumber', 'firstDay', 'lastDay']
const column = (key: string): string => t(`deployment.postings.column.${key}`)

/** Who is posted where, as which, by which letter, from when to when. */
export const PostingForm = ({
  onClose,
  onDone,
}: {
  readonly onClose: () => void
  readonly onDone: (postingId: string) => void
}) => {
  const { message } = App.useApp()
  const command = useCommand(postingContract.enterPosting, { refresh: [postingContract.postings] })
  const draft = useDraft<Values>('deployment.posting', empty)
  const [tried, setTried] = useState(false)
  const { value } = draft
  const patch = (more: Partial<Values>): void => draft.set({ ...value, ...more })
  const incomplete =
    needed.some(key => String(value[key]).trim() === '') ||
    (value.institutionId === '' && value.placeText.trim() === '')
  const save = async (): Promise<void> => {
    setTried(true)
    if (incomplete) return
    const answer = await command.run(inputOf(value))
    if (answer === null) return
    draft.clear()
    void message.success(t('deployment.postings.saved'))
    onDone(answer.postingId)
  }
  const text = (key: 'placeText' | 'postHeld' | 'letterNumber' | 'letterFile', label: string, maxLength: number) => (
    <FormField label={label}>
      {field => (
        <Input
          {...field}
          maxLength={maxLength}
          value={value[key]}
          onChange={event => patch({ [key]: event.target.value })}
        />
      )}
    </FormField>
  )
  return (
    <Panel title={t('deployment.postings.new')} onClose={onClose}>
      <EntryForm
        className="dep-form"
        save={save}
        problem={command.problem}
        missing={tried && incomplete ? t('deployment.postings.missing') : null}
      >
        <FormField label={column('person')}>
          {field => (
            <StaffPicker
              id={field.id}
              value={value.staffId || undefined}
              onChange={staffId => patch({ staffId: staffId ?? '' })}
            />
          )}
        </FormField>
        <FormField label={t('deployment.postings.site')} error={command.fieldProblems['/institutionId']}>
          {field => (
            <InstitutionPicker
              id={field.id}
              value={value.institutionId || undefined}
              onChange={institutionId => patch({ institutionId: institutionId ?? '' })}
            />
          )}
        </FormField>
        {text('placeText', t('deployment.postings.place_text'), 80)}
        {text('postHeld', column('post'), 60)}
        <FormField label={column('duty')}>
          {field => (
            <Select
              {...field}
              className="dep-wide"
              value={value.duty}
              onChange={duty => patch({ duty })}
              options={postingDuties.map(key => ({ value: key, label: t(`deployment.postings.duty.${key}`) }))}
            />
          )}
        </FormField>
        <Checkbox
          className="dep-check"
          checked={value.isFullTime}
          onChange={event => patch({ isFullTime: event.target.checked })}
        >
          {t('deployment.postings.full_time')}
        </Checkbox>
        {text('letterNumber', column('letter'), 60)}
        {text('letterFile', t('deployment.postings.letter_file'), 200)}
        <div className="dep-pair">
          <FormField label={column('from')}>
            {field => <DayField {...field} value={value.firstDay} onChange={firstDay => patch({ firstDay })} />}
          </FormField>
          <FormField label={column('to')} error={command.fieldProblems['/lastDay']}>
            {field => <DayField {...field} value={value.lastDay} onChange={lastDay => patch({ lastDay })} />}
          </FormField>
        </div>
        <FormField label={t('deployment.postings.subsidy')}>
          {field => (
            <InputNumber
              {...field}
              min={0}
              precision={2}
              value={value.subsidyYuan}
              onChange={subsidyYuan => patch({ subsidyYuan })}
            />
          )}
        </FormField>
        <Button type="primary" htmlType="submit" loading={command.pending}>
          {t('deployment.postings.save')}
        </Button>
      </EntryForm>
    </Panel>
  )
}
