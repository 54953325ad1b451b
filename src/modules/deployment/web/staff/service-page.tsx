import { Button, Table } from 'antd'
import { useState } from 'react'
import { StaffPicker } from '#src/modules/network/public-web.ts'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { dateOf, formatDate, today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Go, linkTo, usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan, useSession } from '#src/platform/web/session.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { Facts, PageHeader, Skeleton } from '#src/ui/layout.tsx'
import { PrintSheet } from '#src/ui/print.tsx'
import { postingContract } from '../../contract-postings.ts'
import type { ServiceFigures } from '../../contract-service-shapes.ts'
import type { SessionKind } from '../../contract-shapes.ts'
import { linkToSession } from '../links.ts'
import { dayWords, kindWord, titleWord } from '../words.ts'
import { DayField } from './day-fields.tsx'
import { useQr } from './use-qr.ts'
import './panel.css'
import './service.css'

type Service = OutputOf<typeof postingContract.serviceFigures>
type Certificate = Service['certificates'][number]

const keys: readonly (keyof ServiceFigures)[] = [
  'days',
  'sessions',
  'patients',
  'rounds',
  'taught',
  'attended',
  'operations',
  'postingDays',
]
const figureItems = (figures: ServiceFigures) =>
  keys.map(key => ({
    name: t(`deployment.service.figure.${key}`),
    value: `${figures[key]} ${t(`deployment.service.unit.${key}`)}`,
  }))

/** Where whoever holds the paper checks it: a page without login. */
const checkAddress = (regionId: number, code: string): string =>
  `${location.origin}/certificate?region=${regionId}&code=${code}`

type PaperProps = { readonly service: Service; readonly certificate: Certificate; readonly qr: string }

