/** Sessions as an iCalendar feed (RFC 5545) that a phone or Outlook asks for again by itself. */
export type FeedEvent = {
  readonly id: string
  readonly version: number
  readonly startsAt: Date
  readonly endsAt: Date
  readonly changedAt: Date
  readonly title: string
  readonly place: string
  readonly note: string
  readonly isCancelled: boolean
}
export type Feed = { readonly name: string; readonly madeAt: Date; readonly events: readonly FeedEvent[] }

const utc = (instant: Date): string => `${instant.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
const escaped = (text: string): string =>
  text.replace(/\\/g, '\\\\').replace(/;/g, '\\;').replace(/,/g, '\\,').replace(/\r?\n/g, '\\n')

const utf8 = new TextEncoder()

/** A content line is at most 75 octets; the rest follows on lines that begin with a blank, no character is parted. */
const folded = (line: string): string => {
  const lines: string[] = ['']
  let octets = 0
  for (const character of line) {
    const size = utf8.encode(character).length
    if (octets + size > 75) {
      lines.push(' ')
      octets = 1
    }
    lines[lines.length - 1] += character
    octets += size
  }
  return lines.join('\r\n')
}

const eventLines = (event: FeedEvent): readonly string[] => [
  'BEGIN:VEVENT',
  `UID:${event.id}@doorstep`,
  `DTSTAMP:${utc(event.changedAt)}`,
  `SEQUENCE:${event.version}`,
  `DTSTART:${utc(event.startsAt)}`,
  `DTEND:${utc(event.endsAt)}`,
  `SUMMARY:${escaped(event.title)}`,
  `LOCATION:${escaped(event.place)}`,
  ...(event.note === '' ? [] : [`DESCRIPTION:${escaped(event.note)}`]),
  `STATUS:${event.isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
  'END:VEVENT',
]

/** @returns the file, with the line ends that the format demands. */
export const calendarFeed = ({ name, events }: Feed): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Doorstep//roster//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n')
