import { App, Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { formatMonth } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { FormField } from '#src/ui/form-field.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { contract } from '../../contract.ts'
import type { Problem } from '../../contract-shapes.ts'
import { Panel } from './panel.tsx'
import type { BoardPlaces } from './session-fields.tsx'

type Props = {
  readonly month: string
  readonly places: BoardPlaces
  readonly drafts: ReadonlyMap<string, number>
  /** Of the drafts only; what troubles a published session does not keep the others back. */
  readonly problems: readonly Problem[]
  readonly onProblems: () => void
  readonly onClose: () => void
}

/** Publishes the drafts of the month; the button says what will happen, and a stopping problem says where to look. */
export const PublishPanel = ({ month, places, drafts, problems, onProblems, onClose }: Props) => {
  const { message } = App.useApp()
  const command = useCommand(contract.publishMonth)
  const sites = places.sites.filter(site => drafts.has(site.institutionId))
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const chosen = sites.filter(site => !left.has(site.institutionId)).map(site => site.institutionId)
  const count = chosen.reduce((sum, id) => sum + (drafts.get(id) ?? 0), 0)
  const stops = problems.filter(
    found => found.level === 'stop' && found.institutionId !== null && chosen.includes(found.institutionId),
  ).length
  const remarks = problems.filter(
    found => found.level === 'warn' && found.institutionId !== null && chosen.includes(found.institutionId),
  ).length
  const publish = async (): Promise<void> => {
    const answer = await command.run({ month, institutionIds: chosen })
    if (answer === null) return
    void message.success(t('deployment.publish.done', { month: formatMonth(month), count: answer.published }))
    onClose()
  }
  return (
    <Panel title={t('deployment.panel.publish', { month: formatMonth(month) })} onClose={onClose}>
      {sites.length === 0 ? <EmptyState title={t('deployment.publish.nothing')} icon="calendar" /> : null}
      <ProblemAlert problem={command.problem} />
      {stops > 0 ? (
        <Notice tone="critical" role="alert">
          <p>{t('deployment.publish.stopped', { count: stops })}</p>
          <button type="button" className="ds-link-button" onClick={onProblems}>
            {t('deployment.publish.to_problems')}
          </button>
        </Notice>
      ) : null}
      {remarks > 0 ? (
        <Notice tone="warn" role="status">
          <p>{t('deployment.publish.warned', { count: remarks })}</p>
          <button type="button" className="ds-link-button" onClick={onProblems}>
            {t('deployment.publish.to_problems')}
          </button>
        </Notice>
      ) : null}
      {sites.length > 0 ? (
        <>
          <FormField label={t('deployment.publish.sites')}>
            {field => (
              <Checkbox.Group
                {...field}
                value={chosen}
                onChange={values =>
                  setLeft(
                    new Set(sites.map(site => site.institutionId).filter(id => !(values as string[]).includes(id))),
                  )
                }
                options={sites.map(site => ({
                  value: site.institutionId,
                  label: t('deployment.publish.site', {
                    site: site.shortName,
                    count: drafts.get(site.institutionId) ?? 0,
                  }),
                }))}
              />
            )}
          </FormField>
          <p className="ds-quiet">{t('deployment.publish.what')}</p>
          <Button
            type="primary"
            disabled={count === 0 || stops > 0}
            loading={command.pending}
            onClick={() => void publish()}
          >
            {t('deployment.publish.submit', { month: formatMonth(month), count })}
          </Button>
        </>
      ) : null}
    </Panel>
  )
}
