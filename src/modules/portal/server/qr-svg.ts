import qrcode from 'qrcode'
import { type Html, html } from '../domain/html.ts'

const quiet = 4

/** A square code as SVG, black on white, with its quiet zone; sharp on paper of any size. */
export const qrSvg = (text: string): Html => {
  const { size, data } = qrcode.create(text, { errorCorrectionLevel: 'M' }).modules
  const dark = Array.from({ length: size * size }, (_, at) => at).filter(at => data[at])
  const path = dark.map(at => `M${at % size} ${Math.floor(at / size)}h1v1h-1z`).join('')
  const side = size + quiet * 2
  return html`<svg viewBox="${-quiet} ${-quiet} ${side} ${side}" role="img" aria-label="QR" shape-rendering="crispEdges"><path fill="#fff" d="M${-quiet} ${-quiet}h${side}v${side}h${-side}z"/><path d="${path}"/></svg>`
}
