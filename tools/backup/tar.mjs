// Just enough of the tar format (POSIX ustar with pax names) to write and read our own backups as streams, so that any
// tar program can open them and none is needed.
const block = 512

const field = (value, length) => Buffer.from(`${value.toString(8).padStart(length - 1, '0')}\0`)

function header(name, size, type, modified) {
  const head = Buffer.alloc(block)
  head.write(name, 0, 100, 'utf8')
  field(0o600, 8).copy(head, 100)
  field(0, 8).copy(head, 108)
  field(0, 8).copy(head, 116)
  field(size, 12).copy(head, 124)
  field(Math.floor(modified / 1000), 12).copy(head, 136)
  head.write('        ', 148)
  head.write(type, 156)
  head.write('ustar\u000000', 257)
  const sum = head.reduce((total, byte) => total + byte, 0)
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return head
}

const padding = size => Buffer.alloc((block - (size % block)) % block)

/** The bytes that come before an entry's content; a name that ustar cannot hold goes into a pax record first. */
export function entryHead(name, size, modified = Date.now()) {
  if (size > 0o77777777777) throw new Error(`${name} is larger than 8 GB, which a backup cannot hold`)
  if (Buffer.byteLength(name) <= 100) return header(name, size, '0', modified)
  // A pax record begins with its own length, which counts its own digits.
  const rest = ` path=${name}\n`
  let length = Buffer.byteLength(rest) + 1
  while (String(length).length + Buffer.byteLength(rest) !== length) length += 1
  const record = Buffer.from(`${length}${rest}`)
  const pax = [header('pax', record.length, 'x', modified), record, padding(record.length)]
  return Buffer.concat([...pax, header('long-name', size, '0', modified)])
}

/** The bytes that come after an entry's content. */
export const entryTail = padding

/** The bytes that end an archive. */
export const archiveEnd = Buffer.alloc(2 * block)

// Cuts a stream of chunks into the pieces asked for, without ever holding more than one chunk beyond them.
function pieces(source) {
  const chunks = source[Symbol.asyncIterator]()
  let rest = Buffer.alloc(0)
  const more = async () => {
    const { value, done } = await chunks.next()
    if (done) return false
    rest = rest.length === 0 ? value : Buffer.concat([rest, value])
    return true
  }
  return {
    async exactly(length) {
      while (rest.length < length) if (!(await more())) throw new Error('the backup file ends too early')
      const piece = rest.subarray(0, length)
      rest = rest.subarray(length)
      return piece
    },
    /** The next `length` bytes as they come; `skip` passes over what was not taken. */
    body(length) {
      let left = length
      const take = async () => {
        if (rest.length === 0 && !(await more())) throw new Error('the backup file ends too early')
        const piece = rest.subarray(0, left)
        rest = rest.subarray(piece.length)
        left -= piece.length
        return piece
      }
      return {
        content: (async function* () {
          while (left > 0) yield await take()
        })(),
        async skip() {
          while (left > 0) await take()
        },
      }
    },
    async drain() {
      rest = Buffer.alloc(0)
      while (await more()) rest = Buffer.alloc(0) // to the end, so that gzip's own checksum is looked at
    },
  }
}

/**
 * The entries of a tar stream in order, as `{ name, size, content }`. `content` is an async iterable of buffers; what
 * the reader leaves unread is skipped. Throws when the stream is cut off or not a tar.
 */
export async function* tarEntries(source) {
  const input = pieces(source)
  let longName
  for (;;) {
    const head = await input.exactly(block)
    if (head.every(byte => byte === 0)) return await input.drain()
    if (head.toString('utf8', 257, 262) !== 'ustar') throw new Error('this is not a Doorstep backup')
    const size = Number.parseInt(head.toString('utf8', 124, 135), 8)
    const type = String.fromCharCode(head[156])
    if (type === 'x') {
      const record = (await input.exactly(size)).toString('utf8')
      longName = /^\d+ path=(.*)\n/s.exec(record)?.[1]
      await input.exactly(padding(size).length)
      continue
    }
    const name = longName ?? head.toString('utf8', 0, 100).replace(/\0.*$/s, '')
    longName = undefined
    const { content, skip } = input.body(size)
    yield { name, size, content }
    await skip()
    await input.exactly(padding(size).length)
  }
}
