import { useState } from 'react'

/** A photograph when there is one and it loads, else the first letter of the name. */
export const Avatar = ({
  name,
  photoUrl,
  small = false,
}: {
  readonly name: string
  readonly photoUrl?: string | null
  readonly small?: boolean
}) => {
  const [broken, setBroken] = useState(false)
  const size = small ? 'small' : undefined
  if (photoUrl && !broken)
    return (
      <img className="r-avatar" data-size={size} src={photoUrl} alt="" loading="lazy" onError={() => setBroken(true)} />
    )
  return (
    <span className="r-avatar" data-size={size} aria-hidden="true">
      {[...name][0] ?? '·'}
    </span>
  )
}

const widths = ['55%', '85%', '70%', '40%']

/** Grey bones in the shape of what is coming; says so to a screen reader. */
export const Skeleton = ({ label, cards = 2 }: { readonly label: string; readonly cards?: number }) => (
  <div className="r-cards" role="status" aria-label={label}>
    {['first', 'second', 'third'].slice(0, cards).map(card => (
      <div className="r-card r-stack" key={card} aria-hidden="true">
        {widths.map(width => (
          <span className="r-bone" key={width} style={{ width }} />
        ))}
      </div>
    ))}
  </div>
)

/** A square code as SVG rows made by `qrcode` on the server or in the page; black on white in every theme. */
export const QrCode = ({
  size,
  dark,
  label,
}: {
  readonly size: number
  readonly dark: (row: number, column: number) => boolean
  readonly label: string
}) => {
  const path = Array.from({ length: size * size }, (_, at) => [Math.floor(at / size), at % size] as const)
    .filter(([row, column]) => dark(row, column))
    .map(([row, column]) => `M${column} ${row}h1v1h-1z`)
    .join('')
  return (
    <svg
      className="r-qr"
      viewBox={`-3 -3 ${size + 6} ${size + 6}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={`M-3-3h${size + 6}v${size + 6}h-${size + 6}z`} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
