import {
  conflict,
  type FieldError,
  fieldRefused,
  forbidden,
  notFound,
  type Refusal,
  refused,
} from '#src/platform/kernel/errors.ts'
import type { Problem, ProblemCode } from './contract-shapes.ts'

export const sessionUnknown = (sessionId: string): Refusal => notFound('deployment.session_unknown', { sessionId })
export const absenceUnknown = (absenceId: string): Refusal => notFound('deployment.absence_unknown', { absenceId })
/** Another person changed the session after this screen read it. */
export const changedMeanwhile = (sessionId: string): Refusal => conflict('deployment.changed_meanwhile', { sessionId })
export const onlyDraftsAreRemoved = (sessionId: string): Refusal =>
  refused('deployment.only_drafts_are_removed', { sessionId })
export const onlyPublishedAreCancelled = (sessionId: string): Refusal =>
  refused('deployment.only_published_are_cancelled', { sessionId })
export const alreadyPublished = (sessionId: string): Refusal => refused('deployment.already_published', { sessionId })
export const sessionOver = (sessionId: string): Refusal => refused('deployment.session_over', { sessionId })
/** Seats, windows and who was told hang on the kind. */
export const kindStands = (kind: string): Refusal => fieldRefused('/kind', 'deployment.kind_stands', { kind })
export const partUnknown = (partOfDay: string): Refusal =>
  fieldRefused('/partOfDay', 'deployment.part_unknown', { partOfDay })
export const siteInAnotherRegion = (institutionId: string): Refusal =>
  fieldRefused('/institutionId', 'deployment.site_in_another_region', { institutionId })
export const absenceEndsBeforeItStarts = (): Refusal => fieldRefused('/to', 'deployment.absence_ends_before_it_starts')
export const absentAlready = (from: string, to: string): Refusal =>
  fieldRefused('/from', 'deployment.absent_already', { from, to })
/** Raised by the database when the check before it was overtaken. */
export const absentMeanwhile = (): Refusal => conflict('deployment.absent_meanwhile')
export const seriesTooLong = (days: number, limit: number): Refusal =>
  refused('deployment.series_too_long', { days, limit })
export const seriesEmpty = (): Refusal => refused('deployment.series_empty')
export const nothingToCopy = (month: string): Refusal => refused('deployment.nothing_to_copy', { month })
export const nothingToPublish = (month: string): Refusal => refused('deployment.nothing_to_publish', { month })
/** Raised by the database when the check before it was overtaken. */
export const personBusy = (): Refusal => conflict('deployment.person_busy')
export const roomBusy = (): Refusal => conflict('deployment.room_busy')
export const twoLeads = (): Refusal => fieldRefused('/staff', 'deployment.two_leads')
export const dayOfSeriesTaken = (): Refusal => conflict('deployment.day_of_series_taken')

const fieldOf: Readonly<Record<ProblemCode, string>> = {
  person_busy: '/staff',
  room_busy: '/roomId',
  on_leave: '/staff',
  may_not_work_here: '/staff',
  no_staff: '/staff',
  no_lead: '/staff',
  in_the_past: '/localDate',
  no_capacity: '/capacity',
  bad_times: '/endsAt',
  room_elsewhere: '/roomId',
  holiday: '/localDate',
  short_travel: '/partOfDay',
  no_room: '/roomId',
  no_department: '/departmentId',
  no_speciality: '/speciality',
  no_filing: '/filingNumber',
  not_named: '/staff',
}

const detailsOf = (problem: Problem) => ({
  localDate: problem.localDate,
  partOfDay: problem.partOfDay,
  ...(problem.sessionId === null ? {} : { sessionId: problem.sessionId }),
  ...(problem.institutionId === null ? {} : { institutionId: problem.institutionId }),
  ...(problem.staffId === null ? {} : { staffId: problem.staffId }),
  ...(problem.roomId === null ? {} : { roomId: problem.roomId }),
  ...(problem.otherSessionId === null ? {} : { otherSessionId: problem.otherSessionId }),
  ...(problem.otherInstitutionId === null ? {} : { otherInstitutionId: problem.otherInstitutionId }),
})

const codesOfConflict: readonly ProblemCode[] = ['person_busy', 'room_busy']

