import { Button } from 'antd'
import { useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { NumberText } from '#src/ui/number-text.tsx'
import { changeQuotas } from '../../contract-desk.ts'
import { type ByChannel, type Channel, channels } from '../../contract-shapes.ts'
import { sum } from '../../domain/channels.ts'
import { channelWord } from '../words.ts'
import { ReasonLine } from './reason-line.tsx'
import type { Console } from './slot-console.tsx'

type Pool = Console['pools'][number]
type Draft = Readonly<Record<Channel, number | null>>
type Drafts = Readonly<Record<string, Draft>>

const Cell = ({ quota, taken }: { readonly quota: number; readonly taken: number }) => (
  <>
    {t('booking.console.taken_of', { taken, quota })}
    <span className="book-bar">
      <span style={{ width: `${quota === 0 ? 0 : Math.round((taken / quota) * 100)}%` }} />
    </span>
  </>
)

const total = (quota: Draft): number => sum(channels.map(channel => quota[channel] ?? 0))

/** What is typed and can't be saved, said where it stands; nothing typed is put right by itself. */
const wrongIn = (value: number | null, taken: number): string | null => {
  if (value === null) return t('booking.console.not_a_number')
  return value < taken ? t('booking.console.under_taken', { taken }) : null
}
const isOver = (pool: Pool, draft: Draft): boolean => total(draft) > pool.capacity
const quotaOf = (draft: Draft): ByChannel =>
  Object.fromEntries(channels.map(channel => [channel, draft[channel] ?? 0])) as ByChannel

type FieldProps = {
  readonly label: string
  readonly value: number | null
  readonly taken: number
  readonly capacity: number
  readonly over: boolean
  readonly onChange: (value: number | null) => void
}
const Share = ({ label, value, taken, capacity, over, onChange }: FieldProps) => {
  const wrong = wrongIn(value, taken)
  return (
    <>
      <NumberText
        className="book-share"
        aria-label={label}
        min={taken}
        max={capacity}
        aria-invalid={wrong !== null || over}
        value={value}
        onChange={onChange}
      />
      {wrong === null ? null : (
        <div className="book-wrong" role="alert">
          {wrong}
        </div>
      )}
    </>
  )
}

type Props = { readonly data: Console; readonly mayChange: boolean; readonly onChanged: () => void }

/** Buckets side by side, a row for each channel: taken of its share; the shares can be changed with a reason. */
export const QuotaTable = ({ data, mayChange, onChanged }: Props) => {
  const change = useCommand(changeQuotas)
  const [drafts, setDrafts] = useState<Drafts | null>(null)
  const [reason, setReason] = useState('')
  const shown = channels.filter(
    channel => drafts !== null || data.pools.some(pool => pool.quota[channel] > 0 || pool.taken[channel] > 0),
  )
  const begin = () => setDrafts(Object.fromEntries(data.pools.map(pool => [pool.poolId, pool.quota])))
  const set = (pool: Pool, channel: Channel, value: number | null) =>
    setDrafts(
      known => known && { ...known, [pool.poolId]: { ...(known[pool.poolId] ?? pool.quota), [channel]: value } },
    )
  const save = async () => {
    const changed = data.pools.filter(pool =>
      channels.some(channel => drafts?.[pool.poolId]?.[channel] !== pool.quota[channel]),
    )
    const done = await change.run({
      sessionId: data.session.sessionId,
      pools: changed.map(pool => ({ poolId: pool.poolId, quota: quotaOf(drafts?.[pool.poolId] ?? pool.quota) })),
      reason,
    })
    if (!done) return
    setDrafts(null)
    setReason('')
    onChanged()
  }
  const draftOf = (pool: Pool): Draft => drafts?.[pool.poolId] ?? pool.quota
  const isWrong = data.pools.some(
    pool =>
      isOver(pool, draftOf(pool)) || channels.some(channel => wrongIn(draftOf(pool)[channel], pool.taken[channel])),
  )
  return (
    <div>
      <h3 className="book-heading">{t('booking.console.shares')}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: many buckets scroll sideways, and the keyboard must be able to */}
      <section className="book-scroll" aria-label={t('booking.console.shares')} tabIndex={0}>
        <table className="book-strip">
          <thead>
            <tr>
              <th scope="col">{t('booking.console.channel')}</th>
              {data.pools.map(pool => (
                <th key={pool.poolId} scope="col">
                  {pool.startTime}–{pool.endTime}
                  {pool.status === 'stopped' ? <div>{t('booking.state.stopped')}</div> : null}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(channel => (
              <tr key={channel}>
                <th scope="row">{channelWord(channel)}</th>
                {data.pools.map(pool => (
                  <td key={pool.poolId}>
                    {drafts === null ? (
                      <Cell quota={pool.quota[channel]} taken={pool.taken[channel]} />
                    ) : (
                      <Share
                        label={`${channelWord(channel)} ${pool.startTime}`}
                        value={draftOf(pool)[channel]}
                        taken={pool.taken[channel]}
                        capacity={pool.capacity}
                        over={isOver(pool, draftOf(pool))}
                        onChange={value => set(pool, channel, value)}
                      />
                    )}
                  </td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">{t('booking.console.seats')}</th>
              {data.pools.map(pool => (
                <td key={pool.poolId}>
                  {t('booking.console.taken_of', {
                    taken: total(draftOf(pool)),
                    quota: pool.capacity,
                  })}
                  {isOver(pool, draftOf(pool)) ? (
                    <div className="book-wrong" role="alert">
                      {t('booking.console.over', { count: total(draftOf(pool)) - pool.capacity })}
                    </div>
                  ) : null}
                  {pool.held > 0 ? (
                    <div className="ds-quiet">{t('booking.console.held', { count: pool.held })}</div>
                  ) : null}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </section>
      <ProblemAlert problem={change.problem} />
      {mayChange && drafts === null ? <Button onClick={begin}>{t('booking.console.change_shares')}</Button> : null}
      {drafts !== null ? (
        <ReasonLine
          reason={reason}
          onReason={setReason}
          submit={t('booking.console.save_shares')}
          pending={change.pending}
          blocked={isWrong}
          onSave={() => void save()}
          onLeave={() => setDrafts(null)}
        />
      ) : null}
    </div>
  )
}
