import Type from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import { instantSchema, nothing, nullable, oneOf, regionalIdSchema, uuidSchema } from '#src/platform/kernel/schema.ts'

/** Signing in and out, the current session, and what a person changes about the own account. */

export const languageSchema = oneOf(['zh-CN', 'en'])
export const loginNameSchema = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{2,31}$' })
const passwordSchema = Type.String({ minLength: 1, maxLength: 128 })
const sixDigits = Type.String({ pattern: '^[0-9]{6}$' })
/** A mainland mobile number (identifier standards). */
export const mobileSchema = Type.String({ pattern: '^1[3-9]\\d{9}$' })

const institutionSchema = Type.Object({
  institutionId: uuidSchema,
  name: Type.String(),
  regionId: Type.Integer(),
  roles: Type.Array(Type.String()),
})

export const sessionSchema = Type.Object({
  kind: oneOf(['staff', 'resident']),
  accountId: uuidSchema,
  staffId: nullable(uuidSchema),
  name: Type.String(),
  language: languageSchema,
  regionId: Type.Integer(),
  timeZone: Type.String(),
  /** The visible institution; none for residents. */
  institution: nullable(institutionSchema),
  /** Where this person holds a role, the visible one included. */
  institutions: Type.Array(institutionSchema),
  roles: Type.Array(Type.String()),
  /** What these roles may do here; screens hide what is not in it. */
  permissions: Type.Array(Type.String()),
  /** For residents: oneself first, then those one acts for. */
  residents: Type.Array(Type.Object({ residentId: regionalIdSchema, relation: Type.String() })),
  mustChangePassword: Type.Boolean(),
  secondFactor: nullable(oneOf(['totp'])),
  idleMinutes: Type.Integer(),
})

export const sessionStateSchema = Type.Object({
  demo: Type.Boolean(),
  now: instantSchema,
  regions: Type.Array(Type.Object({ regionId: Type.Integer(), name: Type.String(), timeZone: Type.String() })),
  session: nullable(sessionSchema),
})

export const currentSession = query({
  name: 'platform.currentSession',
  method: 'GET',
  path: '/platform/session',
  permission: 'public',
  summary: 'Who is signed in here, where, and what they may do',
  subject: 'none',
  input: nothing,
  output: sessionStateSchema,
  errors: [],
})

const signInErrors = [
  'platform.sign_in_failed',
  'platform.account_locked',
  'platform.account_disabled',
  'platform.second_factor_needed',
  'platform.second_factor_wrong',
  'platform.no_role_anywhere',
] as const

export const signIn = command({
  name: 'platform.signIn',
  isAttempt: true,
  method: 'POST',
  path: '/platform/sign-in',
  permission: 'public',
  summary: 'Sign in with login name and password, and the code of the second factor where one is enrolled',
  subject: 'none',
  input: Type.Object({
    loginName: Type.String({ minLength: 1, maxLength: 64 }),
    password: passwordSchema,
    code: Type.Optional(sixDigits),
    institutionId: Type.Optional(uuidSchema),
  }),
  output: sessionStateSchema,
  errors: signInErrors,
  rateLimit: 30,
})

export const signOut = command({
  name: 'platform.signOut',
  method: 'POST',
  path: '/platform/sign-out',
  permission: 'signed-in',
  summary: 'End the session',
  subject: 'none',
  input: nothing,
  output: sessionStateSchema,
  errors: [],
})

export const switchInstitution = command({
  name: 'platform.switchInstitution',
  method: 'POST',
  path: '/platform/session/institution',
  permission: 'signed-in',
  summary: 'Make another institution, at which one holds a role, the visible one',
  subject: 'none',
  input: Type.Object({ institutionId: uuidSchema }),
  output: sessionStateSchema,
  errors: ['platform.no_role_there'],
})

export const setLanguage = command({
  name: 'platform.setLanguage',
  method: 'POST',
  path: '/platform/session/language',
  permission: 'signed-in',
  summary: 'Choose the language of screens and messages',
  subject: 'none',
  input: Type.Object({ language: languageSchema }),
  output: sessionStateSchema,
  errors: [],
})

export const changePassword = command({
  name: 'platform.changePassword',
  isAttempt: true,
  method: 'POST',
  path: '/platform/password',
  permission: 'signed-in',
  summary: 'Change the own password; other sessions of the account end',
  subject: 'none',
  input: Type.Object({ current: passwordSchema, next: passwordSchema }),
  output: sessionStateSchema,
  errors: [
    'platform.password_wrong',
    'platform.password_too_short',
    'platform.password_too_simple',
    'platform.password_same',
    'platform.password_contains_name',
    'platform.staff_only',
  ],
  rateLimit: 10,
})

