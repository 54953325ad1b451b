import { Button } from 'antd'
import { type ReactNode, useState } from 'react'

/** Pages of a list by cursor: going back is the way one came. */
export const useTrail = () => {
  const [trail, setTrail] = useState<readonly string[]>([])
  return {
    cursor: trail.at(-1),
    /** The list is another one from now on. */
    restart: () => setTrail([]),
    back: trail.length === 0 ? undefined : () => setTrail(trail.slice(0, -1)),
    on: (next: string) => setTrail([...trail, next]),
  }
}

type Props = {
  readonly trail: ReturnType<typeof useTrail>
  /** The cursor behind this page; none on the last. */
  readonly next: string | null | undefined
  /** What the buttons say: back, on. */
  readonly words: readonly [string, string]
  /** Stands before the buttons. */
  readonly children?: ReactNode
}

/** The buttons below a long list; none when all of it is shown. */
export const Pager = ({ trail, next, words, children }: Props) =>
  children || trail.back || next ? (
    <div className="pager">
      {children}
      {trail.back || next ? (
        <>
          <Button size="small" disabled={!trail.back} onClick={trail.back}>
            {words[0]}
          </Button>
          <Button size="small" disabled={!next} onClick={() => next && trail.on(next)}>
            {words[1]}
          </Button>
        </>
      ) : null}
    </div>
  ) : null
