/** A piece of HTML that is safe to put into a page; only `html` makes one. */
export type Html = { readonly html: string }
type Value = Html | string | number | null | undefined | readonly Value[]

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, character => entities[character] as string)

const written = (value: Value): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return escapeHtml(value)
  if (typeof value === 'number') return String(value)
  return 'html' in value ? value.html : value.map(written).join('')
}

/** PORT-7 html`<p>${name}</p>`: whatever is put in is escaped, text and attribute alike; attributes stand in double quotes. */
export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Html => ({
  html: parts.map((part, index) => part + written(values[index])).join(''),
})

export const noHtml: Html = { html: '' }
