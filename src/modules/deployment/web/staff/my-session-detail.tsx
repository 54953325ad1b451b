import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { StaffPicker } from '#src/modules/network/public-web.ts'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { EntryForm } from '#src/platform/web/entry-form.tsx'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { FormField } from '#src/ui/form-field.tsx'
import { Facts, Skeleton } from '#src/ui/layout.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { lifeContract } from '../../contract-life.ts'
import { swapContract } from '../../contract-swaps.ts'
import { useDeploymentSlots } from '../slots.tsx'
import { LateForm } from './late-form.tsx'
import { Refused } from './session-form.tsx'

type Card = OutputOf<typeof lifeContract.sessionCard>
const noNames = {}

/** The six digits on the desk's screen; a scanned code fills them in. */
const CheckIn = ({ sessionId, scanned }: { readonly sessionId: string; readonly scanned: string }) => {
  const { message } = App.useApp()
  const command = useCommand(lifeContract.checkInExpert)
  const [code, setCode] = useState(scanned)
  const complete = /^\d{6}$/.test(code)
  const send = async (): Promise<void> => {
    const answer = await command.run({ sessionId, code })
    if (answer !== null) void message.success(t('deployment.check_in.done', { time: answer.arrivedAt }))
  }
  return (
    <EntryForm className="dep-form" save={() => (complete ? send() : undefined)}>
      <FormField
        label={t('deployment.check_in.code')}
        hint={t('deployment.check_in.hint')}
        error={command.fieldProblems['/code']}
      >
        {field => (
          <Input
            {...field}
            size="large"
            inputMode="numeric"
            autoComplete="off"
            maxLength={6}
            value={code}
            onChange={event => setCode(event.target.value.replace(/\D/g, ''))}
          />
        )}
      </FormField>
      {command.fieldProblems['/code'] ? null : <ProblemAlert problem={command.problem} />}
      <Button size="large" type="primary" htmlType="submit" disabled={!complete} loading={command.pending}>
        {t('deployment.check_in.submit')}
      </Button>
    </EntryForm>
  )
}

/** 换班: a colleague is asked; nothing changes before they and, where it is so set, a manager agree. */
const OfferSwap = ({ card, onDone }: { readonly card: Card; readonly onDone: () => void }) => {
  const { message } = App.useApp()
  const command = useCommand(swapContract.offerSwap)
  const [toStaffId, setTo] = useState<string>()
  const [note, setNote] = useState('')
  const { sessionId, institutionId } = card.session
  const send = async (): Promise<void> => {
    if (toStaffId === undefined) return
    const typed = note.trim() === '' ? {} : { note: note.trim() }
    if ((await command.run({ sessionId, toStaffId, ...typed })) === null) return
    void message.success(t('deployment.swap.offered'))
    onDone()
  }
  return (
    <EntryForm className="dep-form" save={send}>
      <FormField label={t('deployment.swap.to')}>
        {field => <StaffPicker id={field.id} value={toStaffId} onChange={setTo} worksAt={institutionId} />}
      </FormField>
      <FormField label={t('deployment.swap.note')}>
        {field => <Input {...field} maxLength={200} value={note} onChange={event => setNote(event.target.value)} />}
      </FormField>
      <Refused problem={command.problem} names={noNames} />
      <Button htmlType="submit" disabled={toStaffId === undefined} loading={command.pending}>
        {t('deployment.swap.submit')}
      </Button>
    </EntryForm>
  )
}

const CardFacts = ({ card }: { readonly card: Card }) => {
  const { BookedCount } = useDeploymentSlots()
  const { session } = card
  const contact = [card.contactName, card.contactPhone].filter(Boolean).join(' ')
  return (
    <>
      {BookedCount && session.status !== 'draft' ? <BookedCount sessionId={session.sessionId} /> : null}
      <Facts
        items={[
          ...(contact
            ? [
                {
                  name: t('deployment.form.contactName'),
                  value: card.contactPhone ? <a href={`tel:${card.contactPhone}`}>{contact}</a> : contact,
                },
              ]
            : []),
          ...(card.carPlate ? [{ name: t('deployment.form.carPlate'), value: card.carPlate }] : []),
          ...(session.placeText ? [{ name: t('deployment.form.placeText'), value: session.placeText }] : []),
          ...(session.note ? [{ name: t('deployment.fact.note'), value: session.note }] : []),
          ...(card.has ? [{ name: t('deployment.site.has'), value: card.has }] : []),
          ...(card.lacks ? [{ name: t('deployment.site.lacks'), value: card.lacks }] : []),
        ]}
      />
    </>
  )
}

type Act = 'late' | 'swap' | null
type Props = { readonly sessionId: string; readonly staffId: string | null; readonly scanned: string }

/** 出诊卡: what I need to know before coming, and what I can do from the phone on the way. */
export const MySessionDetail = ({ sessionId, staffId, scanned }: Props) => {
  const answer = useQueryEndpoint(lifeContract.sessionCard, { sessionId })
  const [act, setAct] = useState<Act>(null)
  const card = answer.data
  if (card === undefined)
    return (
      <>
        <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
        {answer.error ? null : <Skeleton lines={3} label={t('deployment.loading')} />}
      </>
    )
  const mine = card.arrivals.find(one => one.staffId === staffId)
  const { session } = card
  return (
    <div className="dep-mine-detail">
      <CardFacts card={card} />
      {mine ? (
        <Notice tone="good">
          <p>{t('deployment.check_in.done', { time: mine.arrivedAt })}</p>
        </Notice>
      ) : null}
      {card.mayCheckIn ? <CheckIn key={scanned} sessionId={sessionId} scanned={scanned} /> : null}
      <div className="dep-acts">
        {card.maySayLate ? (
          <Button size="large" aria-expanded={act === 'late'} onClick={() => setAct(act === 'late' ? null : 'late')}>
            {t('deployment.act.late')}
          </Button>
        ) : null}
        {session.status === 'published' && !mine ? (
          <Button size="large" aria-expanded={act === 'swap'} onClick={() => setAct(act === 'swap' ? null : 'swap')}>
            {t('deployment.act.swap')}
          </Button>
        ) : null}
      </div>
      {act === 'late' && card.maySayLate ? <LateForm sessionId={sessionId} minutes={session.lateMinutes} /> : null}
      {act === 'swap' ? <OfferSwap card={card} onDone={() => setAct(null)} /> : null}
    </div>
  )
}
