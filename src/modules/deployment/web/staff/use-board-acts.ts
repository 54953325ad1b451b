import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { t } from '#src/platform/web/i18n.ts'
import { problemSentence } from '#src/platform/web/problem.tsx'
import { useRefresh } from '#src/platform/web/query.ts'
import { contract } from '../../contract.ts'
import type { SessionChip } from '../../contract-shapes.ts'
import { type Target, targetsOf } from '../../domain/board.ts'
import { dayWords, refusalReason } from '../words.ts'
import { attempt, boardQueries, copyOf, isThere, moveOf, type Outcome, placeOf, withLead } from './board-commands.ts'
import type { GridActs, Trouble } from './board-grid.tsx'
import { type Names, useConfirm, wordsOfRefusal } from './board-words.ts'

export { boardQueries } from './board-commands.ts'

type Clipboard = { readonly mode: 'copy' | 'cut'; readonly ids: readonly string[] }
type Notice = { readonly text: string; readonly tone: 'info' | 'warn'; readonly undo?: () => void }
type Step = Target & { readonly session: SessionChip }
type Done<T> = { readonly session: SessionChip; readonly value: T }

type Input = {
  readonly sessions: readonly SessionChip[]
  readonly names: Names
  readonly onOpen: (sessionId: string) => void
  readonly onLayOut: (target: Target) => void
}

