import { App, Button, Input } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Skeleton } from '#src/ui/layout.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import type { Tone } from '#src/ui/tone.ts'
import { type SwapState, swapContract } from '../../contract-swaps.ts'
import { dayWords, partWord } from '../words.ts'
import { Refused } from './session-form.tsx'

type Swap = OutputOf<typeof swapContract.swaps>['swaps'][number]
const toneOf: Readonly<Record<SwapState, Tone>> = {
  offered: 'info',
  accepted: 'info',
  done: 'good',
  declined: 'neutral',
  refused: 'neutral',
  withdrawn: 'neutral',
  lapsed: 'neutral',
}

const Acts = ({ swap }: { readonly swap: Swap }) => {
  const { message } = App.useApp()
  const answer = useCommand(swapContract.answerSwap)
  const decide = useCommand(swapContract.decideSwap)
  const withdraw = useCommand(swapContract.withdrawSwap)
  const [note, setNote] = useState('')
  const { swapId } = swap
  const say = (status: SwapState | undefined): void => {
    if (status !== undefined) void message.success(t(`deployment.swap.state.${status}`))
  }
  const typed = note.trim() === '' ? {} : { note: note.trim() }
  const names = { [swap.fromStaffId]: swap.fromName, [swap.toStaffId]: swap.toName }
  return (
    <>
      <Refused problem={answer.problem ?? decide.problem ?? withdraw.problem} names={names} />
      <div className="dep-acts">
        {swap.mayAnswer ? (
          <>
            <Button
              type="primary"
              loading={answer.pending}
              onClick={async () => say((await answer.run({ swapId, accept: true }))?.status)}
            >
              {t('deployment.swap.accept')}
            </Button>
            <Button
              loading={answer.pending}
              onClick={async () => say((await answer.run({ swapId, accept: false }))?.status)}
            >
              {t('deployment.swap.decline')}
            </Button>
          </>
        ) : null}
        {swap.mayDecide ? (
          <>
            <Input
              className="dep-note"
              aria-label={t('deployment.duties.note')}
              placeholder={t('deployment.duties.note')}
              maxLength={200}
              value={note}
              onChange={event => setNote(event.target.value)}
            />
            <Button
              type="primary"
              loading={decide.pending}
              onClick={async () => say((await decide.run({ swapId, approve: true, ...typed }))?.status)}
            >
              {t('deployment.swap.approve')}
            </Button>
            <Button
              loading={decide.pending}
              onClick={async () => say((await decide.run({ swapId, approve: false, ...typed }))?.status)}
            >
              {t('deployment.swap.refuse')}
            </Button>
          </>
        ) : null}
        {swap.mayWithdraw ? (
          <Button
            loading={withdraw.pending}
            onClick={async () => say((await withdraw.run({ swapId })) === null ? undefined : 'withdrawn')}
          >
            {t('deployment.duties.withdraw')}
          </Button>
        ) : null}
      </div>
    </>
  )
}

/** Swaps I offer, am asked for, or may decide. */
export const SwapList = () => {
  const answer = useQueryEndpoint(swapContract.swaps, {})
  const swaps = answer.data?.swaps ?? []
  return (
    <>
      <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
      {answer.isPending ? <Skeleton lines={2} label={t('deployment.loading')} /> : null}
      {answer.data && swaps.length === 0 ? (
        <p className="ds-quiet">
          {t('deployment.swap.none')} {t('deployment.swap.none_why')}
        </p>
      ) : null}
      <ul className="dep-lines">
        {swaps.map(swap => (
          <li key={swap.swapId}>
            <b>{t('deployment.swap.who', { from: swap.fromName, to: swap.toName })}</b>{' '}
            <StatusBadge tone={toneOf[swap.status]}>{t(`deployment.swap.state.${swap.status}`)}</StatusBadge>
            <div>
              {dayWords(swap.session.localDate, partWord([], swap.session.partOfDay))} {swap.session.startsAt} ·{' '}
              {swap.institutionName}
            </div>
            {swap.note || swap.decisionNote ? (
              <div className="ds-quiet">{[swap.note, swap.decisionNote].filter(Boolean).join(' · ')}</div>
            ) : null}
            <Acts swap={swap} />
          </li>
        ))}
      </ul>
    </>
  )
}
