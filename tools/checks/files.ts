import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

export type SourceFile = { readonly path: string; readonly text: string }

const passedOver = /(^|\/)(node_modules|dist|data|\.git)(\/|$)/

/** Files below a folder of the checkout whose path matches; paths are relative to the checkout. */
export const filesBelow = (folder: string, matching: RegExp): readonly SourceFile[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(root, join(entry.parentPath, entry.name)))
    .filter(path => matching.test(path) && !passedOver.test(path))
    .map(path => ({ path, text: readFileSync(join(root, path), 'utf8') }))

export const moduleNames = (): readonly string[] =>
  Object.keys(JSON.parse(readFileSync(join(root, 'src/modules/modules.json'), 'utf8')) as Record<string, unknown>)

/** What a check found: a sentence with the place it speaks of. */
export type Finding = string
