import { addMinutes } from '#src/platform/kernel/dates.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { closeLoop, openLoop } from '#src/platform/server/loops.ts'
import { settingOf } from '#src/platform/server/settings.ts'
import type { NeedUrgency } from '../contract-needs.ts'
import { findNeeds, needsAnsweredBy, writeAnswer } from './need.repository.ts'

/** A family doctor's request waits for an answer (DEP-63). */
export const needLoop = 'deployment.service_need'

const minutesADay = 1440

/** One task for each open request, due by its urgency. */
export const openNeedLoop = async (
  ctx: Ctx,
  need: {
    readonly needId: RegionalId
    readonly institutionId: string
    readonly urgency: NeedUrgency
    readonly residents: number
  },
): Promise<void> => {
  const days = await settingOf<number>(ctx, `deployment.need_days_${need.urgency}`, need.institutionId)
  await openLoop(ctx, {
    kind: needLoop,
    institutionId: need.institutionId,
    subjectKind: 'service_need',
    subjectId: need.needId,
    reason: 'deployment.loop.service_need_reason',
    dueAt: addMinutes(ctx.now, days * minutesADay),
    details: { residents: need.residents },
  })
}

export const closeNeedLoop = (ctx: Ctx, needId: RegionalId, outcome: 'done' | 'not_needed') =>
  closeLoop(ctx, { kind: needLoop, subjectKind: 'service_need', subjectId: needId, outcome })

const nothing = { sessionId: null, declineReason: null, answerNote: null, answeredBy: null } as const

/**
 * The session that answered them is gone: what was asked is open again, and so is its task; unless the same person has
 * asked again meanwhile.
 */
export const reopenNeedsOf = async (ctx: Ctx, sessionId: RegionalId): Promise<void> => {
  for (const need of await needsAnsweredBy(ctx, sessionId)) {
    const { institutionId, speciality, filedBy } = need
    const asked = await findNeeds(ctx, { institutionIds: [institutionId], status: 'open' })
    if (asked.some(one => one.speciality === speciality && one.filedBy === filedBy)) {
      await writeAnswer(ctx, need.needId, { ...nothing, status: 'withdrawn' })
      continue
    }
    await writeAnswer(ctx, need.needId, { ...nothing, status: 'open' })
    await openNeedLoop(ctx, need)
  }
}
