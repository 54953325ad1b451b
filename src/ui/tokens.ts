/** The one source of colour, type and space; `tokens.css` is written from it and a test compares the two. */

export const colour = {
  ink: '#0F172A',
  quiet: '#475569',
  line: '#E2E8F0',
  /** borders of controls: 3:1 against paper */
  edge: '#8793A5',
  ground: '#F8FAFC',
  paper: '#FFFFFF',
  primary: '#0F766E',
  primaryHover: '#115E59',
  primaryTint: '#CCFBF1',
  accent: '#C2410C',
  accentTint: '#FFEDD5',
  info: '#1D4ED8',
  infoTint: '#DBEAFE',
  good: '#15803D',
  goodTint: '#DCFCE7',
  warn: '#B45309',
  warnTint: '#FEF3C7',
  critical: '#B91C1C',
  criticalTint: '#FEE2E2',
  neutralTint: '#F1F5F9',
} as const

/** The reading room only. */
export const darkColour = {
  ground: '#0B0F14',
  paper: '#111820',
  ink: '#E6EDF3',
  quiet: '#9DAAB8',
  line: '#26313D',
} as const

export const fontFamily =
  '"PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif'

/** size/line height in px */
export const type = {
  staff: [14, 22],
  table: [13, 20],
  title: [20, 28],
  resident: [17, 28],
  large: [21, 34],
  residentTitle: [24, 34],
} as const

export const space = { 1: 4, 2: 8, 3: 12, 4: 16, 5: 24, 6: 32 } as const
export const radius = { staff: 6, resident: 12 } as const
export const shadow = '0 1px 2px rgba(15, 23, 42, 0.06), 0 6px 20px rgba(15, 23, 42, 0.08)'

const kebab = (name: string): string => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)

/** The custom properties of `:root`. */
export const tokensCss = (): string => {
  const lines = [
    ...Object.entries(colour).map(([name, value]) => `--${kebab(name)}: ${value.toLowerCase()};`),
    `--font: ${fontFamily};`,
    ...Object.entries(type).flatMap(([name, [size, line]]) => [
      `--size-${kebab(name)}: ${size}px;`,
      `--line-${kebab(name)}: ${line}px;`,
    ]),
    ...Object.entries(space).map(([name, value]) => `--space-${name}: ${value}px;`),
    `--radius: ${radius.staff}px;`,
    `--radius-resident: ${radius.resident}px;`,
    `--shadow: ${shadow};`,
  ]
  return `/* Written from tokens.ts; change it there. */\n:root {\n${lines.map(line => `  ${line}`).join('\n')}\n}\n`
}
