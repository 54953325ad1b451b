import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { photoLimits, photoOf } from './photo.ts'

const be32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
const be16 = (value: number) => [(value >>> 8) & 255, value & 255]
const text = (words: string) => [...Buffer.from(words, 'latin1')]
const chunk = (name: string, data: readonly number[]) => [...be32(data.length), ...text(name), ...data, 0, 0, 0, 0]

const pngOf = (width: number, height: number, extra: readonly number[] = []): Uint8Array =>
  Uint8Array.from([
    0x89,
    0x50,
    0x4e,
    0x47,
    0x0d,
    0x0a,
    0x1a,
    0x0a,
    ...chunk('IHDR', [...be32(width), ...be32(height), 8, 0, 0, 0, 0]),
    ...extra,
    ...chunk('IDAT', [...deflateSync(Buffer.alloc(16))]),
    ...chunk('IEND', []),
  ])
const segment = (marker: number, data: readonly number[]) => [0xff, marker, ...be16(data.length + 2), ...data]
const jpegOf = (width: number, height: number, extra: readonly number[] = []): Uint8Array =>
  Uint8Array.from([
    0xff,
    0xd8,
    ...segment(0xe0, [...text('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...extra,
    ...segment(0xdb, [0, ...Array.from({ length: 64 }, () => 1)]),
    ...segment(0xc0, [8, ...be16(height), ...be16(width), 1, 1, 0x11, 0]),
    ...segment(0xda, [1, 1, 0, 0, 63, 0]),
    0x12,
    0xff,
    0x00,
    0x34,
    0xff,
    0xd0,
    0x56,
    0xff,
    0xd9,
  ])
const words = (photo: ReturnType<typeof photoOf>) =>
  typeof photo === 'string' ? photo : Buffer.from(photo.content).toString('latin1')

test('NET-93 a picture is known by its structure and measured, whatever it is called', () => {
  expect(photoOf(pngOf(300, 400))).toMatchObject({ mediaType: 'image/png', width: 300, height: 400 })
  expect(photoOf(jpegOf(640, 480))).toMatchObject({ mediaType: 'image/jpeg', width: 640, height: 480 })
  for (const wrong of [text('GIF89a......'), text('<svg onload="x()"/>'), text('%PDF-1.7'), [], text('MZ')])
    expect(photoOf(Uint8Array.from(wrong))).toBe('not_a_picture')
})

test('NET-93 place, camera, comments and whatever stands behind the end are left out, the picture itself stays byte for byte', () => {
  const secret = segment(0xe1, text('Exif\0\0GPS 31.2304N 121.4737E'))
  const comment = segment(0xfe, text('taken at home'))
  const jpeg = photoOf(Uint8Array.from([...jpegOf(640, 480, [...secret, ...comment]), ...text('<script>')]))
  expect(words(jpeg)).toBe(words(photoOf(jpegOf(640, 480))))
  expect(words(jpeg)).not.toMatch(/GPS|home|script/)
  const png = photoOf(Uint8Array.from([...pngOf(300, 400, chunk('tEXt', text('Author\0secret'))), ...text('<script>')]))
  expect(words(png)).toBe(words(photoOf(pngOf(300, 400))))
})

test('NET-93 too large, too small and cut off is refused', () => {
  expect(photoOf(pngOf(photoLimits.longest + 1, 400))).toBe('too_large')
  expect(photoOf(new Uint8Array(photoLimits.bytes + 1))).toBe('too_large')
  expect(photoOf(jpegOf(640, photoLimits.shortest - 1))).toBe('too_small')
  for (const whole of [pngOf(300, 400), jpegOf(640, 480)])
    for (let length = 0; length < whole.length; length += 1)
      expect(photoOf(whole.subarray(0, length)), `${length} of ${whole.length}`).toBe('not_a_picture')
})

test('NET-93 no bytes of whatever kind make it fail or run on', () => {
  const heads = fc.constantFrom([0xff, 0xd8, 0xff], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  fc.assert(
    fc.property(
      heads,
      fc.array(fc.constantFrom(0x00, 0x01, 0x0d, 0xc0, 0xd8, 0xda, 0xe1, 0xff), { maxLength: 80 }),
      (head, rest) => {
        const photo = photoOf(Uint8Array.from([...head, ...rest]))
        expect(typeof photo === 'string' || photo.content.length > 0).toBe(true)
      },
    ),
    { numRuns: 500 },
  )
})
