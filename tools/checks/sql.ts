import { type Finding, filesBelow, moduleNames } from './files.ts'

const comments = /\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$|--.*$/gm
/** Where the platform's own tables may be written by a module: inside batch functions, in the act's transaction. */
const sharedPlatformTables = /^platform\.(audit|outbox|idempotency|region|ctx_\w+|set_context)\b/

/** A table is named in SQL only by its own module. A function of another is a door like any other; foreign keys are not reads. */
const checkOwnership = (modules: readonly string[]): readonly Finding[] => {
  const findings: Finding[] = []
  for (const owner of modules)
    for (const { path, text } of filesBelow(`src/modules/${owner}`, /server\/.*\.(ts|sql)$/)) {
      if (/\.test\.ts$|tables\.gen\.ts$/.test(path)) continue
      const code = text.replace(comments, '')
      const named = /\b(?:from|join|into|update|table|on)\s+(?:only\s+)?'?([a-z]+\.[a-z_]+)(?!\w|\s*\()/gi
      for (const match of code.matchAll(named)) {
        const name = match[1] as string
        const schema = name.split('.')[0] as string
        const foreign = schema !== owner && (modules.includes(schema) || schema === 'platform')
        if (foreign && !(schema === 'platform' && sharedPlatformTables.test(name)))
          findings.push(`${path} touches ${name}, which is another module's`)
      }
    }
  return findings
}

const forbidden: readonly { readonly pattern: RegExp; readonly why: string; readonly except: RegExp }[] = [
  {
    pattern: /set_config\s*\(\s*'app\./i,
    why: 'sets app.* outside platform.set_context',
    except: /0001-platform\.sql$|records\/server\/migrations\/.*\.sql$|tools\/checks\//,
  },
  { pattern: /\bcreate\s+(or\s+replace\s+)?trigger\b/i, why: 'has a trigger', except: /tools\/checks\// },
  { pattern: /\bon\s+delete\s+set\s+null\b/i, why: 'has SET NULL', except: /tools\/checks\// },
  {
    pattern: /\bgenerated\s+(always|by\s+default)\s+as\s+identity\b/i,
    why: 'has an identity column',
    except: /tools\/checks\//,
  },
  { pattern: /^\s*merge\s+into\b/im, why: 'has MERGE', except: /tools\/checks\// },
  {
    pattern: /\b(bypassrls|superuser)\b(?!.*\bno)/i,
    why: 'grants more than any role may have',
    except: /tools\/|testing\/|\.test\.ts$/,
  },
]

/** The rules of the database that a text can show: ownership of tables, what is never used. */
export const checkSql = (): readonly Finding[] => {
  const findings = [...checkOwnership(moduleNames())]
  for (const { path, text } of [...filesBelow('src', /\.(sql|ts)$/)]) {
    const code = text.replace(comments, '')
    for (const { pattern, why, except } of forbidden)
      if (pattern.test(code) && !except.test(path)) findings.push(`${path} ${why}`)
  }
  return findings
}
