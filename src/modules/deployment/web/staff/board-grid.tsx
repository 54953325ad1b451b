import {
  type DragEvent,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  memo,
  useLayoutEffect,
  useRef,
} from 'react'
import { formatWeekday } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { DayLabel } from '#src/ui/text.tsx'
import type { GapView } from '../../contract-needs.ts'
import type { BoardRow, Target } from '../../domain/board.ts'
import { partWord } from '../words.ts'
import { almanacWords } from './almanac-words.ts'
import { BoardChip } from './board-chip.tsx'
import { GapMark } from './board-gaps.tsx'
import { visit, walk } from './board-keys.ts'

export type BoardDay = {
  readonly date: string
  readonly kind: 'work' | 'weekend' | 'holiday' | 'work_day'
  readonly name: string | null
}
export type Trouble = { readonly level: 'stop' | 'warn'; readonly words: string }

type Shared = {
  readonly days: readonly BoardDay[]
  readonly parts: readonly { readonly key: string; readonly name: string }[]
  readonly troubles: ReadonlyMap<string, Trouble>
  readonly seats: ReadonlyMap<string, string>
  readonly siteNames: ReadonlyMap<string, string>
  readonly movable: boolean
  readonly today: string
}
export type BoardAct = 'copy' | 'cut' | 'move' | 'paste' | 'remove' | 'clear'
export type GridActs = {
  /** A gap's mark: something is laid out where nobody comes. */
  readonly openGap?: (gap: GapView) => void
  readonly open: (sessionId: string) => void
  readonly toggle: (sessionId: string) => void
  readonly layOutAt: (target: Target) => void
  readonly drop: (sessionId: string, target: Target) => void
  /** copy, cut, paste, remove: the keys of the board beyond moving about. */
  readonly key: (act: BoardAct, sessionId: string | undefined, target: Target) => void
}
type Props = Shared & {
  readonly rows: readonly BoardRow[]
  readonly label: string
  readonly selected: ReadonlySet<string>
  readonly openId: string | undefined
  readonly gaps: ReadonlyMap<string, readonly GapView[]>
  readonly carrying: boolean
  readonly dense: boolean
  readonly acts: GridActs
}

const dayClass = (day: BoardDay, today: string, isGap = false): string =>
  ['dep-cell', `dep-day-${day.kind}`, day.date === today ? 'dep-today' : '', isGap ? 'dep-gap-day' : '']
    .filter(Boolean)
    .join(' ')

const noGaps: readonly GapView[] = []
const isInGap = (gaps: readonly GapView[], day: BoardDay): boolean =>
  (day.kind === 'work' || day.kind === 'work_day') && gaps.some(gap => gap.firstDay <= day.date && day.date <= gap.to)

/** Where the month begins for who looks at it: today, or the first of another month. */
const startColumn = (days: readonly BoardDay[], today: string): number =>
  Math.max(
    0,
    days.findIndex(day => day.date === today),
  )

/** Brings the first day of interest beside the names when a month is opened, and leaves the board alone afterwards. */
const useOpenedAt = (days: readonly BoardDay[], today: string) => {
  const grid = useRef<HTMLTableElement>(null)
  const month = days[0]?.date
  const column = startColumn(days, today)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another month begins where it is of interest
  useLayoutEffect(() => {
    const [names, ...cells] = grid.current?.querySelectorAll<HTMLElement>('thead th') ?? []
    const cell = cells[column]
    if (names && cell) grid.current?.parentElement?.scrollTo({ left: cell.offsetLeft - names.offsetWidth })
  }, [month, column])
  return grid
}

type RowProps = Shared & {
  readonly row: BoardRow
  readonly selectedHere: string
  readonly openHere: string | undefined
  readonly first: boolean
  readonly gaps: readonly GapView[]
}

