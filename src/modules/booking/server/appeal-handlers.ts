import { notifyResident } from '#src/modules/records/public.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { handle } from '#src/platform/server/module.ts'
import * as appeals from '../contract-appeals.ts'
import type { AppealEvent } from '../events.ts'
import { askAppeal, decide, excuseMissed, readAppeals, readMySuspensions } from './no-shows.ts'

/** Who did not come, and what can be said against it. */
export const appealHandlers = [
  handle(appeals.mySuspensions, readMySuspensions),
  handle(appeals.appeal, askAppeal),
  handle(appeals.appealList, readAppeals),
  handle(appeals.decideAppeal, decide),
  handle(appeals.excuseNoShow, excuseMissed),
]

export const onAppealDecided = async (ctx: Ctx, event: AppealEvent): Promise<void> => {
  await notifyResident(ctx, {
    residentId: event.residentId,
    template: `booking.appeal_${event.decision ?? 'granted'}`,
    parameters: { answer: event.answer ?? '' },
    institutionId: event.institutionId,
  })
}
