import type { HTMLAttributes } from 'react'

/** A table's row as something that the keyboard reaches and opens; see `listKeys` for the arrows. */
export const openableRow = (open: () => void): HTMLAttributes<HTMLElement> =>
  ({
    tabIndex: 0,
    'data-row': '',
    onClick: open,
    onKeyDown: (event: { readonly key: string; readonly target: unknown; readonly currentTarget: unknown }) => {
      if (event.key === 'Enter' && event.target === event.currentTarget) open()
    },
  }) as HTMLAttributes<HTMLElement>