/** A row draws itself again only when its own sessions, selection or troubles change. */
const Row = memo(
  ({ row, days, parts, troubles, seats, siteNames, selectedHere, openHere, movable, today, first, gaps }: RowProps) => (
    <tbody className="dep-rows" data-owner={row.key}>
      {row.lanes.map((lane, index) => (
        <tr className="dep-lane" key={lane.part} data-lane data-part={lane.part}>
          <th scope="row" className="dep-name" aria-label={`${row.name} ${partWord(parts, lane.part)}`}>
            {index === 0 ? <b>{row.name}</b> : null}
            <span>{partWord(parts, lane.part)}</span>
          </th>
          {days.map((day, column) => (
            <td
              key={day.date}
              className={dayClass(day, today, isInGap(gaps, day))}
              data-cell={day.date}
              tabIndex={first && index === 0 && column === startColumn(days, today) ? 0 : -1}
            >
              {index === 0 ? <GapMark gaps={gaps} day={day.date} siteName={row.name} /> : null}
              {(lane.cells.get(day.date) ?? []).map(session => (
                <BoardChip
                  key={session.sessionId}
                  session={session}
                  selected={selectedHere.includes(session.sessionId)}
                  open={openHere === session.sessionId}
                  trouble={troubles.get(session.sessionId)}
                  seats={seats.get(session.sessionId)}
                  siteName={row.institutionId === null ? siteNames.get(session.institutionId) : undefined}
                  movable={movable && (session.status === 'draft' || session.status === 'published')}
                />
              ))}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  ),
)
Row.displayName = 'BoardRow'

const Head = ({ days, today }: { readonly days: readonly BoardDay[]; readonly today: string }) => (
  <tr className="dep-lane dep-head">
    <th scope="col" className="dep-name">
      <span className="ds-sr">{t('deployment.board.row_head')}</span>
    </th>
    {days.map(day => {
      const almanac = almanacWords(day.date)
      return (
        <th scope="col" key={day.date} className={dayClass(day, today)} title={almanac.full}>
          <DayLabel
            date={String(Number(day.date.slice(8)))}
            weekday={formatWeekday(day.date)}
            kind={day.kind}
            note={day.name ?? (day.kind === 'work_day' ? t('deployment.board.work_day') : undefined)}
            today={day.date === today ? t('deployment.board.today') : undefined}
          />
          <span className={almanac.strong ? 'dep-almanac dep-almanac-named' : 'dep-almanac'}>{almanac.short}</span>
        </th>
      )
    })}
  </tr>
)

const targetAt = (element: Element, rows: readonly BoardRow[]): Target | null => {
  const cell = element.closest<HTMLElement>('[data-cell]')
  const part = element.closest<HTMLElement>('[data-part]')?.dataset.part
  const owner = element.closest<HTMLElement>('[data-owner]')?.dataset.owner
  if (!cell?.dataset.cell || part === undefined || owner === undefined) return null
  return {
    localDate: cell.dataset.cell,
    partOfDay: part,
    institutionId: rows.find(row => row.key === owner)?.institutionId ?? null,
  }
}
const sessionAt = (element: Element): string | undefined =>
  element.closest<HTMLElement>('[data-session]')?.dataset.session

const gapAt = (element: Element, gaps: ReadonlyMap<string, readonly GapView[]>): GapView | undefined => {
  const mark = element.closest<HTMLElement>('[data-gap]')
  const owner = element.closest<HTMLElement>('[data-owner]')?.dataset.owner
  return mark && owner ? gaps.get(owner)?.[Number(mark.dataset.gap)] : undefined
}

const actOf = (event: KeyboardEvent): BoardAct | undefined => {
  if (event.ctrlKey || event.metaKey)
    return ({ c: 'copy', x: 'cut', v: 'paste' } as const)[event.key.toLowerCase() as 'c']
  if (event.key === 'm') return 'move'
  return event.key === 'Delete' ? 'remove' : event.key === 'Escape' ? 'clear' : undefined
}

/** Sites or people × days × parts of the day: a table laid out as boxes, so that rows off screen cost nothing. One listener a kind for the whole board keeps a month of chips light. */
export const BoardGrid = ({ rows, label, selected, openId, acts, gaps, carrying, dense, ...shared }: Props) => {
  const over = useRef<Element | null>(null)
  const grid = useOpenedAt(shared.days, shared.today)
  const markOver = (cell: Element | null): void => {
    if (over.current === cell) return
    over.current?.classList.remove('dep-over')
    cell?.classList.add('dep-over')
    over.current = cell
  }
  const onClick = (event: MouseEvent<HTMLElement>): void => {
    const element = event.target as Element
    const session = sessionAt(element)
    const target = targetAt(element, rows)
    const gap = gapAt(element, gaps)
    if (gap !== undefined) acts.openGap?.(gap)
    else if (carrying && target !== null) acts.key('paste', session, target)
    else if (session !== undefined) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) acts.toggle(session)
      else acts.open(session)
    } else if (target !== null && shared.movable) acts.layOutAt(target)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const element = event.target as HTMLElement
    const session = sessionAt(element)
    const target = targetAt(element, rows)
    const act = actOf(event)
    if (element.closest('[data-gap]') && (event.key === 'Enter' || event.key === ' ')) return
    if (carrying && target !== null && (event.key === 'Enter' || event.key === 'm')) acts.key('paste', session, target)
    else if (carrying && event.key === 'Escape' && target !== null) acts.key('clear', session, target)
    else if (session !== undefined && event.key === ' ') acts.toggle(session)
    else if (walk(event.currentTarget, element, event.key)) {
      // moved about
    } else if (target !== null && act !== undefined) acts.key(act, session, target)
    else if (
      target !== null &&
      session === undefined &&
      shared.movable &&
      (event.key === 'Enter' || event.key.toLowerCase() === 'n')
    )
      acts.layOutAt(target)
    else return
    event.preventDefault()
  }
  const onFocus = (event: FocusEvent<HTMLElement>): void => {
    const cell = (event.target as Element).closest<HTMLElement>('[data-cell]')
    if (cell) visit(event.currentTarget, cell)
  }
  const onDragStart = (event: DragEvent<HTMLElement>): void => {
    const session = sessionAt(event.target as Element)
    if (session === undefined) return
    event.dataTransfer.setData('text/plain', session)
    event.dataTransfer.effectAllowed = 'move'
  }
  const onDragOver = (event: DragEvent<HTMLElement>): void => {
    const cell = (event.target as Element).closest('[data-cell]')
    markOver(cell)
    if (cell) event.preventDefault()
  }
  const onDrop = (event: DragEvent<HTMLElement>): void => {
    event.preventDefault()
    markOver(null)
    const target = targetAt(event.target as Element, rows)
    const session = event.dataTransfer.getData('text/plain')
    if (target !== null && session !== '') acts.drop(session, target)
  }
  return (
    <table
      ref={grid}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are walked is a grid; its cells follow by themselves
      role="grid"
      className={`dep-board${dense ? ' dep-dense' : ''}${carrying ? ' dep-carrying' : ''}`}
      aria-label={label}
      aria-multiselectable
      style={{ '--days': shared.days.length } as Record<string, number>}
      onClick={onClick}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onDragStart={onDragStart}
      onDragOver={onDragOver}
      onDragEnd={() => markOver(null)}
      onDrop={onDrop}
    >
      <thead className="dep-heads">
        <Head days={shared.days} today={shared.today} />
      </thead>
      {rows.map((row, index) => {
        const ids = row.lanes.flatMap(lane => [...lane.cells.values()].flat()).map(session => session.sessionId)
        return (
          <Row
            key={row.key}
            {...shared}
            row={row}
            gaps={gaps.get(row.key) ?? noGaps}
            first={index === 0}
            selectedHere={ids.filter(id => selected.has(id)).join(' ')}
            openHere={openId !== undefined && ids.includes(openId) ? openId : undefined}
          />
        )
      })}
    </table>
  )
}
