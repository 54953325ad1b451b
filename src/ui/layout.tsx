import type { CSSProperties, ReactNode } from 'react'

type HeaderProps = {
  readonly title: ReactNode
  /** one sentence of what this page is for */
  readonly purpose?: ReactNode
  readonly actions?: ReactNode
  /** chips and filters */
  readonly children?: ReactNode
}

/** Title, purpose, the page's one primary action, filters below. */
export const PageHeader = ({ title, purpose, actions, children }: HeaderProps) => (
  <header className="ds-page-header">
    <div className="ds-page-head">
      <div className="ds-page-words">
        <h1 className="ds-page-title" tabIndex={-1}>
          {title}
        </h1>
        {purpose ? <p className="ds-page-purpose">{purpose}</p> : null}
      </div>
      {actions ? <div className="ds-page-actions">{actions}</div> : null}
    </div>
    {children ? <div className="ds-page-filters">{children}</div> : null}
  </header>
)

type SplitProps = {
  readonly list: ReactNode
  /** null: the list has the whole width */
  readonly detail: ReactNode | null
  readonly detailLabel: string
  /** px; the detail opens beside the list, never over it; below 900 px it comes under it */
  readonly detailWidth?: number
  /** Below 900 px the detail comes first, since somebody opened it; `true` for a companion that nobody asked for. */
  readonly detailAfter?: boolean
}

export const SplitView = ({ list, detail, detailLabel, detailWidth = 420, detailAfter = false }: SplitProps) => (
  <div className={detail ? 'ds-split ds-split-open' : 'ds-split'}>
    <div className="ds-split-list">{list}</div>
    {detail ? (
      <aside
        className={detailAfter ? 'ds-split-detail ds-split-after' : 'ds-split-detail'}
        aria-label={detailLabel}
        style={{ '--detail-width': `${detailWidth}px` } as CSSProperties}
      >
        {detail}
      </aside>
    ) : null}
  </div>
)

/** Grey bars in the shape of what comes; says nothing to a screen reader but that it loads. */
export const Skeleton = ({ lines = 4, label }: { readonly lines?: number; readonly label: string }) => (
  <div className="ds-skeleton" role="status" aria-label={label}>
    {Array.from({ length: lines }, (_, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike and never move
      <span key={index} style={{ width: `${[92, 78, 86, 64][index % 4]}%` }} />
    ))}
  </div>
)

/** Name and value pairs of a detail panel. */
export const Facts = ({
  items,
}: {
  readonly items: readonly { readonly name: string; readonly value: ReactNode }[]
}) => (
  <dl className="ds-facts">
    {items.map(item => (
      <div key={item.name}>
        <dt>{item.name}</dt>
        <dd>{item.value}</dd>
      </div>
    ))}
  </dl>
)
