import { App } from 'antd'
import { useCallback, useMemo, useRef, useState } from 'react'
import type { Endpoint, InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { Problem } from '#src/platform/web/api-problem.ts'
import { call, newKey } from '#src/platform/web/client.ts'
import { t } from '#src/platform/web/i18n.ts'
import { problemSentence } from '#src/platform/web/problem.tsx'
import { useRefresh } from '#src/platform/web/query.ts'
import { contract } from '../../contract.ts'
import type { SessionChip } from '../../contract-shapes.ts'
import { type Target, targetsOf } from '../../domain/board.ts'
import { dayWords, headOf, partWord, refusalReason } from '../words.ts'
import type { GridActs, Trouble } from './board-grid.tsx'

export const boardQueries = [contract.monthBoard, contract.monthProblems, contract.sessionDetail]

type Clipboard = { readonly mode: 'copy' | 'cut'; readonly ids: readonly string[] }
type Notice = { readonly text: string; readonly tone: 'info' | 'warn'; readonly undo?: () => void }
type Outcome<T> = { readonly value: T } | { readonly problem: Problem }

const attempt = async <E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<Outcome<OutputOf<E>>> => {
  try {
    return { value: await call(endpoint, input, { idempotencyKey: newKey() }) }
  } catch (error) {
    if (error instanceof Problem) return { problem: error }
    throw error
  }
}

/** The same session on another day, as a new draft. */
const copyOf = (session: SessionChip, target: Target): InputOf<typeof contract.layOutSession> => {
  const institutionId = target.institutionId ?? session.institutionId
  const stays = institutionId === session.institutionId
  const ownTimes = stays && target.partOfDay === session.partOfDay
  return {
    institutionId,
    localDate: target.localDate,
    partOfDay: target.partOfDay,
    ...(ownTimes ? { startsAt: session.startsAt, endsAt: session.endsAt } : {}),
    departmentId: stays ? session.departmentId : null,
    roomId: stays ? session.roomId : null,
    kind: session.kind,
    speciality: session.speciality,
    theme: session.theme,
    capacity: session.capacity,
    bucketMinutes: session.bucketMinutes,
    feeFen: session.feeFen,
    note: session.note,
    teamId: session.teamId,
    staff: session.staff.map(({ staffId, role }) => ({ staffId, role })),
  }
}

const moveOf = (session: SessionChip, target: Target): InputOf<typeof contract.moveSession> => ({
  sessionId: session.sessionId,
  version: session.version,
  localDate: target.localDate,
  partOfDay: target.partOfDay,
  ...(target.institutionId === null ? {} : { institutionId: target.institutionId }),
})

const isThere = (session: SessionChip, target: Target): boolean =>
  session.localDate === target.localDate &&
  session.partOfDay === target.partOfDay &&
  (target.institutionId === null || target.institutionId === session.institutionId)

type Input = {
  readonly sessions: readonly SessionChip[]
  readonly names: Readonly<Record<string, string>>
  readonly onOpen: (sessionId: string) => void
  readonly onLayOut: (target: Target) => void
}

/** What hands do on the board: select, move, copy, paste, remove; a refusal stands in the chip that was refused. */
export const useBoardActs = ({ sessions, names, onOpen, onLayOut }: Input) => {
  const { modal } = App.useApp()
  const refresh = useRefresh()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [refused, setRefused] = useState<ReadonlyMap<string, Trouble>>(new Map())
  const [notice, setNotice] = useState<Notice | null>(null)
  const clipboard = useRef<Clipboard | null>(null)
  const known = useRef(new Map<string, SessionChip>())
  known.current = useMemo(() => new Map(sessions.map(session => [session.sessionId, session])), [sessions])

  const confirm = useCallback(
    (title: string, content: string, okText: string): Promise<boolean> =>
      new Promise(resolve => {
        modal.confirm({
          title,
          content,
          okText,
          cancelText: t('deployment.act.keep'),
          onOk: () => resolve(true),
          onCancel: () => resolve(false),
        })
      }),
    [modal],
  )
  const chosen = useCallback(
    (sessionId: string | undefined): readonly SessionChip[] => {
      const ids = sessionId !== undefined && !selected.has(sessionId) ? [sessionId] : [...selected]
      return ids.map(id => known.current.get(id)).filter(session => session !== undefined)
    },
    [selected],
  )
  const showRefusal = useCallback(
    (session: SessionChip, target: Target, problem: Problem): void => {
      const words = refusalReason(problem, names) ?? problemSentence(problem)
      setRefused(current => new Map(current).set(session.sessionId, { level: 'stop', words }))
      setNotice({
        tone: 'warn',
        text: t('deployment.board.refused', {
          who: headOf(session),
          from: dayWords(session.localDate, partWord([], session.partOfDay)),
          to: [
            target.institutionId === null || target.institutionId === session.institutionId
              ? ''
              : (names[target.institutionId] ?? ''),
            dayWords(target.localDate, partWord([], target.partOfDay)),
          ]
            .filter(Boolean)
            .join(' '),
          why: words,
        }),
      })
    },
    [names],
  )
  const run = useCallback(
    async (
      list: readonly (Target & { readonly session: SessionChip })[],
      act: (session: SessionChip, target: Target) => Promise<Outcome<unknown>>,
    ): Promise<number> => {
      setRefused(new Map())
      let done = 0
      for (const { session, ...target } of list) {
        const outcome = await act(session, target)
        if ('problem' in outcome) showRefusal(session, target, outcome.problem)
        else done += 1
      }
      void refresh(...boardQueries)
      return done
    },
    [refresh, showRefusal],
  )
  const move = useCallback(
    async (moved: readonly SessionChip[], at: Target): Promise<void> => {
      const list = targetsOf(moved, at).filter(({ session, ...target }) => !isThere(session, target))
      if (list.length === 0) return
      const published = list.filter(({ session }) => session.status === 'published').length
      if (
        published > 0 &&
        !(await confirm(
          t('deployment.move.published_title'),
          t('deployment.move.published', { count: published }),
          t('deployment.move.do'),
        ))
      )
        return
      const done = await run(list, (session, target) => attempt(contract.moveSession, moveOf(session, target)))
      if (done === list.length) {
        const [only] = list
        const back = only && list.length === 1 ? only.session : undefined
        setNotice({
          tone: 'info',
          text: t('deployment.board.moved', { count: done, day: dayWords(at.localDate) }),
          ...(back
            ? {
                undo: () => {
                  const now = known.current.get(back.sessionId)
                  if (now)
                    void run(
                      [
                        {
                          session: now,
                          localDate: back.localDate,
                          partOfDay: back.partOfDay,
                          institutionId: back.institutionId,
                        },
                      ],
                      (session, target) => attempt(contract.moveSession, moveOf(session, target)),
                    )
                  setNotice(null)
                },
              }
            : {}),
        })
      }
    },
    [confirm, run],
  )
  const paste = useCallback(
    async (at: Target): Promise<void> => {
      const held = clipboard.current
      const taken = (held?.ids ?? []).map(id => known.current.get(id)).filter(session => session !== undefined)
      if (held === null || taken.length === 0)
        return setNotice({ tone: 'warn', text: t('deployment.board.nothing_copied') })
      if (held.mode === 'cut') {
        clipboard.current = null
        return move(taken, at)
      }
      const done = await run(targetsOf(taken, at), (session, target) =>
        attempt(contract.layOutSession, copyOf(session, target)),
      )
      if (done > 0)
        setNotice({ tone: 'info', text: t('deployment.board.pasted', { count: done, day: dayWords(at.localDate) }) })
    },
    [move, run],
  )
  const remove = useCallback(
    async (list: readonly SessionChip[]): Promise<void> => {
      const drafts = list.filter(session => session.status === 'draft')
      if (drafts.length === 0) return setNotice({ tone: 'warn', text: t('deployment.board.only_drafts') })
      if (
        !(await confirm(
          t('deployment.remove.title', { count: drafts.length }),
          t('deployment.remove.what'),
          t('deployment.remove.do'),
        ))
      )
        return
      const done = await run(
        drafts.map(session => ({
          session,
          localDate: session.localDate,
          partOfDay: session.partOfDay,
          institutionId: null,
        })),
        session => attempt(contract.removeDraftSession, { sessionId: session.sessionId, version: session.version }),
      )
      setSelected(new Set())
      if (done === drafts.length) setNotice({ tone: 'info', text: t('deployment.board.removed', { count: done }) })
    },
    [confirm, run],
  )
  const toggle = useCallback((sessionId: string): void => {
    setSelected(current => {
      const next = new Set(current)
      if (!next.delete(sessionId)) next.add(sessionId)
      return next
    })
  }, [])
  const hold = useCallback((mode: 'copy' | 'cut', list: readonly SessionChip[]): void => {
    if (list.length === 0) return
    clipboard.current = { mode, ids: list.map(session => session.sessionId) }
    setNotice({ tone: 'info', text: t(`deployment.board.${mode}`, { count: list.length }) })
  }, [])
  const acts = useMemo<GridActs>(
    () => ({
      open: onOpen,
      toggle,
      layOutAt: onLayOut,
      drop: (sessionId, target) => void move(chosen(sessionId), target),
      key: (act, sessionId, target) => {
        if (act === 'copy' || act === 'cut') hold(act, chosen(sessionId))
        else if (act === 'paste') void paste(target)
        else if (act === 'remove') void remove(chosen(sessionId))
        else setSelected(new Set())
      },
    }),
    [chosen, hold, move, onLayOut, onOpen, paste, remove, toggle],
  )
  return {
    acts,
    selected,
    refused,
    notice,
    closeNotice: () => setNotice(null),
    clear: () => setSelected(new Set()),
    copySelected: () => hold('copy', chosen(undefined)),
    cutSelected: () => hold('cut', chosen(undefined)),
    removeSelected: () => void remove(chosen(undefined)),
  }
}