/** What hands do on the board: select, move, copy, paste, remove; a refusal stands in the chip that was refused. */
export const useBoardActs = ({ sessions, names, onOpen, onLayOut }: Input) => {
  const confirm = useConfirm()
  const refresh = useRefresh()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [refused, setRefused] = useState<ReadonlyMap<string, Trouble>>(new Map())
  const [notice, setNotice] = useState<Notice | null>(null)
  const [carrying, setCarrying] = useState(false)
  const clipboard = useRef<Clipboard | null>(null)
  const known = useRef(new Map<string, SessionChip>())
  known.current = useMemo(() => new Map(sessions.map(session => [session.sessionId, session])), [sessions])

  const chosen = useCallback(
    (sessionId: string | undefined): readonly SessionChip[] => {
      const ids = sessionId !== undefined && !selected.has(sessionId) ? [sessionId] : [...selected]
      return ids.map(id => known.current.get(id)).filter(session => session !== undefined)
    },
    [selected],
  )
  /** A refusal was about one moment: it goes with its note, by itself after a while, and never covers a form for long. */
  const forget = useCallback((): void => {
    setNotice(null)
    setRefused(new Map())
  }, [])
  useEffect(() => {
    if (notice === null || carrying) return
    const timer = setTimeout(forget, notice.tone === 'warn' || notice.undo ? 20_000 : 8_000)
    return () => clearTimeout(timer)
  }, [notice, carrying, forget])
  /** One after the other, so that what the first frees the next can take; the board is read again once. */
  const run = useCallback(
    async <T>(
      list: readonly Step[],
      act: (session: SessionChip, target: Target) => Promise<Outcome<T>>,
    ): Promise<readonly Done<T>[]> => {
      setRefused(new Map())
      const done: Done<T>[] = []
      for (const { session, ...target } of list) {
        const outcome = await act(session, target)
        if ('value' in outcome) done.push({ session, value: outcome.value })
        else {
          const why = refusalReason(outcome.problem, names) ?? problemSentence(outcome.problem)
          setRefused(current => new Map(current).set(session.sessionId, { level: 'stop', words: why }))
          setNotice({ tone: 'warn', text: wordsOfRefusal(session, target, why, names) })
        }
      }
      await refresh(...boardQueries)
      return done
    },
    [names, refresh],
  )
  /** Says what was done and how to take it back; a refusal has spoken already and stays. */
  const tell = useCallback((done: number, asked: number, text: string, back: () => Promise<number>): void => {
    if (done === 0 || done < asked) return
    const undo = (): void => {
      setNotice(null)
      void back().then(restored =>
        setNotice(
          restored === done
            ? { tone: 'info', text: t('deployment.board.undone') }
            : { tone: 'warn', text: t('deployment.board.undo_partly', { count: done - restored }) },
        ),
      )
    }
    setNotice({ tone: 'info', text, undo })
  }, [])
  /** As they stand now, the last one first: what was put down last has to leave first. */
  const now = useCallback(
    (done: readonly Done<unknown>[]): readonly Step[] =>
      [...done].reverse().flatMap(({ session }) => {
        const current = known.current.get(session.sessionId)
        return current ? [{ session: current, ...placeOf(session) }] : []
      }),
    [],
  )
  const confirmPublished = useCallback(
    async (list: readonly SessionChip[]): Promise<boolean> => {
      const count = list.filter(session => session.status === 'published').length
      return (
        count === 0 ||
        confirm(
          t('deployment.move.published_title'),
          t('deployment.move.published', { count }),
          t('deployment.move.do'),
        )
      )
    },
    [confirm],
  )
  const move = useCallback(
    async (moved: readonly SessionChip[], at: Target): Promise<void> => {
      const list = targetsOf(moved, at).filter(({ session, ...target }) => !isThere(session, target))
      if (list.length === 0 || !(await confirmPublished(list.map(({ session }) => session)))) return
      const done = await run(list, (session, target) => attempt(contract.moveSession, moveOf(session, target)))
      const roomOf = new Map(done.map(({ session }) => [session.sessionId, session.roomId]))
      tell(
        done.length,
        list.length,
        t('deployment.board.moved', { count: done.length, day: dayWords(at.localDate) }),
        async () =>
          (
            await run(now(done), (session, target) =>
              attempt(contract.moveSession, {
                ...moveOf(session, target),
                roomId: roomOf.get(session.sessionId) ?? null,
              }),
            )
          ).length,
      )
    },
    [confirmPublished, now, run, tell],
  )
  const paste = useCallback(
    async (at: Target): Promise<void> => {
      const held = clipboard.current
      const taken = (held?.ids ?? []).map(id => known.current.get(id)).filter(session => session !== undefined)
      setCarrying(false)
      if (held === null || taken.length === 0)
        return setNotice({ tone: 'warn', text: t('deployment.board.nothing_copied') })
      if (held.mode === 'cut') {
        clipboard.current = null
        setNotice(null)
        return move(taken, at)
      }
      const list = targetsOf(taken, at)
      const done = await run(list, (session, target) => attempt(contract.layOutSession, copyOf(session, target)))
      tell(
        done.length,
        list.length,
        t('deployment.board.pasted', { count: done.length, day: dayWords(at.localDate) }),
        async () => {
          const made = new Map(done.map(({ session, value }) => [session.sessionId, value]))
          const steps = done.map(({ session }) => ({ session, ...placeOf(session) }))
          return (
            await run(steps, session => {
              const { sessionId, version } = made.get(session.sessionId) ?? session
              return attempt(contract.removeDraftSession, { sessionId, version })
            })
          ).length
        },
      )
    },
    [move, run, tell],
  )
  const remove = useCallback(
    async (list: readonly SessionChip[]): Promise<void> => {
      const drafts = list.filter(session => session.status === 'draft')
      if (drafts.length === 0) return setNotice({ tone: 'warn', text: t('deployment.board.only_drafts') })
      // One draft is gone at once and comes back by "undo"; many are asked about.
      const sure =
        drafts.length === 1 ||
        (await confirm(
          t('deployment.remove.title', { count: drafts.length }),
          t('deployment.remove.what'),
          t('deployment.remove.do'),
        ))
      if (!sure) return
      const steps = drafts.map(session => ({ session, ...placeOf(session) }))
      const done = await run(steps, session =>
        attempt(contract.removeDraftSession, { sessionId: session.sessionId, version: session.version }),
      )
      setSelected(new Set())
      tell(
        done.length,
        drafts.length,
        t('deployment.board.removed', { count: done.length }),
        async () =>
          (await run(steps, (session, target) => attempt(contract.layOutSession, copyOf(session, target)))).length,
      )
    },
    [confirm, run, tell],
  )
  const changeLead = useCallback(
    async (list: readonly SessionChip[], staffId: string, name: string): Promise<void> => {
      if (!(await confirmPublished(list))) return
      const steps = list.map(session => ({ session, ...placeOf(session) }))
      const done = await run(steps, session => attempt(contract.changeSession, withLead(session, staffId)))
      const staffOf = new Map(done.map(({ session }) => [session.sessionId, session.staff]))
      tell(
        done.length,
        list.length,
        t('deployment.board.person_changed', { count: done.length, name }),
        async () =>
          (
            await run(now(done), session =>
              attempt(contract.changeSession, {
                sessionId: session.sessionId,
                version: session.version,
                staff: (staffOf.get(session.sessionId) ?? []).map(({ staffId: person, role }) => ({
                  staffId: person,
                  role,
                })),
              }),
            )
          ).length,
      )
    },
    [confirmPublished, now, run, tell],
  )
  const toggle = useCallback((sessionId: string): void => {
    setSelected(current => {
      const next = new Set(current)
      if (!next.delete(sessionId)) next.add(sessionId)
      return next
    })
  }, [])
  const hold = useCallback((mode: 'copy' | 'cut', list: readonly SessionChip[], carried = false): void => {
    if (list.length === 0) return
    clipboard.current = { mode, ids: list.map(session => session.sessionId) }
    setCarrying(carried)
    const key = carried ? 'moving' : mode
    setNotice({ tone: 'info', text: t(`deployment.board.${key}`, { count: list.length }) })
  }, [])
  const clear = useCallback((): void => {
    setSelected(new Set())
    setCarrying(false)
    forget()
  }, [forget])
  const acts = useMemo<GridActs>(
    () => ({
      open: onOpen,
      toggle,
      layOutAt: onLayOut,
      drop: (sessionId, target) => void move(chosen(sessionId), target),
      key: (act, sessionId, target) => {
        if (act === 'copy' || act === 'cut') hold(act, chosen(sessionId))
        else if (act === 'move') hold('cut', chosen(sessionId), true)
        else if (act === 'paste') void paste(target)
        else if (act === 'remove') void remove(chosen(sessionId))
        else clear()
      },
    }),
    [chosen, clear, hold, move, onLayOut, onOpen, paste, remove, toggle],
  )
  return {
    acts,
    selected,
    refused,
    notice,
    carrying,
    closeNotice: forget,
    clear,
    chosen: chosen(undefined),
    copySelected: () => hold('copy', chosen(undefined)),
    cutSelected: () => hold('cut', chosen(undefined)),
    removeSelected: () => void remove(chosen(undefined)),
    changeLead: (staffId: string, name: string) => void changeLead(chosen(undefined), staffId, name),
  }
}
