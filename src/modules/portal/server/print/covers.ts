const tableOf = (font: Buffer, tag: string): Buffer | undefined => {
  for (let index = 0; index < font.readUInt16BE(4); index += 1) {
    const at = 12 + index * 16
    if (font.toString('latin1', at, at + 4) === tag) return font.subarray(font.readUInt32BE(at + 8))
  }
  return undefined
}

/** Format 4: segments of the basic plane, with their end and start codes side by side. */
const segments4 = (map: Buffer): readonly (readonly [number, number])[] => {
  const size = map.readUInt16BE(6)
  return Array.from({ length: size / 2 }, (_, index) => [
    map.readUInt16BE(16 + size + index * 2),
    map.readUInt16BE(14 + index * 2),
  ])
}
/** Format 12: groups of any plane. */
const segments12 = (map: Buffer): readonly (readonly [number, number])[] =>
  Array.from({ length: map.readUInt32BE(12) }, (_, index) => [
    map.readUInt32BE(16 + index * 12),
    map.readUInt32BE(20 + index * 12),
  ])

/**
 * Which characters a TrueType or OpenType font knows, by its character map.
 * @returns a question: whether every character of a text is known.
 */
export const coverageOf = (font: Buffer): ((text: string) => boolean) => {
  const map = tableOf(font, 'cmap')
  const known = new Set<number>()
  for (let index = 0; map && index < map.readUInt16BE(2); index += 1) {
    const part = map.subarray(map.readUInt32BE(8 + index * 8))
    const format = part.readUInt16BE(0)
    const segments = format === 4 ? segments4(part) : format === 12 ? segments12(part) : []
    for (const [from, to] of segments) for (let code = from; code <= to && code !== 0xffff; code += 1) known.add(code)
  }
  return text => [...text].every(character => character < ' ' || known.has(character.codePointAt(0) ?? 0))
}
