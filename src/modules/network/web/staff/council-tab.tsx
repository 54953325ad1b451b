import { Button, Select } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Go, linkTo, usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { Skeleton } from '#src/ui/layout.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { listConsortia } from '../../contract.ts'
import { adoptCharter, council, endSeat, giveSeat } from '../../contract-council.ts'
import { listMeetings } from '../../contract-meetings.ts'
import { councilPosts } from '../../contract-tie-codes.ts'
import { optionsOf, word } from '../words.ts'
import { Section } from './panel.tsx'
import { RecordForm } from './record-form.tsx'

type Council = OutputOf<typeof council>
type FormProps = { readonly consortiumId: string; readonly onDone: () => void }

const CharterForm = ({ consortiumId, onDone }: FormProps) => {
  const meetings = useQueryEndpoint(listMeetings, {}, { staleSeconds: 60 }).data?.items ?? []
  return (
    <RecordForm
      name={`network.charter.new.${consortiumId}`}
      title={t('network.charter.new')}
      endpoint={adoptCharter}
      initial={{ adoptedOn: today() }}
      fields={[
        { key: 'title', control: 'text', label: t('network.field.name'), required: true, maxLength: 80 },
        { key: 'adoptedOn', control: 'date', label: t('network.charter.adopted_on'), required: true },
        {
          key: 'meetingId',
          control: 'select',
          label: t('network.charter.by_meeting'),
          options: meetings.map(meeting => ({ value: meeting.meetingId, label: `${meeting.on} ${meeting.title}` })),
        },
        { key: 'text', control: 'area', label: t('network.charter.text'), maxLength: 20_000 },
        {
          key: 'fileReference',
          control: 'text',
          label: t('network.charter.file'),
          maxLength: 200,
          hint: t('network.charter.file_hint'),
        },
      ]}
      toInput={values => ({
        consortiumId,
        title: values.title as string,
        adoptedOn: values.adoptedOn as string,
        meetingId: (values.meetingId as string | null) ?? null,
        text: (values.text as string | null) ?? null,
        fileReference: (values.fileReference as string | null) ?? null,
      })}
      submit={t('network.charter.adopt')}
      onDone={onDone}
      onCancel={onDone}
    />
  )
}

const SeatForm = ({ consortiumId, onDone }: FormProps) => (
  <RecordForm
    name={`network.seat.new.${consortiumId}`}
    title={t('network.council.give')}
    endpoint={giveSeat}
    initial={{ post: 'member', validFrom: today() }}
    fields={values => [
      { key: 'staffId', control: 'staff', label: t('network.council.person'), hint: t('network.council.person_hint') },
      ...(values.staffId
        ? []
        : [
            { key: 'name', control: 'text', label: t('network.council.outside_name'), maxLength: 30 } as const,
            {
              key: 'organisation',
              control: 'text',
              label: t('network.council.organisation'),
              maxLength: 60,
              beside: true,
            } as const,
          ]),
      {
        key: 'post',
        control: 'select',
        label: t('network.council.post'),
        required: true,
        options: optionsOf('council_post', councilPosts),
      },
      { key: 'validFrom', control: 'date', label: t('network.field.from'), required: true },
      { key: 'validUntil', control: 'date', label: t('network.field.until'), beside: true },
    ]}
    toInput={values => ({
      consortiumId,
      staffId: (values.staffId as string | null) ?? null,
      name: (values.name as string | null) ?? null,
      organisation: (values.organisation as string | null) ?? null,
      post: values.post as 'member',
      validFrom: values.validFrom as string,
      validUntil: (values.validUntil as string | null) ?? null,
    })}
    submit={t('network.council.give')}
    onDone={onDone}
    onCancel={onDone}
  />
)

const EndSeatForm = ({ seatId, onDone }: { readonly seatId: string; readonly onDone: () => void }) => (
  <RecordForm
    name={`network.seat.end.${seatId}`}
    title={t('network.council.end')}
    endpoint={endSeat}
    initial={{ validUntil: today() }}
    fields={[
      { key: 'validUntil', control: 'date', label: t('network.field.last_day'), required: true },
      { key: 'reason', control: 'text', label: t('network.field.reason'), required: true, maxLength: 200 },
    ]}
    toInput={values => ({ seatId, validUntil: values.validUntil as string, reason: values.reason as string })}
    submit={t('network.council.end')}
    onDone={onDone}
    onCancel={onDone}
  />
)

