import { sql } from 'kysely'
import { addDays, instantAt } from '#src/platform/kernel/dates.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { openLoop } from '#src/platform/server/loops.ts'
import { settingOf } from '#src/platform/server/settings.ts'
import { todayOf } from './tables.ts'

/** Agreements that ran out longer ago than this are history, not something still to be done. */
const rememberDays = 30

type Due = { readonly agreement_id: string; readonly valid_until: string; readonly institution_id: string }

/**
 * Agreements of the region inside their reminder window, neither renewed nor ended. Who must act: the head of a
 * consortium that a party leads or belongs to; where none belongs to any, the giving side.
 */
const dueAgreements = async (ctx: Ctx, remindDays: number, agreementId: string | null): Promise<readonly Due[]> => {
  const today = todayOf(ctx)
  const { rows } = await sql<Due>`
    select a.agreement_id, a.valid_until::text, coalesce(
      (select head.institution_id from network.agreement_party p
        join network.membership own on own.institution_id = p.institution_id and own.valid_from <= ${today}::date and (own.valid_until is null or own.valid_until >= ${today}::date)
        join network.membership head on head.consortium_id = own.consortium_id and head.role = 'head'
          and head.valid_from <= ${today}::date and (head.valid_until is null or head.valid_until >= ${today}::date)
        where p.agreement_id = a.agreement_id order by own.role <> 'head', p.side, head.institution_id limit 1),
      (select p.institution_id from network.agreement_party p where p.agreement_id = a.agreement_id order by p.side, p.institution_id limit 1)) as institution_id
    from network.agreement a
    where a.region_id = ${ctx.regionId} and a.ended_on is null
      and a.valid_until <= ${addDays(today, remindDays)}::date and a.valid_until >= ${addDays(today, -rememberDays)}::date
      and not exists (select from network.agreement n where n.renews_agreement_id = a.agreement_id)
      and (${agreementId}::uuid is null or a.agreement_id = ${agreementId}::uuid)
    order by a.agreement_id`.execute(ctx.tx)
  return rows
}

/**
 * Opens the renewal loop of agreements that end within the set number of days (NET-7); said again, it opens nothing.
 * @param agreementId only this one, right after it was signed late in its term.
 */
export const openRenewalLoop = async (ctx: Ctx, agreementId: string | null = null): Promise<number> => {
  const remindDays = await settingOf<number>(ctx, 'network.renewal_reminder_days')
  let opened = 0
  for (const due of await dueAgreements(ctx, remindDays, agreementId)) {
    const answer = await openLoop(ctx, {
      kind: 'network.agreement_renewal',
      institutionId: due.institution_id,
      ownerRole: 'consortium_manager',
      subjectKind: 'agreement',
      subjectId: due.agreement_id,
      reason: 'network.loop.agreement_renewal_reason',
      dueAt: instantAt(due.valid_until, '17:30', ctx.timeZone),
      details: { validUntil: due.valid_until },
    })
    if (answer.opened) opened += 1
  }
  return opened
}
