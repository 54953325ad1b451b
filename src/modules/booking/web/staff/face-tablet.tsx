import { FrownOutlined, MehOutlined, SmileOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { formatTime } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useLive } from '#src/platform/web/live.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useSession } from '#src/platform/web/session.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader, Skeleton } from '#src/ui/layout.tsx'
import { type Face, faces, facesAtDesk, giveFaceAtDesk } from '../../contract-faces.ts'
import '../booking.css'
import '../faces.css'

type Waiting = OutputOf<typeof facesAtDesk>['visits'][number]

const icons: Readonly<Record<Face, ReactNode>> = {
  good: <SmileOutlined />,
  fair: <MehOutlined />,
  bad: <FrownOutlined />,
}

/** A ticket's code or its number; a scanner types the code and ends with Enter. */
const Scan = ({ visits, onFound }: { visits: readonly Waiting[]; onFound: (visitId: string) => void }) => {
  const [typed, setTyped] = useState('')
  const [trouble, setTrouble] = useState<'unknown' | 'several' | null>(null)
  const find = () => {
    const wanted = typed.trim()
    if (wanted === '') return
    const found = visits.filter(visit => visit.visitId === wanted || String(visit.ticketNo) === wanted)
    if (found.length === 1 && found[0]) return onFound(found[0].visitId)
    setTrouble(found.length === 0 ? 'unknown' : 'several')
  }
  return (
    <>
      <Input.Search
        size="large"
        autoFocus
        value={typed}
        aria-label={t('booking.tablet.scan')}
        placeholder={t('booking.tablet.scan')}
        enterButton={t('booking.tablet.find')}
        onChange={event => {
          setTyped(event.target.value)
          setTrouble(null)
        }}
        onSearch={find}
      />
      {trouble === null ? null : <p role="alert">{t(`booking.tablet.${trouble}`)}</p>}
    </>
  )
}

/** The second tap of a double tap, and a hand that rests, must not answer for somebody. */
const restMillis = 1000
/** How long the thanks stay when nobody goes on. */
const thanksMillis = 6000

const usePassed = (millis: number): boolean => {
  const [passed, setPassed] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), millis)
    return () => clearTimeout(timer)
  }, [millis])
  return passed
}

/** The focus goes to the words, never to a face. */
const useHeadingFocus = () => {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return heading
}

/** Said large, in place of the list: the next person's row must not lie where the face was. */
const Thanks = ({ onNext }: { readonly onNext: () => void }) => {
  const heading = useHeadingFocus()
  const isReady = usePassed(restMillis)
  const isOver = usePassed(thanksMillis)
  const latest = useRef(onNext)
  latest.current = onNext
  useEffect(() => {
    if (isOver) latest.current()
  }, [isOver])
  return (
    <section className="book-thanks">
      <SmileOutlined aria-hidden />
      <h2 ref={heading} tabIndex={-1} className="book-tablet-ask">
        {t('booking.tablet.thanks')}
      </h2>
      <Button size="large" disabled={!isReady} onClick={onNext}>
        {t('booking.tablet.next')}
      </Button>
    </section>
  )
}

/** Three big faces; good and so-so are sent at once, the sad one asks for words first. */
const Ask = ({ visit, onDone }: { readonly visit: Waiting; readonly onDone: (given: boolean) => void }) => {
  const [isBad, setBad] = useState(false)
  const [words, setWords] = useState('')
  const [contactMe, setContact] = useState(false)
  const send = useCommand(giveFaceAtDesk)
  const isReady = usePassed(restMillis)
  const heading = useHeadingFocus()
  const said = words.trim()
  const run = async (face: Face) => {
    const more = face === 'bad' ? { ...(said === '' ? {} : { words: said }), ...(contactMe ? { contactMe } : {}) } : {}
    if (await send.run({ visitId: visit.visitId, face, ...more })) onDone(true)
  }
  return (
    <section>
      <h2 ref={heading} tabIndex={-1} className="book-tablet-ask">
        {t('booking.tablet.number', { number: visit.ticketNo })} {t('booking.tablet.ask', { name: visit.maskedName })}
      </h2>
      <p className="ds-quiet">{t('booking.tablet.private')}</p>
      <div className="book-faces">
        {faces.map(face => (
          <button
            key={face}
            type="button"
            className="book-face"
            aria-pressed={face === 'bad' ? isBad : undefined}
            disabled={send.pending || !isReady}
            onClick={() => (face === 'bad' ? setBad(true) : void run(face))}
          >
            {icons[face]}
            {t(`booking.face.${face}`)}
          </button>
        ))}
      </div>
      {isBad ? (
        <>
          <Input.TextArea
            autoFocus
            rows={3}
            maxLength={300}
            value={words}
            aria-label={t('booking.tablet.words')}
            placeholder={t('booking.tablet.words')}
            onChange={event => setWords(event.target.value)}
          />
          <p className="book-line">
            <Checkbox checked={contactMe} onChange={event => setContact(event.target.checked)}>
              {t('booking.tablet.contact')}
            </Checkbox>
          </p>
          <p className="book-line">
            <Button
              size="large"
              type="primary"
              disabled={send.pending || (contactMe && said === '')}
              onClick={() => void run('bad')}
            >
              {t('booking.tablet.send')}
            </Button>
          </p>
        </>
      ) : null}
      <ProblemAlert problem={send.problem} />
      <Button type="link" onClick={() => onDone(false)}>
        {t('booking.tablet.back')}
      </Button>
    </section>
  )
}

/** 评价台: people who were seen today tap a face themselves, by scanning or choosing their ticket. */
export const FaceTablet = () => {
  const { institution } = useSession()
  const [chosen, setChosen] = useState<Waiting | null>(null)
  const [thanking, setThanking] = useState(false)
  const answer = useQueryEndpoint(facesAtDesk, {}, { keepPrevious: true, refetchSeconds: 30 })
  useLive(institution ? [`screen:${institution.institutionId}`] : [], () => void answer.refetch())
  const visits = answer.data?.visits ?? []
  const done = (given: boolean) => {
    setChosen(null)
    setThanking(given)
    void answer.refetch()
  }
  const isListed = chosen === null && !thanking
  const choose = (visitId: string) => setChosen(visits.find(visit => visit.visitId === visitId) ?? null)
  return (
    <>
      <PageHeader title={t('booking.nav.tablet')} purpose={t('booking.tablet.purpose')} />
      <div className="ds-page-body book-tablet">
        <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
        {answer.isPending ? <Skeleton label={t('booking.loading')} /> : null}
        {chosen ? <Ask key={chosen.visitId} visit={chosen} onDone={done} /> : null}
        {thanking ? <Thanks onNext={() => setThanking(false)} /> : null}
        {isListed && answer.data ? <Scan visits={visits} onFound={choose} /> : null}
        {isListed && answer.data && visits.length === 0 ? (
          <EmptyState icon="inbox" title={t('booking.tablet.none')}>
            {t('booking.tablet.none_why')}
          </EmptyState>
        ) : null}
        {isListed ? (
          <ul className="book-list">
            {visits.map(visit => (
              <li key={visit.visitId}>
                <button type="button" className="book-row" onClick={() => choose(visit.visitId)}>
                  <b>{t('booking.tablet.number', { number: visit.ticketNo })}</b>
                  <span>{visit.maskedName}</span>
                  <span>{visit.title}</span>
                  <span className="ds-quiet">{formatTime(visit.seenAt)}</span>
                </button>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </>
  )
}
