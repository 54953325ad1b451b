/** Pictures of people and institutions: read by their structure, never by their name, and written anew without what hides in them. */

export const photoLimits = { bytes: 600_000, shortest: 120, longest: 2_000 } as const

export type Photo = {
  readonly mediaType: 'image/jpeg' | 'image/png'
  readonly width: number
  readonly height: number
  /** The picture alone: no place, no camera, no comment, nothing behind its end. */
  readonly content: Uint8Array
}
export type PhotoFault = 'not_a_picture' | 'too_large' | 'too_small'

const pngHead = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const startsWith = (bytes: Uint8Array, head: readonly number[]): boolean =>
  head.every((byte, index) => bytes[index] === byte)

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((total, part) => total + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

type Read = Pick<Photo, 'width' | 'height' | 'content'>

/** Chunks that draw the picture; text, time and private ones are left out. */
const drawing = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'])

const readPng = (bytes: Uint8Array): Read | null => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Uint8Array[] = [bytes.subarray(0, 8)]
  let size: { readonly width: number; readonly height: number } | null = null
  let drawn = false
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at)
    const end = at + 12 + length
    if (end > bytes.length) return null
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if ((size === null) !== (name === 'IHDR')) return null
    if (name === 'IHDR') {
      if (length !== 13) return null
      size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) }
    }
    if (name === 'IDAT') drawn = true
    if (drawing.has(name)) kept.push(bytes.subarray(at, end))
    if (name === 'IEND') return size === null || !drawn ? null : { ...size, content: joined(kept) }
    at = end
  }
  return null
}

/** Start of frame: the marker that says how large the picture is. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
/** APP1–APP13, APP15 and comments hold places, cameras and words; APP0 and APP14 say how the colours are meant. */
const isTalk = (marker: number): boolean => marker === 0xfe || (marker >= 0xe1 && marker <= 0xef && marker !== 0xee)

/** Where the drawing of a scan ends: at the next marker that is neither a stuffed byte nor a restart. */
const endOfScan = (bytes: Uint8Array, from: number): number => {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    const next = bytes[at + 1] as number
    if (bytes[at] === 0xff && next !== 0x00 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return -1
}

const readJpeg = (bytes: Uint8Array): Read | null => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  let size: { readonly width: number; readonly height: number } | null = null
  let drawn = false
  for (let at = 2; at + 2 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] as number
    if (marker === 0xd9) {
      kept.push(bytes.subarray(at, at + 2))
      return size === null || !drawn ? null : { ...size, content: joined(kept) }
    }
    if (at + 4 > bytes.length) return null
    let end = at + 2 + view.getUint16(at + 2)
    if (end > bytes.length) return null
    if (isFrame(marker)) {
      if (end - at < 10) return null
      size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    }
    if (marker === 0xda) {
      end = endOfScan(bytes, end)
      if (end < 0) return null
      drawn = true
    }
    if (!isTalk(marker)) kept.push(bytes.subarray(at, end))
    at = end
  }
  return null
}

/** NET-93 The picture written anew, or why it is none that may be kept. */
export const photoOf = (bytes: Uint8Array): Photo | PhotoFault => {
  if (bytes.length > photoLimits.bytes) return 'too_large'
  const isPng = startsWith(bytes, pngHead)
  const isJpeg = startsWith(bytes, [0xff, 0xd8, 0xff])
  const read = isPng ? readPng(bytes) : isJpeg ? readJpeg(bytes) : null
  if (read === null) return 'not_a_picture'
  if (Math.max(read.width, read.height) > photoLimits.longest) return 'too_large'
  if (Math.min(read.width, read.height) < photoLimits.shortest) return 'too_small'
  return { mediaType: isPng ? 'image/png' : 'image/jpeg', ...read }
}
