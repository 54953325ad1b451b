import type { Tone } from './tone.ts'

/** The few signs that both apps need, drawn on a 16 px grid in the colour of the text. */

const paths = {
  good: 'M3 8.5l3.2 3.2L13 5',
  warn: 'M8 2.2l6.2 11H1.8zM8 6.5v3.2M8 11.6v.2',
  critical: 'M5 1.8h6L14.2 5v6L11 14.2H5L1.8 11V5zM8 4.6v4M8 11v.2',
  info: 'M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8zM8 7.2v4M8 4.8V5',
  primary: 'M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8zM5.4 8.2l1.9 1.9 3.4-3.8',
  neutral: 'M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8zM5 8h6',
  clock: 'M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8zM8 4.4V8l2.4 1.6',
  calendar: 'M2.4 3.6h11.2v10H2.4zM2.4 6.6h11.2M5.2 1.8v3M10.8 1.8v3',
  inbox: 'M2 9.2h3.4l1 2h3.2l1-2H14M2 9.2L4 3.4h8l2 5.8v4H2z',
  close: 'M4 4l8 8M12 4l-8 8',
  search: 'M7 2.4a4.6 4.6 0 100 9.2 4.6 4.6 0 000-9.2zM10.4 10.4l3.2 3.2',
} as const

export type IconName = keyof typeof paths

export const Icon = ({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) => (
  <svg
    className="ds-icon"
    width={size}
    height={size}
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.5"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    <path d={paths[name]} />
  </svg>
)

export const ToneIcon = ({ tone, size = 16 }: { readonly tone: Tone; readonly size?: number }) => (
  <Icon name={tone} size={size} />
)
