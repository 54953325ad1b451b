import { Button } from 'antd'
import { useState } from 'react'
import { t } from '#src/platform/web/i18n.ts'

export type Trail = {
  /** Where the page shown begins; undefined for the first. */
  readonly after: string | undefined
  readonly back: () => void
  readonly on: (next: string) => void
}

/** The pages turned so far of a long list; other filters begin at the first page again. */
export const useTrail = (filters: string): Trail => {
  const [turned, setTurned] = useState<{ readonly filters: string; readonly trail: readonly string[] }>({
    filters,
    trail: [],
  })
  const trail = turned.filters === filters ? turned.trail : []
  return {
    after: trail.at(-1),
    back: () => setTurned({ filters, trail: trail.slice(0, -1) }),
    on: next => setTurned({ filters, trail: [...trail, next] }),
  }
}

/** Two buttons under a list that has more than one page; nothing under a short one. */
export const PageTurn = ({ trail, next }: { readonly trail: Trail; readonly next: string | null | undefined }) =>
  trail.after === undefined && !next ? null : (
    <div className="pager">
      <Button disabled={trail.after === undefined} onClick={trail.back}>
        {t('platform.shell.previous')}
      </Button>
      <Button disabled={!next} onClick={() => next && trail.on(next)}>
        {t('platform.shell.next')}
      </Button>
    </div>
  )
