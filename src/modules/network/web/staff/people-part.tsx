import { Button } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Skeleton } from '#src/ui/layout.tsx'
import { populationGroups } from '../../contract-asset-codes.ts'
import { catchmentOf, saveCatchment, savePopulation } from '../../contract-catchment.ts'
import { word } from '../words.ts'
import { DemoBadge, Section } from './panel.tsx'
import { RecordForm } from './record-form.tsx'
import { WaysSection } from './ways-section.tsx'

type Answer = OutputOf<typeof catchmentOf>
type Props = { readonly institutionId: string; readonly answer: Answer }

const OpenButton = ({ label, onClick }: { readonly label: string; readonly onClick: () => void }) => (
  <Button size="small" onClick={onClick}>
    {label}
  </Button>
)

const Area = ({ institutionId, answer }: Props) => {
  const [open, setOpen] = useState(false)
  const { area } = answer
  return (
    <Section
      title={t('network.people.area')}
      action={
        answer.mayManage && !open ? (
          <OpenButton label={t('network.people.edit_area')} onClick={() => setOpen(true)} />
        ) : null
      }
    >
      {area ? (
        <>
          <p className="net-bio">
            {area.description} {area.demo ? <DemoBadge /> : null}
          </p>
          <p className="ds-quiet">
            {t('network.people.count_of', {
              neighbourhoods: area.neighbourhoods ?? '–',
              villages: area.villages ?? '–',
            })}
          </p>
        </>
      ) : (
        <p className="ds-quiet">{t('network.people.no_area')}</p>
      )}
      {open ? (
        <RecordForm
          name={`network.catchment.${institutionId}`}
          title={t('network.people.edit_area')}
          endpoint={saveCatchment}
          initial={{ ...area }}
          fields={[
            {
              key: 'description',
              control: 'area',
              label: t('network.people.description'),
              required: true,
              maxLength: 1000,
            },
            { key: 'neighbourhoods', control: 'number', label: t('network.people.neighbourhoods'), decimals: 0 },
            { key: 'villages', control: 'number', label: t('network.people.villages'), decimals: 0, beside: true },
          ]}
          toInput={values => ({
            institutionId,
            description: values.description as string,
            neighbourhoods: (values.neighbourhoods as number | null) ?? null,
            villages: (values.villages as number | null) ?? null,
          })}
          submit={t('network.form.save')}
          onDone={() => setOpen(false)}
          onCancel={() => setOpen(false)}
        />
      ) : null}
    </Section>
  )
}

/** Groups down, years across, the newest first; what nobody counted is a dash, not a zero. */
const FiguresTable = ({ answer }: { readonly answer: Answer }) => {
  const years = [...new Set(answer.population.map(figure => figure.year))].slice(0, 4)
  const groups = populationGroups.filter(group => answer.population.some(figure => figure.group === group))
  const personsOf = (group: string, year: number): string =>
    answer.population.find(figure => figure.group === group && figure.year === year)?.persons.toLocaleString('en-US') ??
    '–'
  return (
    <div className="net-scroll">
      <table className="net-table">
        <thead>
          <tr>
            <th scope="col">{t('network.people.group')}</th>
            {years.map(year => (
              <th scope="col" key={year}>
                {year}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map(group => (
            <tr key={group}>
              <th scope="row">{word('population', group)}</th>
              {years.map(year => (
                <td key={year}>
                  {personsOf(group, year)} {t('network.people.persons')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="ds-quiet">{[...new Set(answer.population.map(figure => figure.source))].join('；')}</p>
    </div>
  )
}

const Figures = ({ institutionId, answer }: Props) => {
  const [open, setOpen] = useState(false)
  return (
    <Section
      title={t('network.people.figures')}
      action={
        answer.mayManage && !open ? (
          <OpenButton label={t('network.people.enter')} onClick={() => setOpen(true)} />
        ) : null
      }
    >
      {answer.population.length > 0 ? (
        <FiguresTable answer={answer} />
      ) : (
        <p className="ds-quiet">{t('network.people.no_figures')}</p>
      )}
      {open ? (
        <RecordForm
          name={`network.population.${institutionId}`}
          title={t('network.people.enter')}
          endpoint={savePopulation}
          initial={{ year: Number(today().slice(0, 4)) - 1 }}
          fields={[
            { key: 'year', control: 'number', label: t('network.people.year'), required: true, decimals: 0 },
            {
              key: 'source',
              control: 'text',
              label: t('network.people.source'),
              required: true,
              maxLength: 100,
              hint: t('network.people.leave_empty'),
            },
            ...populationGroups.map(
              (group, index) =>
                ({
                  key: group,
                  control: 'number',
                  label: word('population', group),
                  unit: t('network.people.persons'),
                  decimals: 0,
                  beside: index % 2 === 1,
                }) as const,
            ),
          ]}
          toInput={values => ({
            institutionId,
            year: values.year as number,
            source: values.source as string,
            figures: populationGroups.flatMap(group =>
              typeof values[group] === 'number' ? [{ group, persons: values[group] }] : [],
            ),
          })}
          submit={t('network.form.save')}
          onDone={() => setOpen(false)}
          onCancel={() => setOpen(false)}
        />
      ) : null}
    </Section>
  )
}

/** 服务人口: the area, the people in it by year, and the ways to other sites. */
export const PeoplePart = ({ institutionId }: { readonly institutionId: string }) => {
  const answer = useQueryEndpoint(catchmentOf, { institutionId }, { keepPrevious: true })
  if (answer.error) return <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <Skeleton label={t('platform.shell.loading')} lines={6} />
  const props = { institutionId, answer: answer.data }
  return (
    <>
      <Area {...props} />
      <Figures {...props} />
      <WaysSection institutionId={institutionId} ways={answer.data.travelTimes} may={answer.data.mayManage} />
    </>
  )
}
