import { App, Button, Input } from 'antd'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { useDraft } from '#src/platform/web/drafts.ts'
import { EntryForm } from '#src/platform/web/entry-form.tsx'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { FormField } from '#src/ui/form-field.tsx'
import { lifeContract } from '../../contract-life.ts'

type Card = OutputOf<typeof lifeContract.siteCard>
const fields = ['contactName', 'contactPhone', 'carPlate', 'has', 'lacks'] as const
type Field = (typeof fields)[number]
const lengths: Readonly<Record<Field, number>> = {
  contactName: 40,
  contactPhone: 30,
  carPlate: 20,
  has: 400,
  lacks: 400,
}
const labelOf = (field: Field): string =>
  field === 'has' || field === 'lacks' ? t(`deployment.site.${field}`) : t(`deployment.form.${field}`)

const Form = ({ institutionId, card }: { readonly institutionId: string; readonly card: Card }) => {
  const { message } = App.useApp()
  const command = useCommand(lifeContract.changeSiteCard)
  const initial = Object.fromEntries(fields.map(field => [field, card[field] ?? ''])) as Record<Field, string>
  const draft = useDraft<Record<Field, string>>(`deployment.site_card.${institutionId}.${card.version}`, initial)
  const send = async (): Promise<void> => {
    const typed = Object.fromEntries(fields.map(field => [field, draft.value[field].trim() || null])) as Record<
      Field,
      string | null
    >
    if ((await command.run({ institutionId, version: card.version, ...typed })) === null) return
    draft.clear()
    void message.success(t('deployment.site.done'))
  }
  return (
    <EntryForm className="dep-form" save={send}>
      {fields.map(field => (
        <FormField key={field} label={labelOf(field)}>
          {props => (
            <Input.TextArea
              {...props}
              maxLength={lengths[field]}
              autoSize={{ minRows: 1, maxRows: 4 }}
              value={draft.value[field]}
              onChange={event => draft.set({ [field]: event.target.value } as Partial<Record<Field, string>>)}
            />
          )}
        </FormField>
      ))}
      <ProblemAlert problem={command.problem} />
      <Button htmlType="submit" loading={command.pending}>
        {t('deployment.site.submit')}
      </Button>
    </EntryForm>
  )
}

/** What experts are told of this site the evening before. */
export const SiteCardForm = ({ institutionId }: { readonly institutionId: string }) => {
  const answer = useQueryEndpoint(lifeContract.siteCard, { institutionId })
  return (
    <section className="dep-duty" aria-label={t('deployment.site.title')}>
      <h2>{t('deployment.site.title')}</h2>
      <p className="ds-quiet">{t('deployment.site.purpose')}</p>
      <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
      {answer.data ? <Form key={answer.data.version} institutionId={institutionId} card={answer.data} /> : null}
    </section>
  )
}
