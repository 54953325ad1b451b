declare module 'pg-copy-streams' {
  import type { Writable } from 'node:stream'
  import type { Submittable } from 'pg'
  /** Rows in the text form of COPY are written to it. */
  export const from: (sql: string) => Writable & Submittable
}
