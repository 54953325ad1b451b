import type { ReactNode } from 'react'

/** Line icons of the phone page, 24×24, always beside a word; drawn here so that no icon library is loaded. */
const paths = {
  home: <path d="M3 11.5 12 4l9 7.5M5.5 10v9.5h13V10M10 19.5v-5h4v5" />,
  calendar: <path d="M4 6.5h16v13H4zM4 10.5h16M8 3.5v5M16 3.5v5M8 14h3M13 14h3" />,
  heart: (
    <path d="M12 20s-8-4.6-8-10.2A4.3 4.3 0 0 1 12 7.4a4.3 4.3 0 0 1 8 2.4C20 15.4 12 20 12 20zM7 12h2.5l1.5-2.5 2 5 1.3-2.5H17" />
  ),
  person: <path d="M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c0-4 3.4-6 7.5-6s7.5 2 7.5 6" />,
  people: (
    <path d="M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-3.6 2.9-5.5 6.5-5.5s6.5 1.9 6.5 5.5M16 4.3a3.5 3.5 0 0 1 0 6.5M17.5 14.8c2.4.7 4 2.4 4 5.2" />
  ),
  stethoscope: (
    <path d="M6 3.5H4.5V9a4.5 4.5 0 0 0 9 0V3.5H12M9 13.5V16a4.5 4.5 0 0 0 9 0v-2M18 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4z" />
  ),
  list: <path d="M8 6.5h12M8 12h12M8 17.5h12M4 6.5h.01M4 12h.01M4 17.5h.01" />,
  place: (
    <path d="M12 21s7-6.2 7-11.3A7 7 0 0 0 5 9.7C5 14.8 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z" />
  ),
  clock: <path d="M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7v5.5l3.5 2" />,
  phone: (
    <path d="M5 4h4l1.5 4.5L8.2 10a12 12 0 0 0 5.8 5.8l1.5-2.3L20 15v4a1.5 1.5 0 0 1-1.6 1.5C10.9 20 4 13.1 3.5 5.6A1.5 1.5 0 0 1 5 4z" />
  ),
  share: <path d="M12 15V3.5M8 7l4-4 4 4M5 12v8h14v-8" />,
  back: <path d="M15 4.5 7.5 12l7.5 7.5" />,
  next: <path d="M9 4.5 16.5 12 9 19.5" />,
  good: <path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM7.5 12.5l3 3 6-6.5" />,
  warn: <path d="M12 4 2.5 20h19zM12 10v4.5M12 17.2v.01" />,
  critical: <path d="M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 7.5v6M12 16.5v.01" />,
  info: <path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.7v.01" />,
  eye: (
    <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z" />
  ),
  type: <path d="M3 19 8 6l5 13M4.7 15h6.6M14.5 19l3-8 3 8M15.6 16.5h3.8" />,
  contrast: <path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 3v18M12 7h5M12 11h7M12 15h6" />,
  globe: <path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18" />,
  leave: <path d="M14 4H5v16h9M10 12h11M17 8l4 4-4 4" />,
  card: (
    <path d="M3 5.5h18v13H3zM6.5 15.5c0-1.6 1.2-2.5 2.8-2.5s2.8.9 2.8 2.5M9.3 11.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3zM15 9.5h3M15 13h3" />
  ),
  add: <path d="M12 4.5v15M4.5 12h15" />,
  search: <path d="M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20.5 20.5" />,
  face_good: (
    <path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8 14.2c1 1.6 2.4 2.4 4 2.4s3-.8 4-2.4M9 9.5v.6M15 9.5v.6" />
  ),
  face_fair: <path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.5 15h7M9 9.5v.6M15 9.5v.6" />,
  face_bad: <path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8 16.4c1-1.6 2.4-2.4 4-2.4s3 .8 4 2.4M9 9.5v.6M15 9.5v.6" />,
  ticket: <path d="M3.5 7h17v3.5a1.8 1.8 0 0 0 0 3.5v3h-17v-3a1.8 1.8 0 0 0 0-3.5zM14 7v10" />,
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof paths

export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg
    viewBox="0 0 24 24"
    width="24"
    height="24"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.9"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    {paths[name]}
  </svg>
)
