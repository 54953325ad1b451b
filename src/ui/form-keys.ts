import type { KeyboardEvent } from 'react'

const fieldsOf = (form: HTMLElement): readonly HTMLElement[] =>
  [...form.querySelectorAll<HTMLElement>('input:not([type=hidden]), select, textarea, button[type=submit]')].filter(
    field => !field.hasAttribute('disabled') && field.offsetParent !== null && field.tabIndex >= 0,
  )

/**
 * Keys of a form: Ctrl Enter saves from anywhere; Enter goes to the next field (a text area keeps its new line, an open
 * list its choice). Put on the form: `<form onKeyDown={formKeys(save)}>`.
 */
export const formKeys =
  (save: () => void) =>
  (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault()
      save()
      return
    }
    const field = event.target as HTMLElement
    const plain = field instanceof HTMLInputElement && field.getAttribute('aria-expanded') !== 'true'
    if (!plain || ['checkbox', 'radio', 'submit', 'button'].includes(field.type)) return
    const fields = fieldsOf(event.currentTarget)
    const next = fields[fields.indexOf(field) + 1]
    if (!next || next instanceof HTMLButtonElement) return // the last field sends the form
    event.preventDefault()
    next.focus()
  }
