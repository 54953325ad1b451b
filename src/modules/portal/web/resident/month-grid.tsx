import { formatDate, formatWeekday, today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { weeksOf } from '../../domain/month-grid.ts'

const Cell = ({
  date,
  count,
  chosen,
  onChoose,
}: {
  readonly date: string
  readonly count: number
  readonly chosen: boolean
  readonly onChoose: () => void
}) => {
  const day = formatDate(date, 'day')
  const number = Number(date.slice(8))
  if (count === 0)
    return (
      <span className="r-cell" data-today={date === today() || undefined}>
        <span aria-hidden="true">{number}</span>
        <span className="r-hidden">{t('portal.month_page.day_none', { day })}</span>
      </span>
    )
  return (
    <button
      type="button"
      className="r-cell"
      data-today={date === today() || undefined}
      aria-pressed={chosen}
      aria-label={t('portal.month_page.day_count', { day, count })}
      onClick={onChoose}
    >
      {number}
      <small>{count}</small>
    </button>
  )
}

/** A month as weeks from Monday on; days on which somebody comes can be tapped and say how many. */
export const MonthGrid = ({
  month,
  counts,
  value,
  onChange,
}: {
  readonly month: string
  readonly counts: ReadonlyMap<string, number>
  readonly value: string
  readonly onChange: (date: string) => void
}) => {
  const weeks = weeksOf(month)
  const monday = (weeks[1] ?? []) as readonly string[]
  return (
    <table className="r-month">
      <caption className="r-hidden">{t('portal.month_page.title')}</caption>
      <thead>
        <tr>
          {monday.map(date => (
            <th key={date} scope="col">
              {formatWeekday(date).replace('周', '')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map(week => (
          <tr key={week.find(Boolean)}>
            {week.map((date, index) => (
              <td key={date ?? `none-${index}`}>
                {date === null ? null : (
                  <Cell
                    date={date}
                    count={counts.get(date) ?? 0}
                    chosen={date === value}
                    onChoose={() => onChange(date)}
                  />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
