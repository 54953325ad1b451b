import { Button, Input, Popconfirm, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { formatDate, today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useCan } from '#src/platform/web/session.tsx'
import { FormField } from '#src/ui/form-field.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { PersonName } from '#src/ui/text.tsx'
import { addProxy, endProxy } from '../../contract-family.ts'
import type { ProxyProof, ProxyRelation, ProxyView } from '../../contract-parts.ts'
import { isAdult } from '../../domain/ages.ts'
import { deskProofs, lastDay, proofChoices, proofWord, relationWord } from '../words.ts'

type FormProps = { readonly residentId: string; readonly birthDate: string; readonly onDone: () => void }

const AddForm = ({ residentId, birthDate, onDone }: FormProps) => {
  const adult = isAdult(birthDate, today())
  const relations: readonly ProxyRelation[] = adult ? ['family', 'guardian'] : ['parent', 'guardian']
  const [relation, setRelation] = useState<ProxyRelation>(relations[0] as ProxyRelation)
  const [proof, setProof] = useState<ProxyProof>(deskProofs[relation][0])
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const add = useCommand(addProxy)
  const wrong = add.fieldProblems
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (await add.run({ residentId, name, relation, proof, phone })) onDone()
  }
  return (
    <form className="rec-form" onSubmit={event => void submit(event)}>
      <ProblemAlert problem={add.problem} />
      <FormField label={t('records.proxy.name')} error={wrong['/name']}>
        {field => (
          <Input {...field} autoFocus maxLength={60} value={name} onChange={event => setName(event.target.value)} />
        )}
      </FormField>
      <FormField label={t('records.proxy.phone')} hint={t('records.proxy.phone_hint')} error={wrong['/phone']}>
        {field => (
          <Input
            {...field}
            inputMode="tel"
            maxLength={20}
            value={phone}
            onChange={event => setPhone(event.target.value)}
          />
        )}
      </FormField>
      <FormField label={t('records.proxy.relation')} error={wrong['/relation']}>
        {field => (
          <Select
            {...field}
            value={relation}
            options={relations.map(value => ({ value, label: relationWord(value) }))}
            onChange={next => {
              setRelation(next)
              setProof(deskProofs[next][0])
            }}
          />
        )}
      </FormField>
      <FormField label={t('records.proxy.proof')} error={wrong['/proof']}>
        {field => <Select {...field} value={proof} options={proofChoices(relation)} onChange={setProof} />}
      </FormField>
      <div className="rec-line">
        <Button
          type="primary"
          htmlType="submit"
          loading={add.pending}
          disabled={name.trim() === '' || phone.trim() === ''}
        >
          {t('records.proxy.save')}
        </Button>
        <Button onClick={onDone}>{t('records.cancel')}</Button>
      </div>
    </form>
  )
}

const ProxyRow = ({ proxy, mayManage }: { readonly proxy: ProxyView; readonly mayManage: boolean }) => {
  const end = useCommand(endProxy)
  return (
    <li className="rec-line">
      <PersonName name={proxy.name} note={`${relationWord(proxy.relation)} ${proxy.maskedPhone ?? ''}`} />
      <span className="ds-quiet">
        {proofWord(proxy.proof)} ·{' '}
        {proxy.validUntil ? t('records.proxy.until', { time: lastDay(proxy.validUntil) }) : t('records.proxy.no_end')}
      </span>
      {proxy.needsConfirmation && proxy.reconfirmOn ? (
        <StatusBadge tone="warn">
          {t('records.proxy.reconfirm', { date: formatDate(proxy.reconfirmOn, 'bare') })}
        </StatusBadge>
      ) : null}
      {mayManage ? (
        <Popconfirm
          title={t('records.proxy.end_sure', { name: proxy.name })}
          okText={t('records.proxy.end')}
          cancelText={t('records.cancel')}
          onConfirm={() => void end.run({ residentId: proxy.residentId, proxyId: proxy.proxyId })}
        >
          <Button size="small" loading={end.pending}>
            {t('records.proxy.end')}
          </Button>
        </Popconfirm>
      ) : null}
      <ProblemAlert problem={end.problem} />
    </li>
  )
}

type Props = { readonly residentId: string; readonly birthDate: string; readonly proxies: readonly ProxyView[] }

/** Who may act for this person, on what paper, until when. */
export const ProxyList = ({ residentId, birthDate, proxies }: Props) => {
  const mayManage = useCan('records.proxy.manage')
  const [adding, setAdding] = useState(false)
  return (
    <section className="rec-section">
      <h3>{t('records.proxy.title')}</h3>
      {proxies.length === 0 ? <p className="ds-quiet">{t('records.proxy.none')}</p> : null}
      <ul className="rec-list">
        {proxies.map(proxy => (
          <ProxyRow key={proxy.proxyId} proxy={proxy} mayManage={mayManage} />
        ))}
      </ul>
      {mayManage && !adding ? <Button onClick={() => setAdding(true)}>{t('records.proxy.add')}</Button> : null}
      {adding ? <AddForm residentId={residentId} birthDate={birthDate} onDone={() => setAdding(false)} /> : null}
    </section>
  )
}
