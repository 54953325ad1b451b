type KeyPress = { readonly key: string; readonly target: unknown; readonly currentTarget: unknown }

/** A table row that a keyboard can reach and open. */
export const rowProps = (id: string, onOpen: (id: string) => void) => ({
  tabIndex: 0,
  'data-row': true,
  onClick: () => onOpen(id),
  onKeyDown: (event: KeyPress) => {
    if (event.key === 'Enter' && event.target === event.currentTarget) onOpen(id)
  },
})
