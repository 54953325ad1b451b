import { App, Button, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { addDays } from '#src/platform/kernel/dates.ts'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { EntryForm } from '#src/platform/web/entry-form.tsx'
import { t } from '#src/platform/web/i18n.ts'
import { FormField } from '#src/ui/form-field.tsx'
import { contract } from '../../contract.ts'
import type { CancelReason, SessionChip } from '../../contract-shapes.ts'
import { useDeploymentSlots } from '../slots.tsx'
import { dayWords, headOf, partWord } from '../words.ts'
import { DayField } from './day-fields.tsx'
import { ReasonFields } from './reason-fields.tsx'
import type { BoardPlaces } from './session-fields.tsx'
import { Refused } from './session-form.tsx'
import { SubstituteForm } from './substitute-form.tsx'

type Way = 'substitute' | 'other' | 'stop'
const ways: readonly Way[] = ['substitute', 'other', 'stop']
type Names = Readonly<Record<string, string>>
type Props = {
  readonly session: SessionChip
  readonly places: BoardPlaces
  readonly names: Names
  readonly onDone: () => void
}

type Other = { readonly localDate: string; readonly partOfDay: string; readonly institutionId: string }

const OtherFields = ({
  other,
  set,
  places,
}: {
  readonly other: Other
  readonly set: (patch: Partial<Other>) => void
  readonly places: BoardPlaces
}) => (
  <>
    <div className="dep-pair">
      <FormField label={t('deployment.form.date')}>
        {field => <DayField {...field} value={other.localDate} onChange={localDate => set({ localDate })} />}
      </FormField>
      <FormField label={t('deployment.form.part')}>
        {field => (
          <Select
            {...field}
            className="dep-wide"
            value={other.partOfDay}
            onChange={partOfDay => set({ partOfDay })}
            options={places.parts.map(one => ({ value: one.key, label: partWord(places.parts, one.key) }))}
          />
        )}
      </FormField>
    </div>
    <FormField label={t('deployment.form.site')} hint={t('deployment.instead.hint')}>
      {field => (
        <Select
          {...field}
          className="dep-wide"
          showSearch={{ optionFilterProp: 'label' }}
          value={other.institutionId}
          onChange={institutionId => set({ institutionId })}
          options={places.sites.map(site => ({ value: site.institutionId, label: site.name }))}
        />
      )}
    </FormField>
  </>
)

const CancelForm = ({ session, places, names, onDone, moved }: Props & { readonly moved: boolean }) => {
  const { CancelExtra } = useDeploymentSlots()
  const { message } = App.useApp()
  const [asking, setAsking] = useState(false)
  const command = useCommand(contract.cancelSession)
  const [why, setWhy] = useState<{ reason: CancelReason; note: string }>({ reason: 'illness', note: '' })
  const [other, setOther] = useState<Other>({
    localDate: addDays(session.localDate, 7),
    partOfDay: session.partOfDay,
    institutionId: session.institutionId,
  })
  const send = async (): Promise<void> => {
    setAsking(false)
    const input: InputOf<typeof contract.cancelSession> = {
      sessionId: session.sessionId,
      version: session.version,
      reason: why.reason,
      ...(why.note.trim() === '' ? {} : { note: why.note.trim() }),
      ...(moved ? { instead: other } : {}),
    }
    if ((await command.run(input)) === null) return
    void message.success(t(moved ? 'deployment.instead.done' : 'deployment.cancel.done'))
    onDone()
  }
  return (
    <EntryForm className="dep-form" save={() => setAsking(true)}>
      {/* Once more, with the figures: whoever was told can't be untold. */}
      <Modal
        open={asking}
        title={t(moved ? 'deployment.instead.sure' : 'deployment.cancel.sure', { who: headOf(session) })}
        okText={t(moved ? 'deployment.instead.submit' : 'deployment.cancel.submit')}
        cancelText={t('deployment.act.keep')}
        onOk={() => void send()}
        onCancel={() => setAsking(false)}
      >
        <p>
          {[dayWords(session.localDate, partWord(places.parts, session.partOfDay)), names[session.institutionId]]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {CancelExtra ? <CancelExtra sessionId={session.sessionId} /> : null}
        <p>
          <b>{t('deployment.cancel.no_way_back')}</b>
        </p>
      </Modal>
      {CancelExtra ? <CancelExtra sessionId={session.sessionId} /> : null}
      {moved ? <OtherFields other={other} set={patch => setOther({ ...other, ...patch })} places={places} /> : null}
      <ReasonFields {...why} set={patch => setWhy({ ...why, ...patch })} />
      <Refused problem={command.problem} names={names} />
      <Button type="primary" htmlType="submit" loading={command.pending}>
        {t(moved ? 'deployment.instead.submit' : 'deployment.cancel.submit')}
      </Button>
    </EntryForm>
  )
}

/** 停诊: a substitute first, then another date or site, then the stop itself. */
export const StopForm = (props: Props) => {
  const [way, setWay] = useState<Way>(props.session.staff.length > 0 ? 'substitute' : 'other')
  return (
    <>
      <Radio.Group
        aria-label={t('deployment.stop.way')}
        optionType="button"
        value={way}
        onChange={event => setWay(event.target.value as Way)}
        options={ways
          .filter(one => one !== 'substitute' || props.session.staff.length > 0)
          .map(value => ({ value, label: t(`deployment.stop.${value}`) }))}
      />
      {way === 'substitute' ? (
        <SubstituteForm session={props.session} names={props.names} onDone={props.onDone} />
      ) : (
        <CancelForm key={way} {...props} moved={way === 'other'} />
      )}
    </>
  )
}