/** People who signed in on this shared computer within the shift; picked by name, opened by password. */
export const recentAccounts = query({
  name: 'platform.recentAccounts',
  method: 'GET',
  path: '/platform/device/accounts',
  permission: 'public',
  summary: 'Who signed in on this computer within the shift, for a fast change of user',
  subject: 'none',
  input: nothing,
  output: Type.Object({
    accounts: Type.Array(Type.Object({ accountId: uuidSchema, name: Type.String(), signedInAt: instantSchema })),
  }),
  errors: [],
})

export const switchUser = command({
  name: 'platform.switchUser',
  isAttempt: true,
  method: 'POST',
  path: '/platform/switch-user',
  permission: 'public',
  summary: 'On a shared computer, another person who signed in here within the shift takes over with the password',
  subject: 'none',
  input: Type.Object({ accountId: uuidSchema, password: passwordSchema, code: Type.Optional(sixDigits) }),
  output: sessionStateSchema,
  errors: [...signInErrors, 'platform.not_on_this_computer'],
  rateLimit: 30,
})

export const forgetDeviceAccounts = command({
  name: 'platform.forgetDeviceAccounts',
  method: 'POST',
  path: '/platform/device/forget',
  permission: 'public',
  summary: 'Empty the list of people who signed in on this computer',
  subject: 'none',
  input: nothing,
  output: nothing,
  errors: [],
})

export const enrolTotp = command({
  name: 'platform.enrolTotp',
  isAttempt: true,
  method: 'POST',
  path: '/platform/second-factor/totp',
  permission: 'signed-in',
  summary: 'Begin to enrol an authenticator app; takes effect when a code from it is confirmed',
  subject: 'none',
  input: Type.Object({ password: passwordSchema }),
  output: Type.Object({
    /** `otpauth://…`, drawn as a QR code by the screen. */
    uri: Type.String(),
    /** SVG of the same. */
    qrSvg: Type.String(),
    secret: Type.String(),
  }),
  errors: ['platform.password_wrong', 'platform.second_factor_already', 'platform.staff_only'],
  rateLimit: 10,
})

export const confirmTotp = command({
  name: 'platform.confirmTotp',
  method: 'POST',
  path: '/platform/second-factor/totp/confirm',
  permission: 'signed-in',
  summary: 'Confirm the authenticator app by a code from it',
  subject: 'none',
  input: Type.Object({ code: sixDigits }),
  output: sessionStateSchema,
  errors: ['platform.second_factor_not_begun', 'platform.second_factor_wrong', 'platform.staff_only'],
  rateLimit: 10,
})

export const removeTotp = command({
  name: 'platform.removeTotp',
  isAttempt: true,
  method: 'POST',
  path: '/platform/second-factor/remove',
  permission: 'signed-in',
  summary: 'Remove the own second factor, with password and a code',
  subject: 'none',
  input: Type.Object({ password: passwordSchema, code: sixDigits }),
  output: sessionStateSchema,
  errors: [
    'platform.password_wrong',
    'platform.second_factor_wrong',
    'platform.second_factor_none',
    'platform.staff_only',
  ],
  rateLimit: 10,
})

export const requestLoginCode = command({
  name: 'platform.requestLoginCode',
  method: 'POST',
  path: '/platform/phone/code',
  permission: 'public',
  summary: 'Send a one-time code to a phone; the answer is the same whether or not the phone is known',
  subject: 'none',
  input: Type.Object({
    phone: mobileSchema,
    regionId: Type.Optional(Type.Integer()),
    language: Type.Optional(languageSchema),
  }),
  output: Type.Object({
    sent: Type.Literal(true),
    validMinutes: Type.Integer(),
    /** Seconds until another code may be asked for. */
    againAfterSeconds: Type.Integer(),
    /** Only in the demo, where nothing is really sent. */
    demoCode: Type.Optional(sixDigits),
  }),
  errors: ['platform.code_asked_too_often'],
  rateLimit: 20,
})

export const signInByCode = command({
  name: 'platform.signInByCode',
  isAttempt: true,
  method: 'POST',
  path: '/platform/phone/sign-in',
  permission: 'public',
  summary: 'Sign in as a resident with the code sent to the phone',
  subject: 'none',
  input: Type.Object({
    phone: mobileSchema,
    code: sixDigits,
    regionId: Type.Optional(Type.Integer()),
    /** Chosen on the page before signing in: it becomes the account's. */
    language: Type.Optional(languageSchema),
  }),
  output: sessionStateSchema,
  errors: ['platform.code_wrong', 'platform.account_disabled'],
  rateLimit: 20,
})