const Seats = ({ answer, consortiumId }: { readonly answer: Council; readonly consortiumId: string }) => {
  const [open, setOpen] = useState<string | null>(null)
  const done = (): void => setOpen(null)
  return (
    <Section
      title={t('network.council.title')}
      count={answer.seatCount}
      action={
        answer.mayManage && open === null ? (
          <Button size="small" onClick={() => setOpen('new')}>
            {t('network.council.give')}
          </Button>
        ) : null
      }
    >
      <p className="ds-quiet">
        {answer.seatCount === 0
          ? t('network.council.none')
          : t('network.council.share', { base: answer.grassRootsCount, count: answer.seatCount })}
      </p>
      {open === 'new' ? <SeatForm consortiumId={consortiumId} onDone={done} /> : null}
      <ul className="net-lines">
        {answer.seats.map(seat => (
          <li key={seat.seatId}>
            <span>
              <b>{seat.name}</b> <span className="ds-quiet">{seat.organisation}</span>{' '}
              <StatusBadge tone={seat.bench === 'grass_roots' ? 'primary' : 'neutral'}>
                {word('council_bench', seat.bench)}
              </StatusBadge>
            </span>
            <span>
              {word('council_post', seat.post)}{' '}
              <span className="ds-quiet ds-figure">
                {seat.validFrom} – {seat.validUntil ?? t('network.open_end')}
              </span>
              {answer.mayManage && seat.current && open === null ? (
                <Button
                  size="small"
                  type="link"
                  aria-label={`${t('network.council.end')} ${seat.name}`}
                  onClick={() => setOpen(seat.seatId)}
                >
                  {t('network.council.end')}
                </Button>
              ) : null}
            </span>
            {open === seat.seatId ? <EndSeatForm seatId={seat.seatId} onDone={done} /> : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}

const Charters = ({ answer, consortiumId }: { readonly answer: Council; readonly consortiumId: string }) => {
  const [open, setOpen] = useState<string | null>(null)
  return (
    <Section
      title={t('network.charter.title')}
      count={answer.charters.length}
      empty={open ? '' : t('network.charter.none')}
      action={
        answer.mayManage && open !== 'new' ? (
          <Button size="small" onClick={() => setOpen('new')}>
            {t('network.charter.new')}
          </Button>
        ) : null
      }
    >
      {open === 'new' ? <CharterForm consortiumId={consortiumId} onDone={() => setOpen(null)} /> : null}
      <ul className="net-lines">
        {answer.charters.map(charter => (
          <li key={charter.charterId}>
            <div className="net-activity">
              <b>{charter.title}</b> {t('network.charter.version', { version: charter.version })}{' '}
              {charter.inForce ? <StatusBadge tone="good">{t('network.charter.in_force')}</StatusBadge> : null}
              <div className="ds-quiet">
                {t('network.charter.adopted', { date: charter.adoptedOn })}{' '}
                {charter.meetingId ? (
                  <Go to={linkTo('/meetings', { meeting: charter.meetingId })}>{charter.meetingTitle}</Go>
                ) : null}
              </div>
              {charter.fileReference ? <div className="ds-quiet">{charter.fileReference}</div> : null}
              {open === charter.charterId && charter.text ? <p className="net-bio">{charter.text}</p> : null}
            </div>
            {charter.text ? (
              <Button
                size="small"
                type="link"
                aria-expanded={open === charter.charterId}
                onClick={() => setOpen(open === charter.charterId ? null : charter.charterId)}
              >
                {t(open === charter.charterId ? 'network.charter.hide' : 'network.charter.read')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** 章程与理事会 of one consortium. */
export const CouncilTab = () => {
  const [params, setParams] = usePageParams()
  const consortia = useQueryEndpoint(listConsortia, {}, { staleSeconds: 60 })
  const items = consortia.data?.items ?? []
  const chosen = items.find(item => item.consortiumId === params.consortium) ?? items[0]
  const answer = useQueryEndpoint(
    council,
    { consortiumId: chosen?.consortiumId ?? '' },
    { enabled: chosen !== undefined },
  )
  if (consortia.data && items.length === 0)
    return <EmptyState title={t('network.empty.consortia')}>{t('network.empty.consortia_how')}</EmptyState>
  return (
    <>
      <div className="net-acts">
        <Select
          className="filter-search"
          aria-label={t('network.field.consortium')}
          value={chosen?.consortiumId ?? null}
          onChange={consortium => setParams({ consortium: consortium ?? undefined })}
          options={items.map(item => ({ value: item.consortiumId, label: item.name }))}
        />
      </div>
      <ProblemAlert problem={consortia.error ?? answer.error} onRetry={() => void answer.refetch()} />
      {answer.data && chosen ? (
        <div className="net-council" key={chosen.consortiumId}>
          <Seats answer={answer.data} consortiumId={chosen.consortiumId} />
          <Charters answer={answer.data} consortiumId={chosen.consortiumId} />
        </div>
      ) : (
        <Skeleton label={t('platform.shell.loading')} lines={6} />
      )}
    </>
  )
}
