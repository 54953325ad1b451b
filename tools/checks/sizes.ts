import { type Finding, filesBelow } from './files.ts'

const limits = [
  // Written by a machine and read by none of us: one idea a file does not ask about them.
  { matching: /\.gen\.ts$/, lines: Number.POSITIVE_INFINITY },
  { matching: /\.(test|journey)\.tsx?$/, lines: 500 },
  { matching: /\.(tsx?|mjs|css)$/, lines: 300 },
] as const

/** One idea a file: 300 lines for source, 500 for tests. */
export const checkSizes = (): readonly Finding[] =>
  ['src', 'tools', 'scenarios', 'tests', 'bench']
    .flatMap(folder => filesBelow(folder, /\.(tsx?|mjs|css)$/))
    .flatMap(({ path, text }) => {
      const lines = text.split('\n').length - 1
      const limit = limits.find(({ matching }) => matching.test(path))?.lines ?? 300
      return lines > limit ? [`${path} has ${lines} lines, more than ${limit}`] : []
    })
