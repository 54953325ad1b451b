// The import rules of ARCHITECTURE.md as dependency-cruiser rules, generated from modules.json, so that a new module is
// covered the moment it exists. There is no ignore list.
import { readFileSync } from 'node:fs'

const map = JSON.parse(readFileSync(new URL('../../src/modules/modules.json', import.meta.url), 'utf8'))
const modules = Object.keys(map)
const own = name => `^src/modules/${name}/`
const anyOf = names => (names.length === 0 ? '(?!)' : `(${names.join('|')})`)

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

const layers = [
  // Types of one process may name each other; what runs may not.
  forbid('no-circles', 'an import circle', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
  forbid(
    'kernel-stands-alone',
    'the kernel runs anywhere',
    { path: '^src/platform/kernel/' },
    { path: '^(src|scenarios|tests|bench|tools)/', pathNot: '^src/platform/kernel/' },
  ),
  forbid(
    'contract-meets-kernel',
    'platform contracts are read by browser and server',
    { path: '^src/platform/contract/' },
    { path: '^src/', pathNot: '^src/platform/(kernel|contract)/' },
  ),
  forbid(
    'server-stands-on-kernel',
    'the platform knows no module and no screen',
    { path: '^src/platform/server/', pathNot: '\\.test\\.ts$' },
    { path: '^(src|scenarios|tests|bench|tools)/', pathNot: '^src/platform/(kernel|contract|server|locales)/' },
  ),
  forbid(
    'web-stands-on-kernel-and-ui',
    'the web platform knows no module',
    { path: '^src/platform/web/' },
    { path: '^(src|scenarios|tests|bench|tools)/', pathNot: '^src/(platform/(kernel|contract|web|locales)/|ui/)' },
  ),
  forbid(
    'ui-fetches-nothing',
    'the design system knows tokens, not data',
    { path: '^src/ui/' },
    { path: '^(src|scenarios|tests|bench|tools)/', pathNot: '^src/(ui/|platform/kernel/)' },
  ),
  forbid(
    'ui-loads-no-client',
    'the design system has no data library',
    { path: '^src/ui/' },
    { path: 'node_modules/(@tanstack/react-query|pg|fastify|kysely)/' },
  ),
  forbid(
    'browser-loads-no-server',
    'screens never load server code',
    {
      path: '^src/(platform/web|ui|apps/(staff|resident|screen|field)|modules/[^/]+/web)/|^src/modules/[^/]+/public-web',
    },
    {
      path: '^src/(platform/server|modules/[^/]+/(server|public\\.ts))|node_modules/(pg|fastify|kysely|exceljs|graphile-worker)/',
    },
  ),
]

const insideOf = name => [
  forbid(
    `${name}-contract`,
    'a contract knows the kernel and ids of others',
    { path: `${own(name)}contract[^/]*\\.ts` },
    {
      path: '^src/',
      pathNot: `^src/platform/(kernel|contract)/|^src/modules/[^/]+/public-web\\.tsx?$|${own(name)}(contract|domain/|errors)`,
    },
  ),
  forbid(
    `${name}-domain`,
    'domain touches nothing',
    { path: `${own(name)}domain/`, pathNot: '\\.test\\.ts$' },
    { path: '^src/', pathNot: `^src/platform/kernel/|${own(name)}(domain/|contract[^/]*\\.ts|errors\\.ts)` },
  ),
  forbid(
    `${name}-errors-events`,
    'errors and events know the contract',
    { path: `${own(name)}(errors|events)\\.ts` },
    { path: '^src/', pathNot: `^src/platform/kernel/|${own(name)}(contract|events|errors)[^/]*\\.ts` },
  ),
  forbid(
    `${name}-server`,
    'server code of a module sees no screens',
    { path: `${own(name)}(server/|public\\.ts)` },
    { path: '^src/(ui|apps|platform/web)/|/web/|public-web' },
  ),
]

const doorsOf = name => {
  const allowed = map[name].dependsOn
  const others = modules.filter(other => other !== name)
  return [
    forbid(
      `${name}-declared-only`,
      'only modules named in dependsOn',
      { path: own(name) },
      { path: `^src/modules/${anyOf(others.filter(other => !allowed.includes(other)))}/` },
    ),
    forbid(
      `${name}-server-door`,
      'other modules are met at public.ts',
      { path: `${own(name)}(server/|public\\.ts)`, pathNot: '\\.test\\.ts$' },
      { path: `^src/modules/${anyOf(allowed)}/`, pathNot: '^src/modules/[^/]+/(public|events)\\.ts$' },
    ),
    forbid(
      `${name}-web-door`,
      'other screens are met at public-web',
      { path: `${own(name)}(web/|public-web)`, pathNot: '\\.test\\.tsx?$' },
      { path: `^src/modules/${anyOf(allowed)}/`, pathNot: '^src/modules/[^/]+/public-web\\.tsx?$' },
    ),
  ]
}

const apps = [
  forbid(
    'apps-plug-in',
    'apps meet a module at server/module.ts or web/routes',
    { path: '^src/apps/' },
    {
      path: '^src/modules/',
      pathNot: '^src/modules/[^/]+/(server/module\\.ts|web/routes\\.tsx?|public(-web)?\\.tsx?|locales/)',
    },
  ),
  forbid(
    'nothing-imports-apps',
    'nothing depends on an app',
    { path: '^src/', pathNot: '^src/apps/' },
    { path: '^src/apps/' },
  ),
  forbid(
    'journeys-see-the-screen',
    'journeys use the screen only',
    { path: '^tests/journeys/' },
    { path: '^src/(platform/server|modules)/' },
  ),
]

export default {
  forbidden: [...layers, ...modules.flatMap(name => [...insideOf(name), ...doorsOf(name)]), ...apps],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
}
