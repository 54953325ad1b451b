import { conflict, fieldRefused, forbidden, notFound, type Refusal, refused } from '#src/platform/kernel/errors.ts'

/** Refusals of this module; each code has a sentence in both locales (`error.<code>`). */

export const unknownConsortium = (consortiumId: string): Refusal =>
  notFound('network.unknown_consortium', { consortiumId })
export const unknownInstitution = (institutionId: string): Refusal =>
  notFound('network.unknown_institution', { institutionId })
export const unknownMembership = (membershipId: string): Refusal =>
  notFound('network.unknown_membership', { membershipId })
export const unknownDepartment = (departmentId: string): Refusal =>
  notFound('network.unknown_department', { departmentId })
export const unknownRoom = (roomId: string): Refusal => notFound('network.unknown_room', { roomId })
export const unknownStaff = (staffId: string): Refusal => notFound('network.unknown_staff', { staffId })
export const unknownPracticeSite = (practiceSiteId: string): Refusal =>
  notFound('network.unknown_practice_site', { practiceSiteId })
export const unknownTeam = (teamId: string): Refusal => notFound('network.unknown_team', { teamId })
export const unknownTeamMember = (teamMemberId: string): Refusal =>
  notFound('network.unknown_team_member', { teamMemberId })
export const unknownAgreement = (agreementId: string): Refusal => notFound('network.unknown_agreement', { agreementId })
export const unknownPlaque = (plaqueId: string): Refusal => notFound('network.unknown_plaque', { plaqueId })
export const unknownRegion = (regionId: number): Refusal => notFound('network.unknown_region', { regionId })

/** Somebody else saved while this form was open. */
export const changedMeanwhile = (): Refusal => conflict('network.changed_meanwhile')
export const outsideReach = (institutionId: string): Refusal => forbidden('network.outside_reach', { institutionId })

export const codeTaken = (): Refusal => fieldRefused('/code', 'network.code_taken')
export const nameTaken = (): Refusal => fieldRefused('/name', 'network.name_taken')
export const creditCodeTaken = (): Refusal => fieldRefused('/uscc', 'network.credit_code_taken')
export const licenceTaken = (): Refusal => fieldRefused('/licenceNumber', 'network.licence_taken')
/** @param fault which of the rules of GB 32100 is broken */
export const wrongCreditCode = (fault: string): Refusal => fieldRefused('/uscc', 'network.wrong_credit_code', { fault })
export const coordinatesIncomplete = (): Refusal => fieldRefused('/latitude', 'network.coordinates_incomplete')
export const ownParent = (): Refusal => fieldRefused('/parentInstitutionId', 'network.own_parent')
export const endsBeforeStart = (path = '/validUntil'): Refusal => fieldRefused(path, 'network.ends_before_start')
export const secondHead = (): Refusal => fieldRefused('/role', 'network.second_head')
export const alreadyMember = (): Refusal => fieldRefused('/institutionId', 'network.already_member')

export const duplicateStaff = (staffId: string): Refusal => refused('network.duplicate_staff', { staffId })
export const perhapsDuplicateStaff = (staffId: string): Refusal =>
  refused('network.perhaps_duplicate_staff', { staffId })
export const wrongTitle = (titleCode: string): Refusal =>
  fieldRefused('/titleCode', 'network.wrong_title', { titleCode })
export const titleNotLater = (): Refusal => fieldRefused('/validFrom', 'network.title_not_later')
export const titleUnchanged = (): Refusal => fieldRefused('/titleCode', 'network.title_unchanged')
export const twoTitles = (): Refusal => fieldRefused('/validFrom', 'network.two_titles')
export const homeIsNoExtraSite = (): Refusal => fieldRefused('/institutionId', 'network.home_is_no_extra_site')
export const siteTwice = (): Refusal => fieldRefused('/institutionId', 'network.site_twice')
export const secondLead = (): Refusal => refused('network.second_lead')
export const memberTwice = (): Refusal => refused('network.member_twice')

export const partyTwice = (): Refusal => fieldRefused('/parties', 'network.party_twice')
export const oneSideOnly = (): Refusal => fieldRefused('/parties', 'network.one_side_only')
export const alreadyRenewed = (agreementId: string): Refusal => refused('network.already_renewed', { agreementId })
export const agreementEnded = (agreementId: string): Refusal => refused('network.agreement_ended', { agreementId })
export const renewalTooEarly = (): Refusal => fieldRefused('/validFrom', 'network.renewal_too_early')
export const plaqueRemoved = (plaqueId: string): Refusal => refused('network.plaque_removed', { plaqueId })
export const serviceNotPromised = (service: string): Refusal =>
  fieldRefused('/service', 'network.service_not_promised', { service })
export const activityInTheFuture = (): Refusal => fieldRefused('/on', 'network.activity_in_the_future')

export const noSuchDay = (): Refusal => fieldRefused('/date', 'network.no_such_day')
export const periodTooLong = (maximumDays: number): Refusal => refused('network.period_too_long', { maximumDays })
export const factLocked = (month: string): Refusal => refused('network.fact_locked', { month })
export const badCursor = (): Refusal => refused('network.bad_cursor')

export const notAWorkbook = (): Refusal => fieldRefused('/fileBase64', 'network.not_a_workbook')
export const workbookTooLarge = (maximumMegabytes: number): Refusal =>
  fieldRefused('/fileBase64', 'network.workbook_too_large', { maximumMegabytes })
export const workbookEmpty = (): Refusal => fieldRefused('/fileBase64', 'network.workbook_empty')
/** @param count cells that are wrong; the rehearsal names each of them */
export const workbookHasFindings = (count: number): Refusal => refused('network.workbook_has_findings', { count })

export const unknownFeeItem = (code: string): Refusal => notFound('network.unknown_fee_item', { code })
export const unknownCostRule = (costRuleId: string): Refusal => notFound('network.unknown_cost_rule', { costRuleId })
export const feeCodeInUse = (): Refusal => fieldRefused('/code', 'network.fee_code_in_use')
export const visitFeeInUse = (): Refusal => fieldRefused('/titleCode', 'network.visit_fee_in_use')
export const titleOnlyForVisits = (): Refusal => fieldRefused('/titleCode', 'network.title_only_for_visits')
export const timesOnlyForSeries = (): Refusal => fieldRefused('/times', 'network.times_only_for_series')
export const priceNotLater = (): Refusal => fieldRefused('/validFrom', 'network.price_not_later')
export const designationNotLater = (): Refusal => fieldRefused('/validFrom', 'network.designation_not_later')
export const ruleCodeInUse = (): Refusal => fieldRefused('/code', 'network.rule_code_in_use')
export const shareMissing = (): Refusal => fieldRefused('/sharePerMille', 'network.share_missing')
export const agesOutOfOrder = (): Refusal => fieldRefused('/untilAge', 'network.ages_out_of_order')
