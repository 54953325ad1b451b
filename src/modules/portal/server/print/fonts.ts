import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { coverageOf } from './covers.ts'
import { sfntOf } from './woff.ts'

/** `name` is the face inside a collection. */
export type Face = { readonly path: string; readonly name?: string }
export type Fonts = { readonly regular: Face; readonly bold: Face }

/** Where distributions put the whole Noto Sans CJK, which also draws rare characters of names. */
const folders = [
  '/usr/share/fonts/opentype/noto',
  '/usr/share/fonts/noto-cjk',
  '/usr/share/fonts/google-noto-cjk',
  '/usr/share/fonts/google-noto-sans-cjk-fonts',
]
const collection = (folder: string): Fonts => ({
  regular: { path: join(folder, 'NotoSansCJK-Regular.ttc'), name: 'NotoSansCJKsc-Regular' },
  bold: { path: join(folder, 'NotoSansCJK-Bold.ttc'), name: 'NotoSansCJKsc-Bold' },
})
const findWhole = (): Fonts | undefined =>
  folders.map(collection).find(fonts => existsSync(fonts.regular.path) && existsSync(fonts.bold.path))

/** Beside the bundle, or in the sources. */
const packedPath = (file: string): string => {
  const paths = ['./fonts/', '../fonts/'].map(folder => fileURLToPath(new URL(folder + file, import.meta.url)))
  return paths.find(existsSync) ?? (paths[0] as string)
}

type Packed = { readonly fonts: Fonts; readonly covers: (text: string) => boolean }
let packed: Packed | undefined

/** The fonts that come with us, unpacked once: the usual characters, drawn in a twentieth of the time. */
const findPacked = (): Packed => {
  if (packed) return packed
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-font-'))
  const unpacked = ['NotoSansSC-Regular', 'NotoSansSC-Bold'].map(name => {
    const path = join(folder, `${name}.ttf`)
    const font = sfntOf(readFileSync(packedPath(`${name}.woff`)))
    writeFileSync(path, font)
    return { path, font }
  })
  const [regular, bold] = unpacked as [(typeof unpacked)[0], (typeof unpacked)[0]]
  packed = { fonts: { regular: { path: regular.path }, bold: { path: bold.path } }, covers: coverageOf(regular.font) }
  return packed
}

/** Fonts that know every character of a text: ours, else the machine's whole one where it has it, for a rare name. */
export const fontsFor = (text: string): Fonts => {
  const own = findPacked()
  return own.covers(text) ? own.fonts : (findWhole() ?? own.fonts)
}
