import { Button } from 'antd'
import { useState } from 'react'
import { loopHistory } from '#src/platform/contract/loops.ts'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { Facts, Skeleton } from '#src/ui/layout.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { formatDateTime, formatMoment } from '../format.ts'
import { t } from '../i18n.ts'
import { Go } from '../navigation.tsx'
import { ProblemAlert } from '../problem.tsx'
import { useQueryEndpoint } from '../query.ts'
import { useSession } from '../session.tsx'
import { useStaffSlots } from '../slots.tsx'
import { LoopClock } from './loop-clock.tsx'
import { CloseLoopForm, HandOverForm, NoteForm } from './loop-forms.tsx'
import { kindName, ownerOf, reasonOf } from './loop-words.ts'

type History = OutputOf<typeof loopHistory>
type Act = 'close' | 'hand-over' | 'note'

const Steps = ({ steps }: { readonly steps: History['steps'] }) => (
  <ol className="loop-steps">
    {steps.map(step => (
      <li key={`${step.at} ${step.step} ${step.actor}`}>
        <span className="ds-figure ds-quiet">{formatMoment(step.at)}</span>{' '}
        <b>{t(`platform.shell.loop.step.${step.step}`)}</b>{' '}
        <span className="ds-quiet">{step.actorName ?? t('platform.shell.loop.by_system')}</span>
        {step.note ? <p>{step.note}</p> : null}
      </li>
    ))}
  </ol>
)

/** One loop with its history, and the three things that can be done with it here. */
export const LoopDetail = ({ loopId, onClose }: { readonly loopId: string; readonly onClose: () => void }) => {
  const session = useSession()
  const slots = useStaffSlots()
  const [act, setAct] = useState<Act | null>(null)
  const answer = useQueryEndpoint(loopHistory, { loopId })
  const data = answer.data
  if (answer.error) return <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
  if (!data) return <Skeleton label={t('platform.shell.loading')} />
  const { loop } = data
  const link = slots.linkOfSubject(loop.subjectKind, loop.subjectId)
  const finish = (): void => setAct(null)
  return (
    <div className="detail">
      <div className="detail-head">
        <h2>{kindName(loop.kind)}</h2>
        <Button type="text" size="small" onClick={onClose} aria-label={t('platform.shell.close')}>
          ✕
        </Button>
      </div>
      <p className="loop-reason">{reasonOf(loop)}</p>
      {data.status === 'closed' ? (
        <StatusBadge tone="good">
          {t('platform.shell.loop.closed', { outcome: t(`platform.shell.loop.outcome.${data.outcome}`) })}
        </StatusBadge>
      ) : (
        <LoopClock dueAt={loop.dueAt} openedAt={loop.openedAt} />
      )}
      <div className="detail-facts">
        <Facts
          items={[
            { name: t('platform.shell.loop.due'), value: formatDateTime(loop.dueAt) },
            { name: t('platform.shell.loop.owner'), value: ownerOf(loop, session.accountId) },
            { name: t('platform.shell.institution'), value: loop.institutionName },
            ...(link
              ? [
                  {
                    name: t('platform.shell.loop.source'),
                    value: <Go to={link}>{t('platform.shell.loop.open_source')}</Go>,
                  },
                ]
              : []),
          ]}
        />
      </div>
      {data.status === 'open' ? (
        <fieldset className="plain detail-acts" aria-label={t('platform.shell.loop.acts')}>
          <Button
            type={act === null || act === 'close' ? 'primary' : 'default'}
            aria-expanded={act === 'close'}
            onClick={() => setAct('close')}
          >
            {t('platform.shell.loop.close')}
          </Button>
          <Button aria-expanded={act === 'hand-over'} onClick={() => setAct('hand-over')}>
            {t('platform.shell.loop.hand_over')}
          </Button>
          <Button aria-expanded={act === 'note'} onClick={() => setAct('note')}>
            {t('platform.shell.loop.note')}
          </Button>
        </fieldset>
      ) : null}
      {act === 'close' ? <CloseLoopForm loop={loop} onDone={onClose} /> : null}
      {act === 'hand-over' ? <HandOverForm loop={loop} onDone={finish} /> : null}
      {act === 'note' ? <NoteForm loop={loop} onDone={finish} /> : null}
      <h3>{t('platform.shell.loop.history')}</h3>
      <Steps steps={data.steps} />
    </div>
  )
}
