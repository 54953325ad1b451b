/** Ids are made in the program, not in the database, so that a command can be replayed and rows can be inserted in batches. */

const randomPool = new Uint8Array(4096)
let poolOffset = randomPool.length

const takeRandom = (count: number): Uint8Array => {
  if (poolOffset + count > randomPool.length) {
    globalThis.crypto.getRandomValues(randomPool)
    poolOffset = 0
  }
  poolOffset += count
  return randomPool.subarray(poolOffset - count, poolOffset)
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/**
 * A UUID version 7 (RFC 9562 §5.7): milliseconds first, so that new rows land at the right end of their index.
 * @param atMillis Unix time in milliseconds written into the id.
 */
export const newUuid = (atMillis: number = Date.now()): string => {
  const random = takeRandom(10)
  const time = Math.floor(atMillis).toString(16).padStart(12, '0')
  const byte = (index: number): string => hex[random[index] as number] as string
  const version = hex[0x70 | ((random[0] as number) & 0x0f)] as string
  const variant = hex[0x80 | ((random[2] as number) & 0x3f)] as string
  const tail = byte(4) + byte(5) + byte(6) + byte(7) + byte(8) + byte(9)
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}${byte(1)}-${variant}${byte(3)}-${tail}`
}

/** How a row of a regional table is named outside the database: `510100-<uuid>`. */
export type RegionalId = string

export const regionalIdPattern = '^[0-9]{6}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
export const uuidPattern = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'

export const regionalId = (regionId: number, uuid: string): RegionalId => `${regionId}-${uuid}`

/** Splits a regional id, so that a query names region and key once. The pattern of the contract has checked the shape. */
export const splitRegionalId = (id: RegionalId): { readonly regionId: number; readonly uuid: string } => ({
  regionId: Number(id.slice(0, 6)),
  uuid: id.slice(7),
})
