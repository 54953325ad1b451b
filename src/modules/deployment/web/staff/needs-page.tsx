import { App, AutoComplete, Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { useDraft } from '#src/platform/web/drafts.ts'
import { EntryForm } from '#src/platform/web/entry-form.tsx'
import { t } from '#src/platform/web/i18n.ts'
import { useLive } from '#src/platform/web/live.ts'
import { linkTo, useGo, usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { FormField } from '#src/ui/form-field.tsx'
import { PageHeader, Skeleton, SplitView } from '#src/ui/layout.tsx'
import {
  type NeedReason,
  type NeedStatus,
  type NeedUrgency,
  needContract,
  needReasons,
  needStatuses,
  needUrgencies,
} from '../../contract-needs.ts'
import { linkToSession } from '../links.ts'
import { DayField } from './day-fields.tsx'
import { NeedCard } from './need-card.tsx'
import { Panel } from './panel.tsx'
import './panel.css'
import './board.css'

type Values = {
  readonly speciality: string
  readonly residents: number | null
  readonly reasons: readonly NeedReason[]
  readonly note: string
  readonly urgency: NeedUrgency
  readonly from: string
  readonly until: string
}
const empty: Values = {
  speciality: '',
  residents: null,
  reasons: [],
  note: '',
  urgency: 'routine',
  from: '',
  until: '',
}

const inputOf = (values: Values) => ({
  speciality: values.speciality.trim(),
  residents: values.residents ?? 1,
  reasons: [...values.reasons],
  urgency: values.urgency,
  ...(values.note.trim() === '' ? {} : { note: values.note.trim() }),
  ...(values.from === '' ? {} : { wishedFrom: values.from }),
  ...(values.until === '' ? {} : { wishedUntil: values.until }),
})

type FormProps = { readonly specialities: readonly string[]; readonly onClose: () => void }

/** Which speciality, for how many, why, how soon. */
const NeedForm = ({ specialities, onClose }: FormProps) => {
  const { message } = App.useApp()
  const command = useCommand(needContract.fileNeed, { refresh: [needContract.needs] })
  const draft = useDraft<Values>('deployment.need', empty)
  const [tried, setTried] = useState(false)
  const { value, set } = draft
  const patch = (more: Partial<Values>): void => set({ ...value, ...more })
  const incomplete = value.speciality.trim() === '' || value.residents === null || value.reasons.length === 0
  const save = async (): Promise<void> => {
    setTried(true)
    if (incomplete || (await command.run(inputOf(value))) === null) return
    draft.clear()
    void message.success(t('deployment.needs.submitted'))
    onClose()
  }
  return (
    <Panel title={t('deployment.needs.new')} onClose={onClose}>
      <EntryForm
        className="dep-form"
        save={save}
        problem={command.problem}
        missing={tried && incomplete ? t('deployment.needs.missing') : null}
      >
        <FormField
          label={t('deployment.needs.speciality')}
          hint={t('deployment.needs.speciality_hint')}
          error={command.fieldProblems['/speciality']}
        >
          {field => (
            <AutoComplete
              {...field}
              className="dep-wide"
              value={value.speciality}
              onChange={(speciality: string) => patch({ speciality })}
              options={specialities
                .filter(name => name.includes(value.speciality.trim()))
                .map(name => ({ value: name, label: name }))}
            />
          )}
        </FormField>
        <FormField label={t('deployment.needs.residents_label')}>
          {field => (
            <InputNumber
              {...field}
              min={1}
              max={5000}
              precision={0}
              suffix={t('deployment.needs.residents_unit')}
              value={value.residents}
              onChange={residents => patch({ residents })}
            />
          )}
        </FormField>
        <FormField label={t('deployment.needs.reasons_label')}>
          {field => (
            <Checkbox.Group
              {...field}
              value={[...value.reasons]}
              onChange={reasons => patch({ reasons: reasons as NeedReason[] })}
              options={needReasons.map(reason => ({ value: reason, label: t(`deployment.needs.reason.${reason}`) }))}
            />
          )}
        </FormField>
        <FormField label={t('deployment.needs.note_label')}>
          {field => (
            <Input.TextArea
              {...field}
              rows={2}
              maxLength={400}
              value={value.note}
              onChange={event => patch({ note: event.target.value })}
            />
          )}
        </FormField>
        <FormField label={t('deployment.needs.urgency_label')}>
          {field => (
            <Select
              {...field}
              className="dep-wide"
              value={value.urgency}
              onChange={urgency => patch({ urgency })}
              options={needUrgencies.map(key => ({ value: key, label: t(`deployment.needs.urgency.${key}`) }))}
            />
          )}
        </FormField>
        <div className="dep-pair">
          <FormField label={t('deployment.needs.from_label')}>
            {field => <DayField {...field} value={value.from} onChange={from => patch({ from })} />}
          </FormField>
          <FormField label={t('deployment.needs.until_label')} error={command.fieldProblems['/wishedUntil']}>
            {field => <DayField {...field} value={value.until} onChange={until => patch({ until })} />}
          </FormField>
        </div>
        <Button type="primary" htmlType="submit" loading={command.pending}>
          {t('deployment.needs.submit')}
        </Button>
      </EntryForm>
    </Panel>
  )
}

/** 需求单: what was asked and what became of it. */
export const NeedsPage = () => {
  const [params, setParams] = usePageParams()
  const go = useGo()
  const mayFile = useCan('deployment.need.file')
  const status = needStatuses.find(one => one === params.status)
  const answer = useQueryEndpoint(needContract.needs, {
    ...(status ? { status } : {}),
    ...(params.need ? { needId: params.need } : {}),
  })
  useLive(['deployment.needs'], () => void answer.refetch())
  const withdraw = useCommand(needContract.withdrawNeed, { refresh: [needContract.needs] })
  const needs = answer.data?.needs ?? []
  const close = (): void => setParams({ panel: undefined })
  return (
    <>
      <PageHeader
        title={t('deployment.needs.title')}
        purpose={t('deployment.needs.purpose')}
        actions={
          mayFile ? (
            <Button type="primary" onClick={() => setParams({ panel: 'new' }, { push: true })}>
              {t('deployment.needs.new')}
            </Button>
          ) : null
        }
      >
        <Select<NeedStatus | ''>
          aria-label={t('deployment.needs.filter')}
          className="dep-site-filter"
          value={status ?? ''}
          onChange={value => setParams({ status: value || undefined, need: undefined })}
          options={[
            { value: '', label: t('deployment.needs.filter_all') },
            ...needStatuses.map(value => ({ value, label: t(`deployment.needs.status.${value}`) })),
          ]}
        />
      </PageHeader>
      <div className="ds-page-body">
        <ProblemAlert problem={answer.error ?? withdraw.problem} onRetry={() => void answer.refetch()} />
        {answer.isPending ? <Skeleton label={t('deployment.loading')} lines={6} /> : null}
        <SplitView
          detailLabel={t('deployment.needs.new')}
          detail={
            params.panel === 'new' && mayFile ? (
              <NeedForm specialities={answer.data?.specialities ?? []} onClose={close} />
            ) : null
          }
          list={
            <>
              {answer.data && needs.length === 0 ? (
                <EmptyState icon="calendar" title={t('deployment.needs.empty')}>
                  {mayFile ? t('deployment.needs.empty_next') : null}
                </EmptyState>
              ) : null}
              <div className="dep-needs">
                {needs.map(need => (
                  <div key={need.needId}>
                    <NeedCard
                      need={need}
                      sessions={[]}
                      onOpen={sessionId => go(linkToSession(sessionId))}
                      onLayOut={() =>
                        go(
                          linkTo('/roster', {
                            panel: 'new',
                            need: need.needId,
                            at: need.institutionId,
                            speciality: need.speciality,
                            ...(need.wishedFrom ? { day: need.wishedFrom, month: need.wishedFrom.slice(0, 7) } : {}),
                          }),
                        )
                      }
                    />
                    {need.mayWithdraw ? (
                      <Button
                        size="small"
                        type="link"
                        onClick={() => void withdraw.run({ needId: need.needId, version: need.version })}
                      >
                        {t('deployment.needs.withdraw')}
                      </Button>
                    ) : null}
                  </div>
                ))}
              </div>
            </>
          }
        />
      </div>
    </>
  )
}