/** The paper: black on white, with room for the seal. */
const Paper = ({ service, certificate, qr }: PaperProps) => (
  <article className="dep-certificate">
    <h1>{t('deployment.service.paper_title')}</h1>
    <p className="dep-certificate-number">{t('deployment.service.paper_number', { number: certificate.number })}</p>
    <p>
      {t('deployment.service.paper_words', {
        home: service.homeInstitutionName,
        name: service.name,
        title: titleWord(service.titleCode) || '–',
        from: formatDate(certificate.from, 'bare'),
        to: formatDate(certificate.to, 'bare'),
      })}
    </p>
    <table>
      <tbody>
        {figureItems(certificate.figures).map(({ name, value }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
    {service.postings.map(one => (
      <p key={one.postingId}>
        {t('deployment.service.paper_posting', {
          place: one.placeName,
          post: one.postHeld,
          from: one.firstDay,
          to: one.lastDay,
          count: one.confirmedDays,
        })}
      </p>
    ))}
    <div className="dep-certificate-seal">
      <p>{t('deployment.service.paper_seal')}</p>
      <p>{t('deployment.service.paper_date', { date: formatDate(dateOf(certificate.issuedAt), 'bare') })}</p>
    </div>
    <div className="dep-certificate-code">
      <img src={qr} alt="" width={96} height={96} />
      <p>
        {t('deployment.service.paper_code', { code: certificate.code })}
        <br />
        {t('deployment.service.paper_check', { address: `${location.origin}/certificate` })}
      </p>
    </div>
  </article>
)

const Rows = ({ service }: { readonly service: Service }) => (
  <>
    <h2>{t('deployment.service.rows')}</h2>
    <Table<Service['rows'][number]>
      size="small"
      rowKey="sessionId"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={[...service.rows]}
      columns={[
        {
          key: 'day',
          title: t('deployment.postings.column.from'),
          render: (_, row) => (
            <Go to={linkToSession(row.sessionId, row.localDate.slice(0, 7))}>{dayWords(row.localDate)}</Go>
          ),
        },
        { key: 'site', title: t('deployment.postings.column.place'), render: (_, row) => row.institutionName },
        {
          key: 'kind',
          title: t('deployment.postings.column.duty'),
          render: (_, row) => [kindWord(row.kind as SessionKind), row.speciality].filter(Boolean).join(' '),
        },
        ...(['patients', 'rounds', 'taught', 'attended', 'operations'] as const).map(key => ({
          key,
          title: t(`deployment.service.figure.${key}`),
          align: 'right' as const,
          render: (_: unknown, row: Service['rows'][number]) => row[key],
        })),
      ]}
    />
    {service.postings.map(one => (
      <p key={one.postingId}>
        <Go to={linkTo('/postings', { posting: one.postingId })}>
          {t('deployment.service.paper_posting', {
            place: one.placeName,
            post: one.postHeld,
            from: one.firstDay,
            to: one.lastDay,
            count: one.confirmedDays,
          })}
        </Go>
      </p>
    ))}
  </>
)

/** 基层服务证明: figures of a period, the rows behind them, and the paper. */
export const ServicePage = () => {
  const [params, setParams] = usePageParams()
  const { staffId: own, regionId } = useSession()
  const mayChoose = useCan('deployment.posting.manage')
  const from = params.from ?? `${today().slice(0, 4)}-01-01`
  const to = params.to ?? today()
  const input = { from, to, ...(params.person ? { staffId: params.person } : {}) }
  const asks = params.person !== undefined || own !== null
  const answer = useQueryEndpoint(postingContract.serviceFigures, input, { enabled: asks })
  const issue = useCommand(postingContract.issueCertificate, { refresh: [postingContract.serviceFigures] })
  const [printed, setPrinted] = useState<Certificate | null>(null)
  const qr = useQr(printed === null ? '' : checkAddress(regionId, printed.code))
  const service = answer.data
  // What stands on the paper beside the figures is of the certificate's own period, not of the one that was looked at.
  const isReady = printed !== null && printed.from === from && printed.to === to && qr !== ''
  const printAgain = (one: Certificate) => {
    setParams({ from: one.from, to: one.to })
    setPrinted(one)
  }
  return (
    <>
      <PageHeader
        title={t('deployment.service.title')}
        purpose={t('deployment.service.purpose')}
        actions={
          <Button
            type="primary"
            disabled={!service || service.figures.days === 0}
            loading={issue.pending}
            onClick={() => void issue.run(input).then(setPrinted)}
          >
            {t('deployment.service.issue')}
          </Button>
        }
      >
        {mayChoose ? (
          <StaffPicker
            label={t('deployment.service.who')}
            value={params.person}
            onChange={person => setParams({ person })}
          />
        ) : null}
        <span>{t('deployment.service.from')}</span>
        <DayField
          aria-label={t('deployment.service.from')}
          value={from}
          onChange={value => setParams({ from: value || undefined })}
        />
        <span>{t('deployment.service.to')}</span>
        <DayField
          aria-label={t('deployment.service.to')}
          value={to}
          onChange={value => setParams({ to: value || undefined })}
        />
      </PageHeader>
      <div className="ds-page-body">
        <ProblemAlert problem={answer.error ?? issue.problem} />
        {asks ? null : (
          <EmptyState icon="search" title={t('deployment.service.choose')}>
            {t('deployment.service.choose_next')}
          </EmptyState>
        )}
        {asks && answer.isPending ? <Skeleton label={t('deployment.loading')} /> : null}
        {service && service.figures.days === 0 ? (
          <EmptyState icon="calendar" title={t('deployment.service.none')}>
            {t('deployment.service.none_next')}
          </EmptyState>
        ) : null}
        {service && service.figures.days > 0 ? (
          <>
            <Facts items={figureItems(service.figures)} />
            <Rows service={service} />
          </>
        ) : null}
        {service && service.certificates.length > 0 ? (
          <>
            <h2>{t('deployment.service.issued')}</h2>
            <ul className="dep-list">
              {service.certificates.map(one => (
                <li key={one.code}>
                  {one.number} · {one.from} – {one.to}{' '}
                  <Button size="small" type="link" onClick={() => printAgain(one)}>
                    {t('deployment.service.again')}
                  </Button>
                </li>
              ))}
            </ul>
          </>
        ) : null}
        {service && printed && isReady ? (
          <PrintSheet paper="a4" onPrinted={() => setPrinted(null)}>
            <Paper service={service} certificate={printed} qr={qr} />
          </PrintSheet>
        ) : null}
      </div>
    </>
  )
}
