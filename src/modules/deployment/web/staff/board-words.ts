import { App } from 'antd'
import { useCallback } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { t } from '#src/platform/web/i18n.ts'
import type { contract } from '../../contract.ts'
import type { GapView } from '../../contract-needs.ts'
import type { Problem, SessionChip } from '../../contract-shapes.ts'
import { type Target, worstBySession } from '../../domain/board.ts'
import { dayWords, headOf, partWord, reasonOf } from '../words.ts'
import type { Trouble } from './board-grid.tsx'

export type Names = Readonly<Record<string, string>>
export type BoardAnswer = Omit<OutputOf<typeof contract.monthBoard>, 'sessions'> & {
  readonly sessions: readonly SessionChip[]
}

/** Names of everything on the board, for sentences about clashes. */
export const namesOf = (board: BoardAnswer | undefined, more: Names | undefined): Names => ({
  ...more,
  ...Object.fromEntries((board?.sites ?? []).map(site => [site.institutionId, site.shortName])),
  ...Object.fromEntries(
    (board?.sessions ?? []).flatMap(session => session.staff.map(person => [person.staffId, person.name])),
  ),
  ...Object.fromEntries(
    (board?.sessions ?? []).flatMap(session =>
      session.roomId && session.roomName ? [[session.roomId, session.roomName]] : [],
    ),
  ),
})

/** What stands in each chip: the worst that is known, and what was just refused. */
export const troublesOf = (
  problems: readonly Problem[],
  names: Names,
  refused: ReadonlyMap<string, Trouble>,
): ReadonlyMap<string, Trouble> => {
  const known = [...worstBySession(problems)].map(([id, found]): [string, Trouble] => [
    id,
    { level: found.level, words: reasonOf(found, names) },
  ])
  return new Map([...known, ...refused])
}

/** Gaps by the row they belong to. */
export const gapsBySite = (gaps: readonly GapView[]): ReadonlyMap<string, readonly GapView[]> => {
  const rows = new Map<string, GapView[]>()
  for (const gap of gaps) rows.set(gap.institutionId, [...(rows.get(gap.institutionId) ?? []), gap])
  return rows
}

export const wordsOfRefusal = (session: SessionChip, target: Target, why: string, names: Names): string =>
  t('deployment.board.refused', {
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
    why,
  })

/** Asks once, naming what will happen. */
export const useConfirm = () => {
  const { modal } = App.useApp()
  return useCallback(
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
}
