import { Button, Input } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { linkTo, useGo } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { listKeys } from '#src/ui/list-keys.ts'
import { Notice } from '#src/ui/notice.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { PersonName } from '#src/ui/text.tsx'
import { findResident } from '../../contract.ts'
import { identifyByQr } from '../../contract-identify.ts'
import { checkIdentity, normaliseIdentityNumber } from '../../domain/identity.ts'
import { joinNumbers } from '../../domain/spaced-numbers.ts'
import { type CardForForm, keepCard, keepTyped } from '../card-memory.ts'
import { sexAndAge, sexWord } from '../words.ts'
import '../records.css'
import { type CardOutcome, CardReader } from './card-reader.tsx'

export type FoundPerson = OutputOf<typeof findResident>['rows'][number]

type Props = {
  readonly autoFocus?: boolean | undefined
  /** The page that goes on with whoever is registered from here, by its path. */
  readonly registerBack?: '/desk' | undefined
  /** Called when somebody was chosen, after `onPick` or after going to the person's page. */
  readonly onDone?: (() => void) | undefined
  /** Takes the person instead of going to the person's page. `related` false: the institution must identify first. */
  readonly onPick?:
    | ((person: { readonly residentId: string; readonly name: string; readonly related: boolean }) => void)
    | undefined
  /** The card of a child nobody knows: the caller opens its registration form; by default the page of people does. */
  readonly onGuardianNeeded?: ((outcome: CardForForm) => void) | undefined
}

const qrPrefix = 'DSQ1_'
/** Scanners type fast; people pause. */
const pauseMillis = 250

const useSettled = (text: string): string => {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMillis)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

const Row = ({ person, onPick }: { readonly person: FoundPerson; readonly onPick: () => void }) => (
  <li>
    <button type="button" className="rec-row rec-hit" data-row onClick={onPick}>
      <PersonName
        name={person.name}
        note={
          person.birthDate
            ? sexAndAge(person.sex, person.birthDate)
            : t('records.find.born', { sex: sexWord(person.sex), year: person.birthYear })
        }
      />
      <span className="ds-quiet ds-figure">
        {person.maskedNumber} {person.maskedPhone}
      </span>
      {person.demo ? <StatusBadge tone="neutral">{t('records.person.demo')}</StatusBadge> : null}
      <StatusBadge tone={person.related ? 'good' : 'neutral'}>
        {t(person.related ? 'records.find.related' : 'records.find.unrelated')}
      </StatusBadge>
      <span className="rec-row-go" aria-hidden>
        ›
      </span>
    </button>
  </li>
)

/** 查人: one box for name, pinyin, initials, identity number, phone with a second word, and the scanned code; and the card. */
export const FindPerson = ({ onDone, onPick, onGuardianNeeded, autoFocus = true, registerBack }: Props) => {
  const go = useGo()
  const mayIdentify = useCan('records.resident.identify')
  const mayRegister = useCan('records.resident.register')
  const [text, setText] = useState('')
  const settled = useSettled(joinNumbers(text.trim()))
  const typedNumber = normaliseIdentityNumber(text)
  // Said before anybody is asked: a wrong digit finds no one.
  const wrongNumber = /^\d{17}[\dX]$/.test(typedNumber) ? checkIdentity('id_card', typedNumber, today()) : null
  const wrong = wrongNumber && !wrongNumber.ok ? wrongNumber.problem : null
  const isQr = settled.startsWith(qrPrefix)
  const answer = useQueryEndpoint(
    findResident,
    { text: settled },
    { enabled: settled !== '' && !isQr && wrong === null, staleSeconds: 30 },
  )
  const [entered, setEntered] = useState<string | null>(null)
  const scan = useCommand(identifyByQr)
  const rows = answer.data?.rows ?? []

  const pick = (person: { readonly residentId: string; readonly name: string; readonly related: boolean }) => {
    if (onPick) onPick(person)
    else go(linkTo('/people', { resident: person.residentId }))
    onDone?.()
  }
  const takeCard = (outcome: CardOutcome) => {
    if (outcome.outcome === 'identified') pick({ ...outcome.resident, related: true })
    else if (onGuardianNeeded) onGuardianNeeded(outcome)
    else {
      keepCard(outcome)
      go(linkTo('/people', { new: '1', back: registerBack }))
      onDone?.()
    }
  }
  const enter = async (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.repeat) return
    // The page this opens takes the focus at once; this key must not press what is there.
    event.preventDefault()
    const token = text.trim()
    if (token.startsWith(qrPrefix)) {
      const outcome = await scan.run({ token })
      setText('')
      if (outcome) pick({ ...outcome.resident, related: true })
      return
    }
    setEntered(joinNumbers(token))
  }
  // Enter may come before the answer: a single hit opens when it is there, unless the text has changed.
  const isAnswered = entered !== null && entered === settled && !answer.isFetching && answer.data !== undefined
  const only = rows.length === 1 ? rows[0] : undefined
  const latest = useRef(pick)
  latest.current = pick
  useEffect(() => {
    if (!isAnswered) return
    setEntered(null)
    if (only) latest.current(only)
  }, [isAnswered, only])

  return (
    <section aria-label={t('records.find.title')} className="rec-stack">
      <div className="rec-line">
        <Input
          style={{ flex: '1 1 320px' }}
          autoFocus={autoFocus}
          allowClear
          size="large"
          value={text}
          maxLength={80}
          aria-label={t('records.find.label')}
          placeholder={t('records.find.placeholder')}
          onChange={event => {
            setText(event.target.value)
            setEntered(null)
          }}
          onPressEnter={event => void enter(event)}
        />
        {mayIdentify ? <CardReader onOutcome={takeCard} /> : null}
      </div>
      <ProblemAlert problem={scan.problem ?? answer.error} />
      {wrong ? <Notice tone="warn">{t(wrong.replace('records.', 'records.error.'))}</Notice> : null}
      <p className="ds-quiet" role="status">
        {settled === ''
          ? t('records.find.hint')
          : answer.data?.needs
            ? t(`records.find.needs.${answer.data.needs}`)
            : ''}
        {answer.data && !answer.data.needs
          ? t(rows.length === 1 ? 'records.find.one' : 'records.find.count', { count: rows.length })
          : ''}
        {answer.data?.more ? ` ${t('records.find.more')}` : ''}
      </p>
      <ul className="rec-list" onKeyDown={listKeys({ onClose: () => onDone?.() })}>
        {rows.map(person => (
          <Row key={person.residentId} person={person} onPick={() => pick(person)} />
        ))}
      </ul>
      {answer.data && !answer.data.needs && rows.length === 0 && mayRegister ? (
        <Button
          onClick={() => {
            keepTyped(joinNumbers(text.trim()))
            go(linkTo('/people', { new: '1', back: registerBack }))
            onDone?.()
          }}
        >
          {t('records.find.register')}
        </Button>
      ) : null}
    </section>
  )
}