/** One session can't stand: the first problem names the refusal, all of them are told as fields. */
export const sessionRefused = (problems: readonly Problem[]): Refusal => {
  const first = problems[0] as Problem
  const fields = problems.map(
    (problem): FieldError => ({
      path: fieldOf[problem.code],
      code: `deployment.${problem.code}`,
      details: detailsOf(problem),
    }),
  )
  const refusal = refused(`deployment.${first.code}`, detailsOf(first), fields)
  return codesOfConflict.includes(first.code) ? conflict(refusal.code, refusal.details) : refusal
}

const listed = (
  code: string,
  details: Readonly<Record<string, number | string>>,
  problems: readonly Problem[],
): Refusal =>
  refused(
    code,
    { ...details, count: problems.length },
    problems.map(problem => ({
      path: problem.sessionId === null ? `/days/${problem.localDate}` : `/sessions/${problem.sessionId}`,
      code: `deployment.${problem.code}`,
      details: detailsOf(problem),
    })),
  )

/** Nothing was published; every problem of every session is listed at once. */
export const monthHasProblems = (month: string, problems: readonly Problem[]): Refusal =>
  listed('deployment.month_has_problems', { month }, problems)
export const seriesClashes = (problems: readonly Problem[]): Refusal =>
  listed('deployment.series_clashes', {}, problems)
export const nobodyNamesThePerson = (): Refusal =>
  fieldRefused('/namesPersonDays', 'deployment.nobody_names_the_person')
export const personTwice = (): Refusal => fieldRefused('/staff', 'deployment.person_twice')

/** The role belongs to one's own matters; a colleague's belong to those who plan there. */
export const onlyManagersForOthers = (): Refusal => forbidden('deployment.only_managers_for_others')
export const needUnknown = (needId: string): Refusal => notFound('deployment.need_unknown', { needId })
export const needChangedMeanwhile = (needId: string): Refusal =>
  conflict('deployment.changed_meanwhile_need', { needId })
export const needAnswered = (needId: string): Refusal => refused('deployment.need_answered', { needId })
export const needFiledAlready = (needId: string): Refusal =>
  fieldRefused('/speciality', 'deployment.need_filed_already', { needId })
/** Raised by the database when two filed at the same moment. */
export const needFiledMeanwhile = (): Refusal => fieldRefused('/speciality', 'deployment.need_filed_already')
export const wishEndsBeforeItStarts = (): Refusal =>
  fieldRefused('/wishedUntil', 'deployment.wish_ends_before_it_starts')
export const wishIsOver = (): Refusal => fieldRefused('/wishedUntil', 'deployment.wish_is_over')
export const sessionDoesNotAnswer = (): Refusal => fieldRefused('/sessionId', 'deployment.session_does_not_answer')
export const otherNeedsWords = (): Refusal => fieldRefused('/note', 'deployment.other_needs_words')
/** A picture is made of what is published; drafts are not promised to anybody. */
export const monthNotPublished = (month: string): Refusal => refused('deployment.month_not_published', { month })
/** An account without a person has no sessions of its own. */
export const noPersonOfAccount = (): Refusal => refused('deployment.no_person_of_account')

export const postingUnknown = (postingId: string): Refusal => notFound('deployment.posting_unknown', { postingId })
export const postingEndsBeforeItStarts = (): Refusal =>
  fieldRefused('/lastDay', 'deployment.posting_ends_before_it_starts')
export const postingNeedsOnePlace = (): Refusal => fieldRefused('/institutionId', 'deployment.posting_needs_one_place')
/** Raised by the database: a person works full time at one place. */
export const postedAlready = (): Refusal => conflict('deployment.posted_already')
export const postingChangedMeanwhile = (postingId: string): Refusal =>
  conflict('deployment.changed_meanwhile_posting', { postingId })
export const daysOutsidePosting = (): Refusal => fieldRefused('/days', 'deployment.days_outside_posting')
export const daysStillToCome = (): Refusal => fieldRefused('/days', 'deployment.days_still_to_come')
export const monthConfirmedAlready = (month: string): Refusal =>
  refused('deployment.month_confirmed_already', { month })
export const monthNotReported = (month: string): Refusal => refused('deployment.month_not_reported', { month })
export const nobodyConfirmsOwnDays = (): Refusal => refused('deployment.nobody_confirms_own_days')
export const periodEndsBeforeItStarts = (): Refusal => fieldRefused('/to', 'deployment.period_ends_before_it_starts')
export const periodStillRuns = (): Refusal => fieldRefused('/to', 'deployment.period_still_runs')
export const nothingToCertify = (): Refusal => refused('deployment.nothing_to_certify')
export const certificateUnknown = (): Refusal => notFound('deployment.certificate_unknown', {})
