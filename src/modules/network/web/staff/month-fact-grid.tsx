import { Button, InputNumber } from 'antd'
import { monthOf } from '#src/platform/kernel/dates.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { useDraft } from '#src/platform/web/drafts.ts'
import { formatMonth, today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { recordMonthFacts } from '../../contract-month-facts.ts'
import { word } from '../words.ts'
import { measureName, measureTitle } from './measure-figure.tsx'
import type { Grid, Show } from './month-facts-page.tsx'

type Cell = Grid['cells'][number]
type Line = {
  readonly key: string
  readonly label: string
  readonly institutionId: string
  readonly measure: Grid['measures'][number]
  readonly mayManage: boolean
}
/** Typed and not yet saved, by cell; an empty text takes a figure out again. */
type Typed = Record<string, string>

const keyOf = (institutionId: string, measure: string, month: string): string => `${institutionId}|${measure}|${month}`

const linesOf = (grid: Grid, isHouse: boolean): readonly Line[] => {
  const [house] = grid.institutions
  const [only] = grid.measures
  if (isHouse && house)
    return grid.measures.map(measure => ({
      key: measure.measure,
      label: measureTitle(measure),
      institutionId: house.institutionId,
      measure,
      mayManage: house.mayManage,
    }))
  return only
    ? grid.institutions.map(one => ({
        key: one.institutionId,
        label: one.name,
        institutionId: one.institutionId,
        measure: only,
        mayManage: one.mayManage,
      }))
    : []
}

/** +299.6 % with its base in the title, † where the base is marked; words where there is no percentage. */
const GrowthText = ({ growth }: { readonly growth: Cell['year'] }) => {
  if (growth === null || growth.base === null) return <span className="ds-quiet">{t('network.facts.no_base')}</span>
  const base = t('network.facts.base', { month: formatMonth(growth.baseMonth), value: growth.base })
  return (
    <span title={growth.baseAbnormal ? `${base}。${growth.baseAbnormal}` : base}>
      {growth.text ?? `${growth.base} → `}
      {growth.baseAbnormal ? <sup>†</sup> : null}
    </span>
  )
}

const Figure = ({
  cell,
  show,
  missing,
}: {
  readonly cell: Cell | undefined
  readonly show: Show
  readonly missing: boolean
}) => {
  if (!cell)
    return missing ? (
      <span className="net-missing">{t('network.facts.missing')}</span>
    ) : (
      <span className="ds-quiet">–</span>
    )
  if (show !== 'value') return <GrowthText growth={cell[show]} />
  const others = cell.others.map(other => `${word('fact_source', other.source)} ${other.value}`).join('、')
  return (
    <span title={others ? t('network.facts.differs', { others }) : word('fact_source', cell.source)}>
      {cell.value.toLocaleString('en-US')}
      {cell.abnormalWhy ? <sup>†</sup> : null}
      {others ? <sup>≠</sup> : null}
    </span>
  )
}

type CellProps = {
  readonly line: Line
  readonly month: string
  readonly cell: Cell | undefined
  readonly missing: boolean
  readonly show: Show
  readonly locked: boolean
  readonly typed: string | undefined
  readonly onType: (value: string | undefined) => void
}

/** As the locked figures beside it: 12,345. While it is being typed it stays as typed. */
const grouped = (value: string | undefined, { userTyping, input }: { userTyping: boolean; input: string }): string =>
  userTyping ? input : (value ?? '').replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',')

const GridCell = ({ line, month, cell, missing, show, locked, typed, onType }: CellProps) => {
  const toCome = month > monthOf(today())
  const label = t('network.facts.cell', { name: line.label, month: formatMonth(month) })
  const editable = show === 'value' && line.mayManage && !locked && !toCome && (cell?.source ?? 'typed') === 'typed'
  if (toCome) return <td className="net-fact-off" />
  if (!editable)
    return (
      <td className={locked ? 'net-fact net-fact-locked' : 'net-fact'}>
        <Figure cell={cell} show={show} missing={missing} />
      </td>
    )
  const stored = cell === undefined ? '' : String(cell.value)
  const value = typed ?? stored
  return (
    <td className="net-fact">
      <InputNumber<string>
        stringMode
        controls={false}
        size="small"
        className={typed !== undefined ? 'net-fact-input net-fact-changed' : 'net-fact-input'}
        aria-label={label}
        precision={line.measure.decimals}
        formatter={grouped}
        parser={text => (text ?? '').replaceAll(',', '')}
        placeholder={missing ? t('network.facts.missing') : '–'}
        value={value === '' ? null : value}
        onChange={next => {
          const text = next === null ? '' : String(next)
          onType(text === stored ? undefined : text)
        }}
      />
    </td>
  )
}

