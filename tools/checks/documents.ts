import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Finding, filesBelow, root } from './files.ts'

const named = /`((?:src|tools|tests|scenarios|docs|bench|ops)\/[A-Za-z0-9_./-]+)`/g

/** Every path that a document names exists, so that a reader is never sent to a place that moved. */
export const checkDocuments = (): readonly Finding[] =>
  filesBelow('.', /(^|\/)[A-Za-z.-]+\.md$/)
    .filter(({ path }) => !path.startsWith('dist'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(named)]
        .map(match => match[1] as string)
        .filter(target => !existsSync(join(root, target)))
        .map(target => `${path} names ${target}, which does not exist`),
    )
