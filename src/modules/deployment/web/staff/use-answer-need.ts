import { useCommand } from '#src/platform/web/command.ts'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { needContract } from '../../contract-needs.ts'
import { boardQueries } from './board-commands.ts'

/** Ties a session just laid out to the request it answers; without a request it does nothing. */
export const useAnswerNeed = (needId: string | undefined) => {
  const found = useQueryEndpoint(needContract.needs, { needId: needId ?? '' }, { enabled: needId !== undefined })
  const plan = useCommand(needContract.planNeed, { refresh: boardQueries })
  const need = found.data?.needs[0]
  return async (sessionId: string): Promise<void> => {
    if (need?.status === 'open') await plan.run({ needId: need.needId, version: need.version, sessionId })
  }
}