const SaveBar = ({
  count,
  pending,
  onSave,
  onDiscard,
}: {
  readonly count: number
  readonly pending: boolean
  readonly onSave: () => void
  readonly onDiscard: () => void
}) =>
  count === 0 ? null : (
    <div className="net-save">
      <Button type="primary" loading={pending} onClick={onSave}>
        {t('network.facts.save', { count })}
      </Button>
      <Button onClick={onDiscard}>{t('network.facts.discard')}</Button>
    </div>
  )

/** On a narrow screen the newest months are what somebody came for; the table opens with them in view. */
const showNewest = (box: HTMLDivElement | null): void => {
  const now = box?.querySelector('[data-now]')
  if (!box || !now) return
  box.scrollLeft += Math.max(0, now.getBoundingClientRect().right - box.getBoundingClientRect().right)
}

/** Lines × months; what is typed stays until it is saved or discarded. */
export const MonthFactGrid = ({
  name,
  grid,
  show,
  isHouse,
}: {
  readonly name: string
  readonly grid: Grid
  readonly show: Show
  readonly isHouse: boolean
}) => {
  const draft = useDraft<Typed>(`network.facts.${name}`, {})
  const command = useCommand(recordMonthFacts)
  const lines = linesOf(grid, isHouse)
  const cells = new Map(grid.cells.map(cell => [keyOf(cell.institutionId, cell.measure, cell.month), cell]))
  const locked = new Set(grid.locks.map(lock => `${lock.institutionId} ${lock.month}`))
  const missing = new Set(
    grid.missing.flatMap(gap => gap.measures.map(measure => keyOf(gap.institutionId, measure, gap.month))),
  )
  const typed = Object.entries(draft.value).filter((one): one is [string, string] => one[1] !== undefined)
  const save = async (): Promise<void> => {
    const answer = await command.run({
      source: 'typed',
      entries: typed.map(([key, text]) => {
        const [institutionId = '', measure = '', month = ''] = key.split('|')
        return { institutionId, measure, month, value: text === '' ? null : Number(text) }
      }),
    })
    if (answer) draft.clear()
  }
  const [only] = grid.measures
  return (
    <>
      {!isHouse && only ? (
        <p className="ds-quiet">
          {t('network.facts.definition', { definition: only.definition, source: only.source })}
        </p>
      ) : null}
      <ProblemAlert problem={command.problem} />
      <form
        className="net-facts"
        aria-label={t('network.nav.month_facts')}
        onSubmit={event => {
          event.preventDefault()
          if (typed.length > 0) void save()
        }}
      >
        <div className="net-facts-scroll" ref={showNewest}>
          <table className="net-fact-table">
            <thead>
              <tr>
                <th scope="col">{isHouse ? t('network.facts.measure') : `${only ? measureName(only) : ''}`}</th>
                {grid.months.map(month => (
                  <th
                    key={month}
                    scope="col"
                    data-now={month === monthOf(today()) ? '' : undefined}
                    aria-label={formatMonth(month)}
                  >
                    {Number(month.slice(5))}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map(line => (
                <tr key={line.key}>
                  <th scope="row">{line.label}</th>
                  {grid.months.map(month => {
                    const key = keyOf(line.institutionId, line.measure.measure, month)
                    return (
                      <GridCell
                        key={key}
                        line={line}
                        month={month}
                        cell={cells.get(key)}
                        missing={missing.has(key)}
                        show={show}
                        locked={locked.has(`${line.institutionId} ${month}`)}
                        typed={draft.value[key]}
                        onType={value => draft.set({ [key]: value } as Partial<Typed>)}
                      />
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <SaveBar count={typed.length} pending={command.pending} onSave={() => void save()} onDiscard={draft.clear} />
      </form>
    </>
  )
}
