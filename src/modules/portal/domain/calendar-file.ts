/** One booked visit as an iCalendar file (RFC 5545), for the calendar of the phone. */
export type CalendarEntry = {
  readonly id: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly writtenAt: Date
  readonly title: string
  readonly place: string
  readonly note: string
}

const utc = (instant: Date): string =>
  instant
    .toISOString()
    .replace(/[-:]/g, '')
    .replace(/\.\d{3}/, '')
const escaped = (text: string): string =>
  text.replace(/\\/g, '\\\\').replace(/;/g, '\\;').replace(/,/g, '\\,').replace(/\r?\n/g, '\\n')

const octets = (character: string): number => {
  const code = character.codePointAt(0) ?? 0
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}

/** A content line is at most 75 octets; the rest follows on lines that start with a blank, never inside a character. */
export const foldLine = (line: string): string => {
  const lines: string[] = []
  let current = ''
  let length = 0
  for (const character of line) {
    const size = octets(character)
    if (length + size > 75) {
      lines.push(current)
      current = ' '
      length = 1
    }
    current += character
    length += size
  }
  lines.push(current)
  return lines.join('\r\n')
}

const alarm = (before: string, title: string): readonly string[] => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  `TRIGGER:-${before}`,
  `DESCRIPTION:${escaped(title)}`,
  'END:VALARM',
]

/** PORT-5 The visit with two reminders: the evening before (18 hours) and two hours ahead. */
export const calendarFile = (entry: CalendarEntry): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Doorstep//resident//ZH',
    'BEGIN:VEVENT',
    `UID:${entry.id}@doorstep`,
    `DTSTAMP:${utc(entry.writtenAt)}`,
    `DTSTART:${utc(entry.startsAt)}`,
    `DTEND:${utc(entry.endsAt)}`,
    `SUMMARY:${escaped(entry.title)}`,
    `LOCATION:${escaped(entry.place)}`,
    `DESCRIPTION:${escaped(entry.note)}`,
    ...alarm('PT18H', entry.title),
    ...alarm('PT2H', entry.title),
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(foldLine)
    .join('\r\n')
