import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useSession } from '#src/platform/web/session.tsx'
import { listKeys } from '#src/ui/list-keys.ts'
import { Notice } from '#src/ui/notice.tsx'
import { PersonName } from '#src/ui/text.tsx'
import { demoCards, identifyByCard, readDemoCard } from '../../contract-identify.ts'
import { askBridge } from '../card-bridge.ts'

export type CardOutcome = OutputOf<typeof identifyByCard> & { readonly proof: string }

type Props = {
  readonly onOutcome: (outcome: CardOutcome) => void
}

type DemoProps = { readonly onProof: (proof: string) => void; readonly onClose: () => void }

/** The fictional cards under the box: the first takes the focus, so that arrows and Enter are enough. */
const DemoCards = ({ onProof, onClose }: DemoProps) => {
  const cards = useQueryEndpoint(demoCards, {})
  const read = useCommand(readDemoCard, { refresh: [] })
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (cards.data) list.current?.querySelector<HTMLElement>('[data-row]')?.focus()
  }, [cards.data])
  const put = async (input: Parameters<typeof read.run>[0]) => {
    const answer = await read.run(input)
    if (answer) onProof(answer.proof)
  }
  const people = [
    ...(cards.data?.residents ?? []).map(({ residentId, name, maskedNumber }) => ({
      key: residentId,
      input: { residentId },
      name,
      note: maskedNumber?.slice(-4) ?? '',
    })),
    ...(cards.data?.samples ?? []).map(({ sample, name }) => ({
      key: sample,
      input: { sample },
      name,
      note: t('records.card.new'),
    })),
  ]
  return (
    <section className="rec-cards" aria-label={t('records.card.demo')}>
      <p className="ds-quiet">{t('records.card.demo')}</p>
      <ProblemAlert problem={read.problem ?? cards.error} />
      <ul ref={list} className="rec-list" onKeyDown={listKeys({ onClose })}>
        {people.map(({ key, input, name, note }) => (
          <li key={key}>
            <button type="button" className="rec-row" data-row disabled={read.pending} onClick={() => void put(input)}>
              <PersonName name={name} />
              <span className="ds-quiet ds-figure">{note}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** 读卡: the reader of this computer, or in the demo a fictional card. */
export const CardReader = ({ onOutcome }: Props) => {
  const { demo } = useSession()
  const [waiting, setWaiting] = useState(false)
  const [choosing, setChoosing] = useState(false)
  const [missing, setMissing] = useState<'no_bridge' | 'no_card' | null>(null)
  const identify = useCommand(identifyByCard)

  const take = async (proof: string) => {
    setChoosing(false)
    const outcome = await identify.run({ proof })
    if (outcome) onOutcome({ ...outcome, proof })
  }
  const read = async () => {
    setMissing(null)
    setWaiting(true)
    const answer = await askBridge()
    setWaiting(false)
    if (answer.kind === 'proof') await take(answer.proof)
    else setMissing(answer.kind)
  }
  return (
    <>
      <Button
        className="rec-read"
        loading={waiting || identify.pending}
        aria-expanded={demo ? choosing : undefined}
        onClick={() => {
          if (demo) setChoosing(!choosing)
          else void read()
        }}
      >
        {t(waiting ? 'records.card.waiting' : 'records.card.read')}
      </Button>
      {choosing ? <DemoCards onProof={proof => void take(proof)} onClose={() => setChoosing(false)} /> : null}
      {missing ? (
        <Notice tone="warn" role="alert">
          {t(`records.card.${missing}`)}
        </Notice>
      ) : null}
      <ProblemAlert problem={identify.problem} />
    </>
  )
}
