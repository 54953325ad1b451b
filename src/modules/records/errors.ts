import {
  conflict,
  type FieldError,
  fieldRefused,
  forbidden,
  notFound,
  type Refusal,
  refused,
} from '#src/platform/kernel/errors.ts'

/** Every refusal of this module; the sentence for each is in `locales/` under `error.<code>`. */

export const residentUnknown = (): Refusal => notFound('records.resident_unknown')
/** Deliberately the same for "no such resident" and "not yours": a stranger learns nothing. */
export const noRelationship = (): Refusal => forbidden('records.no_relationship')
export const identityScopeOnly = (): Refusal => forbidden('records.identity_scope_only')
export const breakGlassLimit = (limitPerDay: number): Refusal => refused('records.break_glass_limit', { limitPerDay })
export const changedByAnother = (): Refusal => conflict('records.changed_by_another')
export const identityBelongsToAnother = (): Refusal =>
  fieldRefused('/identityNumber', 'records.identity_belongs_to_another')
export const identityAlreadyKnown = (): Refusal => fieldRefused('/identity', 'records.identity_already_known')
export const nameReadFromCard = (): Refusal => fieldRefused('/name', 'records.name_read_from_card')
export const cardDiffers = (path: string): Refusal => fieldRefused(path, 'records.card_differs')
/** Several fields at once; each carries its own sentence. */
export const formHasErrors = (fields: readonly FieldError[]): Refusal =>
  refused('records.form_has_errors', { count: fields.length }, fields)
export const childWithoutGuardian = (): Refusal => fieldRefused('/guardian', 'records.child_without_guardian')

export const proofNotValid = (): Refusal => refused('records.proof_not_valid')
export const proofExpired = (): Refusal => refused('records.proof_expired')
export const proofUsed = (): Refusal => refused('records.proof_used')
export const nobodyWithThisNumberAndName = (): Refusal => refused('records.nobody_with_this_number_and_name')
export const codeSentTooOften = (minutes: number): Refusal => refused('records.code_sent_too_often', { minutes })
export const noCodeSent = (): Refusal => refused('records.no_code_sent')
export const phoneMissing = (): Refusal => refused('records.phone_missing')

export const demoOnly = (): Refusal => forbidden('records.demo_only')
export const notADemoResident = (): Refusal => refused('records.not_a_demo_resident')
export const bridgeUnknown = (): Refusal => notFound('records.bridge_unknown')

export const bridgeNameTaken = (): Refusal => fieldRefused('/name', 'records.bridge_name_taken')

export const bringYourCard = (): Refusal => refused('records.bring_your_card')
export const phoneNotSignedIn = (): Refusal => fieldRefused('/phone', 'records.phone_not_signed_in')
export const alreadyLinked = (): Refusal => refused('records.already_linked')
export const linkYourselfFirst = (): Refusal => refused('records.link_yourself_first')
export const childCannotActAlone = (): Refusal => refused('records.child_cannot_act_alone')
export const notAChild = (): Refusal => refused('records.not_a_child')
export const proxyTooYoung = (): Refusal => refused('records.proxy_too_young')
export const proxyUnknown = (): Refusal => notFound('records.proxy_unknown')
export const proxyAlreadyThere = (): Refusal => refused('records.proxy_already_there')
export const proofDoesNotFit = (): Refusal => fieldRefused('/proof', 'records.proof_does_not_fit')
export const proxyUntilTooFar = (latest: string): Refusal =>
  fieldRefused('/until', 'records.proxy_until_too_far', { latest })

export const openingUnknown = (): Refusal => notFound('records.opening_unknown')
export const ownOpening = (): Refusal => forbidden('records.own_opening')
export const noteNeeded = (): Refusal => fieldRefused('/note', 'records.note_needed')
