import type { App } from './app.ts'
import { jobSchema } from './job-schema.ts'
import { deliverTask, eventTask, type Loop, repeat } from './outbox.ts'

const lookEveryMillis = 10_000
/** Both end within seconds, and do their work once however often they run: whoever has not come back by then is dead. */
const quickSeconds = 60
/** Anything else may look through a whole region; the night's longest has its statements cut off after ten minutes. */
const longSeconds = 1_800

/**
 * PLAT-75 What a process was doing when it was killed is taken on by the others: the library would keep it, and everything
 * behind it in its queue, for four hours.
 * @returns how many workers were found dead
 */
export const takeOverLostJobs = async (app: App): Promise<number> => {
  const { rows } = await app.pool.query<{ workers: number }>(
    `with dead as (
       select distinct locked_by from ${jobSchema}.jobs
       where locked_at < now() - make_interval(secs => case when task_identifier = any($1::text[]) then $2::int else $3::int end))
     select count(*)::int as workers, ${jobSchema}.force_unlock_workers(array_agg(locked_by)) from dead having count(*) > 0`,
    [[eventTask, deliverTask], quickSeconds, longSeconds],
  )
  const workers = rows[0]?.workers ?? 0
  if (workers > 0) app.log.warn({ workers }, 'jobs of processes that ended without a word are taken on')
  return workers
}

export const watchLostJobs = (app: App): Loop =>
  repeat(app, 'lost jobs', () => takeOverLostJobs(app), lookEveryMillis, lookEveryMillis)
