import { Button, DatePicker } from 'antd'
import type dayjs from 'dayjs'
import { useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { formatDateTime } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { serverNow } from '#src/platform/web/zone.ts'
import { changeWindows } from '../../contract-desk.ts'
import { type Channel, channels, type InstantByChannel } from '../../contract-shapes.ts'
import { channelWord } from '../words.ts'
import { fromPicker, toPicker } from './moment-picker.tsx'
import { ReasonLine } from './reason-line.tsx'
import type { Console } from './slot-console.tsx'

const millis = (instant: string | null): number | null => (instant === null ? null : Date.parse(instant))

type Props = { readonly data: Console; readonly mayChange: boolean; readonly onChanged: () => void }

/** When each channel may book, from its opening to the end of the session; the dashed line is where unused seats go on. */
export const WindowLine = ({ data, mayChange, onChanged }: Props) => {
  const [isChanging, setChanging] = useState(false)
  const end = Date.parse(data.session.endsAt)
  const now = serverNow().getTime()
  const starts = channels.map(channel => millis(data.opensAt[channel])).filter(time => time !== null)
  const begin = Math.min(now, ...starts) - 6 * 3_600_000
  const place = (time: number) => `${Math.max(0, Math.min(100, ((time - begin) / (end - begin)) * 100))}%`
  return (
    <section aria-label={t('booking.console.windows')}>
      <h3 className="book-heading">{t('booking.console.windows')}</h3>
      <ul className="book-windows">
        {channels.map(channel => {
          const opens = millis(data.opensAt[channel])
          const returns = millis(data.returnsAt[channel])
          return (
            <li key={channel} className="book-window">
              <span>{channelWord(channel)}</span>
              <div>
                <div className="book-line-track" aria-hidden="true">
                  {opens === null ? null : <span className="book-line-open" style={{ left: place(opens), right: 0 }} />}
                  {returns === null ? null : <span className="book-line-return" style={{ left: place(returns) }} />}
                  <span className="book-line-now" style={{ left: place(now) }} />
                </div>
                <span className="ds-quiet">
                  {data.opensAt[channel] === null
                    ? t('booking.console.never_opens')
                    : t('booking.console.opens', { moment: formatDateTime(data.opensAt[channel] ?? '', 'short') })}
                  {data.returnsAt[channel] === null
                    ? ''
                    : ` · ${t('booking.console.returns', { moment: formatDateTime(data.returnsAt[channel] ?? '', 'short') })}`}
                </span>
              </div>
            </li>
          )
        })}
      </ul>
      {mayChange && !isChanging ? (
        <Button onClick={() => setChanging(true)}>{t('booking.console.change_windows')}</Button>
      ) : null}
      {isChanging ? (
        <WindowForm
          data={data}
          onDone={() => {
            setChanging(false)
            onChanged()
          }}
        />
      ) : null}
    </section>
  )
}

const WindowForm = ({ data, onDone }: { readonly data: Console; readonly onDone: () => void }) => {
  const change = useCommand(changeWindows)
  const [opensAt, setOpensAt] = useState<InstantByChannel>(data.opensAt)
  const [returnsAt, setReturnsAt] = useState<InstantByChannel>(data.returnsAt)
  const [reason, setReason] = useState('')
  const save = async () => {
    if (await change.run({ sessionId: data.session.sessionId, opensAt, returnsAt, reason })) onDone()
  }
  const picker = (values: InstantByChannel, set: (next: InstantByChannel) => void, channel: Channel, label: string) => (
    <DatePicker
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      aria-label={`${channelWord(channel)} ${label}`}
      placeholder={label}
      value={toPicker(values[channel])}
      onChange={value => set({ ...values, [channel]: fromPicker(value as dayjs.Dayjs | null) })}
    />
  )
  return (
    <>
      <ul className="book-windows">
        {channels.map(channel => (
          <li key={channel} className="book-window">
            <span>{channelWord(channel)}</span>
            <span className="book-line">
              {picker(opensAt, setOpensAt, channel, t('booking.console.opens_at'))}
              {picker(returnsAt, setReturnsAt, channel, t('booking.console.returns_at'))}
            </span>
          </li>
        ))}
      </ul>
      <ProblemAlert problem={change.problem} />
      <ReasonLine
        reason={reason}
        onReason={setReason}
        submit={t('booking.console.save_windows')}
        pending={change.pending}
        onSave={() => void save()}
        onLeave={onDone}
      />
    </>
  )
}
