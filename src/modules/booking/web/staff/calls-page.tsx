import { Segmented } from 'antd'
import { formatDate, formatDateTime, formatMoment } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useLive } from '#src/platform/web/live.ts'
import { usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useSession } from '#src/platform/web/session.tsx'
import { serverNow } from '#src/platform/web/zone.ts'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader, Skeleton, SplitView } from '#src/ui/layout.tsx'
import { listKeys } from '#src/ui/list-keys.ts'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { PersonName } from '#src/ui/text.tsx'
import { type Contact, callList, refundList } from '../../contract-contacts.ts'
import { sessionWord } from '../words.ts'
import '../booking.css'
import { CallPanel } from './call-panel.tsx'
import { RefundTable } from './refund-table.tsx'

const views = ['now', 'later', 'done', 'refunds'] as const
type View = (typeof views)[number]
const viewOf = (text: string | undefined): View => views.find(view => view === text) ?? 'now'

/** What is known of the person now: nobody told, waiting for an answer, or the answer. */
const ContactState = ({ contact }: { readonly contact: Contact }) => {
  if (contact.answer !== null)
    return (
      <StatusBadge tone={contact.answer === 'wants_other' ? 'warn' : 'good'}>
        {t(`booking.calls.answer.${contact.answer}`)}
      </StatusBadge>
    )
  if (contact.attempts > 0 && contact.callFrom > serverNow().toISOString())
    return (
      <StatusBadge tone="info">{t('booking.calls.again_at', { moment: formatMoment(contact.callFrom) })}</StatusBadge>
    )
  if (contact.toldAt === null) return <StatusBadge tone="warn">{t('booking.calls.no_message')}</StatusBadge>
  return <StatusBadge tone="info">{t('booking.calls.no_answer')}</StatusBadge>
}

type ListProps = {
  readonly contacts: readonly Contact[]
  readonly chosen: string | undefined
  readonly onChoose: (id: string | undefined) => void
}
const ContactList = ({ contacts, chosen, onChoose }: ListProps) => (
  <ul className="book-list" onKeyDown={listKeys({ onClose: () => onChoose(undefined) })}>
    {contacts.map(contact => (
      <li key={contact.contactId}>
        <button
          type="button"
          data-row
          className="book-row"
          aria-current={contact.appointment.appointmentId === chosen}
          onClick={() => onChoose(contact.appointment.appointmentId)}
        >
          <PersonName name={contact.appointment.residentName} />
          <span>{t(`booking.calls.cause.${contact.cause}`)}</span>
          <span className="ds-figure">
            {formatDate(contact.appointment.localDate, 'short')} {contact.appointment.startTime}
          </span>
          <span className="ds-quiet">{sessionWord(contact.appointment)}</span>
          <ContactState contact={contact} />
          {contact.attempts > 0 ? (
            <span className="ds-quiet">
              {t('booking.calls.tried', {
                count: contact.attempts,
                at: contact.lastAttemptAt ? formatDateTime(contact.lastAttemptAt) : '',
              })}
            </span>
          ) : null}
        </button>
      </li>
    ))}
  </ul>
)

/** 停诊善后: whom to ring about a stopped or changed session, and which fee to give back. */
export const CallsPage = () => {
  const [params, setParams] = usePageParams()
  const { institution } = useSession()
  const calls = useQueryEndpoint(callList, {}, { keepPrevious: true })
  const refunds = useQueryEndpoint(refundList, {}, { keepPrevious: true })
  const again = () => void Promise.all([calls.refetch(), refunds.refetch()])
  useLive(institution ? [`calls:${institution.institutionId}`] : [], again)
  const all = [...(calls.data?.now ?? []), ...(calls.data?.later ?? []), ...(calls.data?.done ?? [])]
  const chosen = all.find(one => one.appointment.appointmentId === params.appointment)
  // A loop leads to one person: the list in which that person stands is shown.
  const ofChosen = views.find(view => view !== 'refunds' && calls.data?.[view].some(one => one === chosen))
  const view = params.view === undefined ? (ofChosen ?? 'now') : viewOf(params.view)
  const counts: Record<View, number | undefined> = {
    now: calls.data?.now.length,
    later: calls.data?.later.length,
    done: calls.data?.done.length,
    refunds: refunds.data?.due.length,
  }
  const contacts = view === 'refunds' ? [] : (calls.data?.[view] ?? [])

  return (
    <>
      <PageHeader title={t('booking.nav.calls')} purpose={t('booking.calls.purpose')}>
        <Segmented<View>
          value={view}
          onChange={next => setParams({ view: next, appointment: undefined })}
          options={views.map(value => ({
            value,
            label: t(`booking.calls.view.${value}`, { count: counts[value] ?? 0 }),
          }))}
        />
      </PageHeader>
      <div className="ds-page-body">
        <ProblemAlert problem={calls.error ?? refunds.error} onRetry={again} />
        {calls.isPending ? <Skeleton label={t('booking.loading')} /> : null}
        {view === 'refunds' ? (
          refunds.data ? (
            <RefundTable refunds={refunds.data} />
          ) : null
        ) : (
          <SplitView
            detailLabel={t('booking.calls.person')}
            detailWidth={520}
            list={
              calls.data && contacts.length === 0 ? (
                <EmptyState icon="inbox" title={t(`booking.calls.none.${view}`)}>
                  {t('booking.calls.none_why')}
                </EmptyState>
              ) : (
                <ContactList
                  contacts={contacts}
                  chosen={chosen?.appointment.appointmentId}
                  onChoose={appointment => setParams({ appointment, view }, { push: true })}
                />
              )
            }
            detail={chosen ? <CallPanel key={chosen.contactId} contact={chosen} /> : null}
          />
        )}
      </div>
    </>
  )
}
