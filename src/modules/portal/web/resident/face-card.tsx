import { useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Icon } from '#src/ui/resident/icons.tsx'
import { Tag } from '#src/ui/resident/notice.tsx'
import { type Appointment, type Face, faces, giveFace, myFaces, type VisitToJudge } from './endpoints.ts'
import { Trouble } from './page.tsx'
import { dayText } from './words.ts'
import './face-card.css'

const Faces = ({ value, onChange }: { readonly value: Face | null; readonly onChange: (face: Face) => void }) => (
  <fieldset className="r-faces" aria-label={t('portal.face.title')}>
    {faces.map(face => (
      <button key={face} type="button" className="r-door" aria-pressed={value === face} onClick={() => onChange(face)}>
        <Icon name={`face_${face}`} />
        {t(`portal.face.${face}`)}
      </button>
    ))}
  </fieldset>
)

/** BOOK-72 Nothing reaches the manager unless it was ticked, and what the manager sees is said beside the tick. */
const Words = ({
  face,
  words,
  contactMe,
  onWords,
  onContact,
}: {
  readonly face: Face
  readonly words: string
  readonly contactMe: boolean
  readonly onWords: (words: string) => void
  readonly onContact: (contactMe: boolean) => void
}) => (
  <>
    <label className="r-field">
      <span>{t(face === 'bad' ? 'portal.face.words_bad' : 'portal.face.words')}</span>
      <textarea
        className="r-input"
        rows={3}
        maxLength={300}
        value={words}
        onChange={event => onWords(event.target.value)}
      />
    </label>
    {face === 'bad' ? (
      <label className="r-face-tick">
        <input type="checkbox" checked={contactMe} onChange={event => onContact(event.target.checked)} />
        <span>
          <b>{t('portal.face.contact')}</b>
          <span className="r-quiet r-block">{t('portal.face.contact_what')}</span>
        </span>
      </label>
    ) : null}
    <p className="r-help">{t(face === 'bad' ? 'portal.face.words_private' : 'portal.face.words_own')}</p>
  </>
)

const AskFace = ({ visit, residentId }: { readonly visit: VisitToJudge; readonly residentId: string }) => {
  const [face, setFace] = useState<Face | null>(null)
  const [words, setWords] = useState('')
  const [ticked, setTicked] = useState(false)
  const send = useCommand(giveFace)
  const said = words.trim()
  const contactMe = ticked && face === 'bad'
  const lacksWords = contactMe && said === ''
  const run = async () => {
    if (face === null || lacksWords) return
    await send.run({
      residentId,
      visitId: visit.visitId,
      face,
      ...(said === '' ? {} : { words: said }),
      ...(contactMe ? { contactMe } : {}),
    })
  }
  return (
    <form
      className="r-stack-tight"
      onSubmit={event => {
        event.preventDefault()
        void run()
      }}
    >
      <Faces value={face} onChange={setFace} />
      <p className="r-help">{t('portal.face.once')}</p>
      {face === null ? null : (
        <Words face={face} words={words} contactMe={ticked} onWords={setWords} onContact={setTicked} />
      )}
      {lacksWords ? <p className="r-help">{t('portal.face.contact_words')}</p> : null}
      <Trouble problem={send.problem} />
      {face === null ? null : (
        <button type="submit" className="r-button" data-look="main" data-wide disabled={send.pending || lacksWords}>
          {t('portal.face.send')}
        </button>
      )}
    </form>
  )
}

const Given = ({ visit }: { readonly visit: VisitToJudge }) => (
  <div role="status" className="r-stack-tight">
    <p className="r-face-given">
      <Icon name={`face_${visit.face ?? 'fair'}`} />
      {t('portal.face.given', { face: t(`portal.face.${visit.face ?? 'fair'}`) })}
    </p>
    {visit.words === null ? null : <p>{visit.words}</p>}
    {visit.complaint?.status === 'open' ? <p>{t('portal.face.asked')}</p> : null}
    {visit.complaint?.status === 'answered' ? (
      <p>{t('portal.face.answered', { answer: visit.complaint.answer ?? '' })}</p>
    ) : null}
  </div>
)

const Card = ({ visit, residentId }: { readonly visit: VisitToJudge; readonly residentId: string }) => (
  <section className="r-card r-stack-tight" aria-label={t('portal.face.title')}>
    <h2 className="r-who">{t('portal.face.title')}</h2>
    <p>
      <Tag tone="info">{dayText(visit.localDate)}</Tag> {[visit.title, ...visit.experts].join(' · ')}
    </p>
    <p className="r-quiet">{visit.institutionName}</p>
    {visit.face === null ? <AskFace visit={visit} residentId={residentId} /> : <Given visit={visit} />}
  </section>
)

/** On the first page: the newest own visit that has no face yet; just answered, it stays until the page is left. */
export const FaceToGive = ({ residentId }: { readonly residentId: string }) => {
  const { data } = useQueryEndpoint(myFaces, { residentId }, { staleSeconds: 60 })
  const [asked, setAsked] = useState<string | null>(null)
  const newest = data?.visits.find(visit => visit.face === null)
  const visit = data?.visits.find(one => one.visitId === asked) ?? newest
  if (asked === null && newest) setAsked(newest.visitId)
  return visit ? <Card visit={visit} residentId={residentId} /> : null
}

/** On the page of one visit, of oneself or of whom one acts for. */
export const FaceOfVisit = ({ trip }: { readonly trip: Appointment }) => {
  const { data } = useQueryEndpoint(myFaces, { residentId: trip.residentId }, { staleSeconds: 60 })
  const visit = data?.visits.find(one => one.appointmentId === trip.appointmentId)
  return visit ? <Card visit={visit} residentId={trip.residentId} /> : null
}
