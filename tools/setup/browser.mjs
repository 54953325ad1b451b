import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const packages = ['chromium', 'fonts-noto-cjk']
const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The installed Chromium that the journeys drive, or undefined. */
export function findBrowser() {
  return [process.env.CHROMIUM_PATH, ...browsers].find(path => path && existsSync(path))
}

// Without a Chinese font every screenshot shows boxes, and texts have the wrong width.
function hasChineseFont() {
  if (existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc')) return true
  return Boolean(spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' }).stdout?.trim())
}

/** What the browser journeys still need from the system. */
export function missingPackages() {
  return [...(findBrowser() ? [] : [packages[0]]), ...(hasChineseFont() ? [] : [packages[1]])]
}

/**
 * Installs Chromium and a Chinese font from Debian when they are missing and we may; returns the one command that a
 * person has to run when we may not, or undefined when all is there.
 */
export function ensureBrowser(log) {
  const missing = missingPackages()
  if (missing.length === 0) return undefined
  const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`
  const isRoot = process.getuid() === 0
  const maySudo = !isRoot && spawnSync('sudo', ['-n', 'true']).status === 0
  if (!isRoot && !maySudo) return `sudo sh -c '${command}'`
  log(`installing ${missing.join(' and ')} from Debian`)
  const shell = ['sh', '-c', `export DEBIAN_FRONTEND=noninteractive; ${command}`]
  const [program, ...args] = isRoot ? shell : ['sudo', '-n', ...shell]
  const result = spawnSync(program, args, { encoding: 'utf8' })
  if (missingPackages().length === 0) return undefined
  log((result.stderr ?? String(result.error)).trim().split('\n').slice(-5).join('\n'))
  return isRoot ? command : `sudo sh -c '${command}'`
}
