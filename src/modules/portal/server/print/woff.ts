import { inflateSync } from 'node:zlib'

const [headerSize, entrySize, sfntHeader, sfntEntry] = [44, 20, 12, 16]
const padded = (size: number): number => (size + 3) & ~3

/** A WOFF 1.0 file as the TrueType or OpenType file inside it; drawing libraries read only that (W3C WOFF 1.0). */
export const sfntOf = (woff: Buffer): Buffer => {
  const count = woff.readUInt16BE(12)
  const entries = Array.from({ length: count }, (_, index) => {
    const at = headerSize + index * entrySize
    const [offset, packed, size] = [4, 8, 12].map(part => woff.readUInt32BE(at + part)) as [number, number, number]
    const body = woff.subarray(offset, offset + packed)
    return {
      head: woff.subarray(at, at + 4),
      checksum: woff.readUInt32BE(at + 16),
      size,
      body: packed < size ? inflateSync(body) : body,
    }
  })
  const search = 2 ** Math.floor(Math.log2(count))
  const head = Buffer.alloc(sfntHeader + count * sfntEntry)
  woff.copy(head, 0, 4, 8)
  for (const [at, value] of [count, search * 16, Math.log2(search), (count - search) * 16].entries())
    head.writeUInt16BE(value, 4 + at * 2)
  let offset = head.length
  for (const [index, entry] of entries.entries()) {
    const at = sfntHeader + index * sfntEntry
    entry.head.copy(head, at)
    for (const [part, value] of [entry.checksum, offset, entry.size].entries())
      head.writeUInt32BE(value, at + 4 + part * 4)
    offset += padded(entry.size)
  }
  const tables = entries.map(({ body }) => Buffer.concat([body, Buffer.alloc(padded(body.length) - body.length)]))
  return Buffer.concat([head, ...tables])
}
