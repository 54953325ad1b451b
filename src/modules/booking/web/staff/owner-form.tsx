import { App, Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { addDays, instantAt } from '#src/platform/kernel/dates.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { currentTimeZone } from '#src/platform/web/zone.ts'
import { FormField } from '#src/ui/form-field.tsx'
import { declareSource, type SlotSource, type SourceKind, sourceKinds } from '../../contract-owners.ts'
import { MomentPicker } from './moment-picker.tsx'

/** What hospitals usually ask: the list of names the afternoon before. */
export const usualCutOff = { days: 1, time: '16:00' } as const
export const cutOffFor = (
  localDate: string,
  { days, time }: { readonly days: number; readonly time: string },
): string => instantAt(addDays(localDate, -days), time, currentTimeZone()).toISOString()

type Props = {
  readonly sessionId: string
  readonly localDate: string
  readonly source: SlotSource
  readonly onDone: () => void
}

/** 号源归属: ours, a block until a cut-off, or live; said before anybody has booked. */
export const OwnerForm = ({ sessionId, localDate, source, onDone }: Props) => {
  const { message } = App.useApp()
  const declare = useCommand(declareSource)
  const [kind, setKind] = useState<SourceKind>(source.kind)
  const [cutOffAt, setCutOffAt] = useState<string | null>(source.cutOffAt ?? cutOffFor(localDate, usualCutOff))
  const [externalRef, setExternalRef] = useState(source.externalRef ?? '')
  const save = async () => {
    const ref = externalRef.trim()
    const done = await declare.run({
      sessionId,
      kind,
      ...(kind === 'block' && cutOffAt !== null ? { cutOffAt } : {}),
      ...(kind !== 'ours' && ref !== '' ? { externalRef: ref } : {}),
    })
    if (done === null) return
    void message.success(t(`booking.owner.now.${kind}`))
    onDone()
  }
  return (
    <div className="book-box">
      <Radio.Group
        className="book-reasons"
        aria-label={t('booking.owner.title')}
        value={kind}
        onChange={event => setKind(event.target.value as SourceKind)}
        options={sourceKinds.map(value => ({ value, label: t(`booking.owner.choose.${value}`) }))}
      />
      {kind === 'block' ? (
        <FormField
          label={t('booking.owner.cut_off')}
          hint={t('booking.owner.cut_off_hint')}
          error={declare.fieldProblems['/cutOffAt']}
        >
          {field => (
            <MomentPicker id={field.id} invalid={field['aria-invalid']} value={cutOffAt} onChange={setCutOffAt} />
          )}
        </FormField>
      ) : null}
      {kind === 'ours' ? null : (
        <FormField label={t('booking.owner.ref')} hint={t('booking.owner.ref_hint')}>
          {field => (
            <Input
              {...field}
              maxLength={60}
              style={{ maxWidth: 320 }}
              value={externalRef}
              onChange={event => setExternalRef(event.target.value)}
            />
          )}
        </FormField>
      )}
      <ProblemAlert problem={declare.problem} />
      <p className="book-line">
        <Button type="primary" loading={declare.pending} onClick={() => void save()}>
          {t(`booking.owner.save.${kind}`)}
        </Button>
        <Button onClick={onDone}>{t('booking.console.leave')}</Button>
      </p>
    </div>
  )
}
