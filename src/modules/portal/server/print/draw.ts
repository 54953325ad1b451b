import type { TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { Face, Fonts } from './fonts.ts'

/** Heavy libraries are loaded when the first sheet is asked for: nothing of them is there at the start. */

const faceOf = ({ path, name }: Face): string | [string, string] => (name === undefined ? path : [path, name])

/** Drawn outside the event loop, by threads of the library. */
export const drawPng = async (svg: string, fonts: Fonts): Promise<Uint8Array> => {
  const { renderAsync } = await import('@resvg/resvg-js')
  const image = await renderAsync(svg, {
    font: { fontFiles: [fonts.regular.path, fonts.bold.path], loadSystemFonts: false },
  })
  return image.asPng()
}

type Maker = {
  addFonts: (fonts: Record<string, unknown>) => void
  setUrlAccessPolicy: (policy: () => boolean) => void
  createPdf: (definition: TDocumentDefinitions) => { getBuffer: () => Promise<Buffer> }
}

const loadMaker = async (): Promise<Maker> => {
  const loaded = (await import('pdfmake')) as unknown as {
    readonly default: Maker & { setLocalAccessPolicy: (policy: (path: string) => boolean) => void }
  }
  const pdf = loaded.default
  // A sheet is made of our own words and fonts; nothing else is fetched or read.
  pdf.setUrlAccessPolicy(() => false)
  pdf.setLocalAccessPolicy(path => /\.(ttf|ttc)$/.test(path))
  return pdf
}

export const drawPdf = async (definition: TDocumentDefinitions, fonts: Fonts): Promise<Uint8Array> => {
  const maker = await loadMaker()
  maker.addFonts({ Sheet: { normal: faceOf(fonts.regular), bold: faceOf(fonts.bold) } })
  return maker.createPdf(definition).getBuffer()
}
