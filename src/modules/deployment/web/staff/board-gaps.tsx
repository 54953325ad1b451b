import { t } from '#src/platform/web/i18n.ts'
import { EmptyState } from '#src/ui/empty-state.tsx'
import type { GapView } from '../../contract-needs.ts'
import { dayWords } from '../words.ts'
import { Panel } from './panel.tsx'

const weekWords = (gap: GapView): string =>
  t('deployment.gaps.week', { from: dayWords(gap.from), to: dayWords(gap.to) })

type MarkProps = { readonly gaps: readonly GapView[]; readonly day: string; readonly siteName: string }

/** Stands in the first working day of a week that lacks somebody; the grid hears its click. */
export const GapMark = ({ gaps, day, siteName }: MarkProps) => {
  const here = gaps.filter(gap => gap.firstDay === day)
  const [first] = here
  if (first === undefined) return null
  const words = { speciality: first.speciality, count: here.length }
  return (
    <button
      type="button"
      tabIndex={-1}
      className={first.why === 'open_need' ? 'dep-gap dep-gap-asked' : 'dep-gap'}
      data-gap={gaps.indexOf(first)}
      aria-label={t('deployment.gaps.lay_out', {
        site: siteName,
        week: weekWords(first),
        speciality: here.map(gap => gap.speciality).join('、'),
      })}
    >
      {t(here.length === 1 ? 'deployment.gaps.chip' : 'deployment.gaps.chip_more', words)}
    </button>
  )
}

type PanelProps = {
  readonly month: string
  readonly gaps: readonly GapView[]
  readonly names: Readonly<Record<string, string>>
  /** Requests of family doctors that nobody has answered yet, whatever the month. */
  readonly needs: number
  readonly onNeeds: () => void
  readonly onGap: (gap: GapView) => void
  readonly onClose: () => void
}

/** 缺口: week by week, those whom residents wait for first; each leads to a session laid out there. */
export const GapsPanel = ({ month, gaps, names, needs, onNeeds, onGap, onClose }: PanelProps) => (
  <Panel title={t('deployment.gaps.title', { month, count: gaps.length })} onClose={onClose}>
    {gaps.length === 0 ? (
      <EmptyState icon="good" title={t(needs > 0 ? 'deployment.gaps.none_but_needs' : 'deployment.gaps.none')}>
        {needs > 0 ? (
          <button type="button" className="ds-link-button" onClick={onNeeds}>
            {t('deployment.gaps.needs_wait', { count: needs })}
          </button>
        ) : null}
      </EmptyState>
    ) : (
      <p className="ds-quiet">{t('deployment.gaps.what')}</p>
    )}
    <ul className="dep-list">
      {gaps.map(gap => (
        <li key={`${gap.institutionId} ${gap.speciality} ${gap.from}`}>
          <button type="button" onClick={() => onGap(gap)}>
            <b>
              {names[gap.institutionId]} {gap.speciality}
            </b>{' '}
            <span className="ds-quiet">{weekWords(gap)}</span>
            <br />
            {gap.needs > 0 ? t('deployment.gaps.open_need', { needs: gap.needs, residents: gap.residents }) : null}{' '}
            {gap.lastMonth > 0 ? t('deployment.gaps.came_last_month', { count: gap.lastMonth }) : null}
          </button>
        </li>
      ))}
    </ul>
  </Panel>
)
