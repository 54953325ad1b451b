import Type from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import { instantSchema, nothing, nullable, textSchema, uuidSchema } from '#src/platform/kernel/schema.ts'
import { loginNameSchema } from './session.ts'

/** Administration of staff accounts. Accounts belong to the IT administrator, roles to the security administrator. */

export const accountRoleSchema = Type.Object({
  institutionId: uuidSchema,
  institutionName: Type.String(),
  role: Type.String(),
  grantedAt: instantSchema,
})

export const accountRowSchema = Type.Object({
  accountId: uuidSchema,
  loginName: Type.String(),
  name: Type.String(),
  /** Which member of staff the account belongs to. */
  staffId: nullable(uuidSchema),
  staffName: nullable(Type.String()),
  homeInstitutionId: nullable(uuidSchema),
  homeInstitutionName: Type.String(),
  roles: Type.Array(accountRoleSchema),
  disabledAt: nullable(instantSchema),
  lockedUntil: nullable(instantSchema),
  mustChangePassword: Type.Boolean(),
  secondFactor: Type.Boolean(),
  lastSignInAt: nullable(instantSchema),
  createdAt: instantSchema,
})

const about = Type.Object({ accountId: uuidSchema, reason: textSchema(200) })
const initialPassword = Type.Object({
  accountId: uuidSchema,
  loginName: Type.String(),
  /** Shown once, never stored in clear, must be changed at the first sign-in. */
  initialPassword: Type.String(),
})

export const listAccounts = query({
  name: 'platform.listAccounts',
  method: 'GET',
  path: '/platform/accounts',
  permission: 'platform.account.read',
  summary: 'Staff accounts of the institutions one manages, by name or login name',
  subject: 'none',
  input: Type.Object({
    search: Type.Optional(Type.String({ maxLength: 64 })),
    institutionId: Type.Optional(uuidSchema),
    after: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  output: Type.Object({ accounts: Type.Array(accountRowSchema), total: Type.Integer(), next: nullable(Type.String()) }),
  errors: [],
})

export const listRoles = query({
  name: 'platform.listRoles',
  method: 'GET',
  path: '/platform/roles',
  permission: 'platform.account.read',
  summary: 'Roles that modules declare, with the permissions each holds',
  subject: 'none',
  input: nothing,
  output: Type.Object({
    roles: Type.Array(Type.Object({ role: Type.String(), permissions: Type.Array(Type.String()) })),
  }),
  errors: [],
})

export const createStaffAccount = command({
  name: 'platform.createStaffAccount',
  method: 'POST',
  path: '/platform/accounts',
  permission: 'platform.account.manage',
  summary: 'Make an account for a member of staff, with a password that must be changed at first sign-in',
  subject: 'none',
  input: Type.Object({
    loginName: loginNameSchema,
    name: textSchema(60),
    institutionId: uuidSchema,
    staffId: Type.Optional(uuidSchema),
  }),
  output: initialPassword,
  errors: [
    'platform.login_name_taken',
    'platform.wrong_institution',
    'platform.staff_unknown',
    'platform.staff_has_account',
  ],
  secretAnswer: true,
})

export const linkStaff = command({
  name: 'platform.linkStaff',
  method: 'POST',
  path: '/platform/accounts/:accountId/staff',
  permission: 'platform.account.manage',
  summary: 'Tie an account to the member of staff who uses it, or untie it (null); its sessions end',
  subject: 'none',
  input: Type.Object({ accountId: uuidSchema, staffId: nullable(uuidSchema), reason: textSchema(200) }),
  output: nothing,
  errors: [
    'platform.account_unknown',
    'platform.own_account',
    'platform.staff_unknown',
    'platform.staff_has_account',
    'platform.power_needs_security',
  ],
})

const securing = ['platform.power_needs_security', 'platform.ordinary_needs_system'] as const

export const disableAccount = command({
  name: 'platform.disableAccount',
  method: 'POST',
  path: '/platform/accounts/:accountId/disable',
  permission: 'platform.account.secure',
  summary: 'Disable an account and end its sessions',
  subject: 'none',
  input: about,
  output: nothing,
  errors: ['platform.account_unknown', 'platform.own_account', ...securing],
})

export const enableAccount = command({
  name: 'platform.enableAccount',
  method: 'POST',
  path: '/platform/accounts/:accountId/enable',
  permission: 'platform.account.secure',
  summary: 'Enable a disabled account again',
  subject: 'none',
  input: about,
  output: nothing,
  errors: ['platform.account_unknown', ...securing],
})

export const unlockAccount = command({
  name: 'platform.unlockAccount',
  method: 'POST',
  path: '/platform/accounts/:accountId/unlock',
  permission: 'platform.account.secure',
  summary: 'Lift the lock after too many wrong passwords',
  subject: 'none',
  input: about,
  output: nothing,
  errors: ['platform.account_unknown', ...securing],
})

export const resetPassword = command({
  name: 'platform.resetPassword',
  method: 'POST',
  path: '/platform/accounts/:accountId/password',
  permission: 'platform.account.secure',
  summary: 'Give a new password that must be changed at the next sign-in; sessions of the account end',
  subject: 'none',
  input: about,
  output: initialPassword,
  errors: ['platform.account_unknown', 'platform.own_account', ...securing],
  secretAnswer: true,
})

export const removeSecondFactor = command({
  name: 'platform.removeSecondFactor',
  method: 'POST',
  path: '/platform/accounts/:accountId/second-factor/remove',
  permission: 'platform.account.secure',
  summary: 'Remove the second factor of someone whose phone is lost; sessions of the account end',
  subject: 'none',
  input: about,
  output: nothing,
  errors: ['platform.account_unknown', 'platform.own_account', 'platform.second_factor_none', ...securing],
})

const roleInput = Type.Object({
  accountId: uuidSchema,
  institutionId: uuidSchema,
  role: Type.String({ pattern: '^[a-z_]{2,40}$' }),
  reason: textSchema(200),
})

export const grantRole = command({
  name: 'platform.grantRole',
  method: 'POST',
  path: '/platform/accounts/:accountId/roles',
  permission: 'platform.role.grant',
  summary: 'Give a role at an institution',
  subject: 'none',
  input: roleInput,
  output: nothing,
  errors: [
    'platform.account_unknown',
    'platform.role_unknown',
    'platform.role_held',
    'platform.powers_are_separate',
    'platform.own_account',
    'platform.wrong_institution',
  ],
})

export const revokeRole = command({
  name: 'platform.revokeRole',
  method: 'POST',
  path: '/platform/accounts/:accountId/roles/revoke',
  permission: 'platform.role.grant',
  summary: 'Take a role at an institution away; it ends at once',
  subject: 'none',
  input: roleInput,
  output: nothing,
  errors: ['platform.account_unknown', 'platform.role_not_held', 'platform.own_account', 'platform.wrong_institution'],
})
