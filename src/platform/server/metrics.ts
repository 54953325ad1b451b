import type pg from 'pg'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export type Labels = Readonly<Record<string, string>>

/** What one process counts, read by Prometheus at `/metrics`. No label ever names a person. */
export type Metrics = {
  readonly registry: Registry
  /** @param route the pattern, never the address itself: `/api/booking/appointments/:appointmentId`. */
  readonly observeRequest: (method: string, route: string, status: number, seconds: number) => void
  /** Adds to `doorstep_<name>_total`; the label names of a counter are those of its first use. */
  readonly count: (name: string, labels?: Labels, by?: number) => void
  /** Sets `doorstep_<name>`. */
  readonly gauge: (name: string, value: number, labels?: Labels) => void
  /** Reads the pool whenever Prometheus asks. */
  readonly watchPool: (pool: pg.Pool) => void
  readonly contentType: string
  readonly text: () => Promise<string>
}

export const createMetrics = (): Metrics => {
  const registry = new Registry()
  // Event-loop lag, memory, garbage collection and file handles of the process.
  collectDefaultMetrics({ register: registry, prefix: 'doorstep_' })
  const requests = new Histogram({
    name: 'doorstep_http_request_seconds',
    help: 'Time to answer, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  })
  const counters = new Map<string, Counter>()
  const gauges = new Map<string, Gauge>()
  const counterOf = (name: string, labels: Labels): Counter => {
    const known = counters.get(name)
    if (known) return known
    const created = new Counter({
      name: `doorstep_${name}_total`,
      help: name.replaceAll('_', ' '),
      labelNames: Object.keys(labels),
      registers: [registry],
    })
    counters.set(name, created)
    return created
  }
  const gaugeOf = (name: string, labels: Labels): Gauge => {
    const known = gauges.get(name)
    if (known) return known
    const created = new Gauge({
      name: `doorstep_${name}`,
      help: name.replaceAll('_', ' '),
      labelNames: Object.keys(labels),
      registers: [registry],
    })
    gauges.set(name, created)
    return created
  }
  return {
    registry,
    observeRequest: (method, route, status, seconds) =>
      requests.observe({ method, route, status: `${status}` }, seconds),
    count: (name, labels = {}, by = 1) => counterOf(name, labels).inc(labels, by),
    gauge: (name, value, labels = {}) => gaugeOf(name, labels).set(labels, value),
    watchPool: pool => {
      new Gauge({
        name: 'doorstep_db_pool_connections',
        help: 'Connections of the pool by state',
        labelNames: ['state'],
        registers: [registry],
        collect() {
          this.set({ state: 'total' }, pool.totalCount)
          this.set({ state: 'idle' }, pool.idleCount)
          this.set({ state: 'waiting' }, pool.waitingCount)
        },
      })
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  }
}
