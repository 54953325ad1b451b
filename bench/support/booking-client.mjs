// A crowd of phones in one thin process: raw sockets, HTTP/1.1 kept alive, its own small parser, so that what is measured
// is the server. `node booking-client.mjs <plan.json> <answers.tsv>`: prints one JSON line when everything is answered.
import { readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'

const plan = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const { port, clients, warmMillis, measuredMillis, pools, accounts } = plan

let nextAccount = 0
let nextPool = 0
let serial = 0
let isOver = false
let startedAt = 0
const answers = []
const latencies = []
let cpuAtStart = { user: 0, system: 0 }
let cpuAtEnd
let measuring = false
let booked = 0
const others = {}

const keyHead = `b${process.pid.toString(36)}${Date.now().toString(36)}-`

/** Each phone works through the people of one account before it takes the next, so that sessions stay warm. */
const createPhone = () => ({ account: undefined, place: 0, sentAt: 0, rest: '', socket: undefined })

const requestOf = phone => {
  if (phone.account === undefined || phone.place >= phone.account.residents.length) {
    if (nextAccount >= accounts.length) return undefined
    phone.account = accounts[nextAccount++]
    phone.place = 0
    phone.head = `POST /api/booking/appointments HTTP/1.1\r\nHost: bench\r\nCookie: doorstep_session=${phone.account.token}\r\nContent-Type: application/json\r\nIdempotency-Key: ${keyHead}`
  }
  const resident = phone.account.residents[phone.place++]
  const pool = pools[nextPool]
  nextPool = nextPool + 1 === pools.length ? 0 : nextPool + 1
  const body = `{"poolId":"${pool}","residentId":"${resident}","channel":"public"}`
  return `${phone.head}${(serial++).toString(36).padStart(6, '0')}\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}

const finish = () => {
  writeFileSync(process.argv[3], answers.join('\n'))
  latencies.sort((a, b) => a - b)
  const at = share => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
  const cpu = cpuAtEnd ?? process.cpuUsage(cpuAtStart)
  console.log(
    JSON.stringify({
      booked,
      seconds: measuredMillis / 1000,
      p50: at(0.5),
      p99: at(0.99),
      cpuMicros: cpu.user + cpu.system,
      others,
      ranOut: nextAccount >= accounts.length,
    }),
  )
}

let open = clients
const close = phone => {
  phone.socket.destroy()
  open -= 1
  if (open === 0) finish()
}

const send = phone => {
  const request = isOver ? undefined : requestOf(phone)
  if (request === undefined) return close(phone)
  phone.sentAt = performance.now()
  phone.socket.write(request, 'latin1')
}

const take = (phone, head, body) => {
  const status = head.slice(9, 12)
  if (status === '200') {
    answers.push(body)
    if (measuring) {
      booked += 1
      latencies.push(performance.now() - phone.sentAt)
    }
  } else {
    const code = /"code":"([^"]+)"/.exec(body)?.[1] ?? ''
    const name = `${status} ${code}`
    others[name] = (others[name] ?? 0) + 1
  }
  send(phone)
}

const onData = (phone, chunk) => {
  phone.rest = phone.rest === '' ? chunk : phone.rest + chunk
  const end = phone.rest.indexOf('\r\n\r\n')
  if (end < 0) return
  const head = phone.rest.slice(0, end)
  const at = head.toLowerCase().indexOf('content-length: ')
  const length = Number.parseInt(head.slice(at + 16, at + 26), 10)
  if (phone.rest.length < end + 4 + length) return
  const body = phone.rest.slice(end + 4, end + 4 + length)
  phone.rest = ''
  take(phone, head, body)
}

for (let index = 0; index < clients; index += 1) {
  const phone = createPhone()
  phone.socket = connect({ port, host: '127.0.0.1', noDelay: true })
  phone.socket.setEncoding('latin1')
  phone.socket.on('data', chunk => onData(phone, chunk))
  phone.socket.on('error', error => {
    others[error.code] = (others[error.code] ?? 0) + 1
  })
  phone.socket.once('connect', () => send(phone))
}

setTimeout(() => {
  measuring = true
  startedAt = performance.now()
  cpuAtStart = process.cpuUsage()
  console.log('measuring')
  setTimeout(() => {
    measuring = false
    cpuAtEnd = process.cpuUsage(cpuAtStart)
    console.log('measured')
    isOver = true
  }, measuredMillis)
}, warmMillis)
void startedAt
