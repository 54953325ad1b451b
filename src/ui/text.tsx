import type { ReactNode } from 'react'
import { maskName } from '#src/platform/kernel/masking.ts'
import { yuanOfFen } from '#src/platform/kernel/money.ts'

/** A key of the keyboard: `<Kbd>Ctrl K</Kbd>` */
export const Kbd = ({ children }: { readonly children: string }) => (
  <span className="ds-keys">
    {children.split(' ').map(key => (
      <kbd key={key} className="ds-kbd">
        {key}
      </kbd>
    ))}
  </span>
)

type PersonProps = {
  readonly name: string
  /** 主任医师, 女 68岁: stands quietly behind */
  readonly note?: ReactNode
  /** where others may read the screen */
  readonly masked?: boolean
}

/** A person's name; it never breaks inside, and a long one is not cut. */
export const PersonName = ({ name, note, masked = false }: PersonProps) => (
  <span className="ds-person">
    <bdi className="ds-person-name">{masked ? maskName(name) : name}</bdi>
    {note ? <span className="ds-quiet"> {note}</span> : null}
  </span>
)

/** `¥12.50`; with `estimate` (估算) an estimate says so. */
export const Money = ({ fen, estimate }: { readonly fen: number; readonly estimate?: string | undefined }) => (
  <span className="ds-figure">
    ¥{yuanOfFen(fen)}
    {estimate ? <span className="ds-quiet">（{estimate}）</span> : null}
  </span>
)

type DayProps = {
  /** `11月21日` */
  readonly date: string
  /** `周六` */
  readonly weekday: string
  /** 国庆节, 调休上班 */
  readonly note?: string | undefined
  readonly kind?: 'work' | 'weekend' | 'holiday' | 'work_day' | undefined
  readonly today?: string | undefined
}

/** A day as it stands above a column; weekends, holidays and make-up work-days say so in words too. */
export const DayLabel = ({ date, weekday, note, kind = 'work', today }: DayProps) => (
  <span className={`ds-day ds-day-${kind}`}>
    <span className="ds-figure">{date}</span> <span>{weekday}</span>
    {today ? <span className="ds-day-today">{today}</span> : null}
    {note ? <span className="ds-day-note">{note}</span> : null}
  </span>
)

/** A figure with its unit; an abnormal one carries its arrow and limit. */
export const Figure = ({ value, unit }: { readonly value: ReactNode; readonly unit?: string | undefined }) => (
  <span className="ds-figure">
    {value}
    {unit ? <span className="ds-unit"> {unit}</span> : null}
  </span>
)
