import { conflict, forbidden, notFound, Refusal, refused } from '#src/platform/kernel/errors.ts'

/** Refusals of the platform's own acts; the sentence for each is `error.<code>` in its locale files. */

export const signInFirst = () => new Refusal('unauthenticated', 'platform.sign_in_first')
export const signInFailed = () => new Refusal('unauthenticated', 'platform.sign_in_failed')
export const accountLocked = (minutes: number) => refused('platform.account_locked', { minutes })
export const accountDisabled = () => refused('platform.account_disabled')
export const secondFactorNeeded = () => refused('platform.second_factor_needed')
export const secondFactorWrong = () => refused('platform.second_factor_wrong')
export const secondFactorAlready = () => conflict('platform.second_factor_already')
export const secondFactorNotBegun = () => refused('platform.second_factor_not_begun')
export const secondFactorNone = () => refused('platform.second_factor_none')
export const noRoleAnywhere = () => refused('platform.no_role_anywhere')
export const noRoleThere = () => forbidden('platform.no_role_there')
export const notOnThisComputer = () => forbidden('platform.not_on_this_computer')
export const staffOnly = () => forbidden('platform.staff_only')

export const passwordWrong = () => refused('platform.password_wrong')
/** @param left how often this code may still be tried; 0: only a new one helps */
export const codeWrong = (left: number) => refused('platform.code_wrong', { left })
export const codeAskedTooOften = (seconds: number) => conflict('platform.code_asked_too_often', { seconds })

export const loginNameTaken = () => refused('platform.login_name_taken')
export const accountUnknown = () => notFound('platform.account_unknown')
export const ownAccount = () => forbidden('platform.own_account')
export const powerNeedsSecurity = () => forbidden('platform.power_needs_security')
export const ordinaryNeedsSystem = () => forbidden('platform.ordinary_needs_system')
export const staffUnknown = () => notFound('platform.staff_unknown')
export const staffHasAccount = () => refused('platform.staff_has_account')
export const roleUnknown = () => refused('platform.role_unknown')
export const roleHeld = () => conflict('platform.role_held')
export const roleNotHeld = () => conflict('platform.role_not_held')
export const powersAreSeparate = () => refused('platform.powers_are_separate')

export const settingUnknown = () => notFound('platform.setting_unknown')
export const settingOnlyEverywhere = () => refused('platform.setting_only_everywhere')
export const settingOnlyFromHead = () => forbidden('platform.setting_only_from_head')
export const settingInvalid = (at: string) => refused('platform.setting_invalid', { at })

export const loopUnknown = () => notFound('platform.loop_unknown')
export const loopClosed = () => conflict('platform.loop_closed')
export const loopNotYours = () => forbidden('platform.loop_not_yours')
export const loopOwnerUnfit = () => refused('platform.loop_owner_unfit')
export const loopNoteNeeded = () => refused('platform.loop_note_needed')

export const demoOnly = () => forbidden('platform.demo_only')
