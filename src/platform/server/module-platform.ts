import Type from 'typebox'
import { localTimeSchema, nullable, uuidSchema } from '#src/platform/kernel/schema.ts'
import en from '#src/platform/locales/en.json' with { type: 'json' }
import zhCN from '#src/platform/locales/zh-CN.json' with { type: 'json' }
import { cleanUp } from './cleaner.ts'
import { accountHandlers } from './endpoints/accounts.ts'
import { auditHandlers } from './endpoints/audit.ts'
import { demoHandlers } from './endpoints/demo.ts'
import { loopHandlers } from './endpoints/loops.ts'
import { messageHandlers } from './endpoints/messages.ts'
import { ownPasswordHandlers } from './endpoints/own-password.ts'
import { phoneSignInHandlers } from './endpoints/phone-sign-in.ts'
import { sessionHandlers } from './endpoints/session.ts'
import { settingHandlers } from './endpoints/settings.ts'
import { signInHandlers } from './endpoints/sign-in.ts'
import { escalateLoops } from './loop-escalation.ts'
import type { ServerModule, SettingDefinition } from './module.ts'
import { loginNameTaken, powersAreSeparate, roleHeld, staffHasAccount } from './refusals.ts'

const whole = (minimum: number, maximum: number) => Type.Integer({ minimum, maximum })

const practice = '等保 2.0 三级实践值（通行做法，非国家标准数值）'
const advice = 'Doorstep 建议值'

const settings: readonly SettingDefinition[] = [
  { key: 'platform.password_min_length', schema: whole(8, 64), value: 8, source: practice, scope: 'everywhere' },
  { key: 'platform.password_classes', schema: whole(1, 4), value: 3, source: practice, scope: 'everywhere' },
  {
    key: 'platform.password_max_days',
    schema: whole(0, 3650),
    value: 0,
    source: '等保实践为不超过 90 天（非国家标准数值）；默认 0 = 不强制定期更换（NIST SP 800-63B 不建议定期更换）',
    scope: 'everywhere',
  },
  { key: 'platform.lock_after', schema: whole(3, 20), value: 5, source: practice, scope: 'everywhere' },
  { key: 'platform.lock_minutes', schema: whole(1, 1440), value: 15, source: practice, scope: 'everywhere' },
  { key: 'platform.idle_minutes', schema: whole(5, 480), value: 30, source: practice, scope: 'institution' },
  { key: 'platform.session_hours', schema: whole(1, 72), value: 12, source: advice, scope: 'institution' },
  { key: 'platform.shift_hours', schema: whole(1, 24), value: 12, source: advice, scope: 'everywhere' },
  { key: 'platform.resident_idle_days', schema: whole(1, 90), value: 7, source: advice, scope: 'everywhere' },
  { key: 'platform.resident_session_days', schema: whole(1, 365), value: 30, source: advice, scope: 'everywhere' },
  {
    key: 'platform.argon2_passes',
    schema: whole(1, 10),
    value: 2,
    source: 'OWASP Password Storage：Argon2id 19 MiB、2 轮',
    scope: 'everywhere',
  },
  {
    key: 'platform.login_code_minutes',
    schema: whole(1, 30),
    value: 5,
    source: '短信验证码通行做法：5 分钟内有效（Doorstep 建议值；NIST SP 800-63B 上限 10 分钟）',
    scope: 'everywhere',
  },
  {
    key: 'platform.login_code_tries',
    schema: whole(1, 10),
    value: 5,
    source: 'Doorstep 建议值：六位数字试 5 次，猜中机会二十万分之一',
    scope: 'everywhere',
  },
  {
    key: 'platform.login_code_pause_seconds',
    schema: whole(10, 600),
    value: 60,
    source: '短信网关通行做法：同一号码每分钟一条',
    scope: 'everywhere',
  },
  { key: 'platform.codes_per_hour', schema: whole(1, 30), value: 5, source: advice, scope: 'everywhere' },
  {
    key: 'platform.quiet_hours',
    schema: Type.Object({ from: localTimeSchema, to: localTimeSchema }),
    value: { from: '21:00', to: '08:00' },
    source: advice,
    scope: 'institution',
  },
  {
    key: 'platform.seal_witness',
    schema: nullable(uuidSchema),
    value: null,
    source: '审计封存见证机构（应为另一机构）；由审计管理员商定',
    scope: 'everywhere',
  },
  { key: 'platform.outbox_keep_days', schema: whole(1, 365), value: 7, source: advice, scope: 'everywhere' },
  { key: 'platform.idempotency_keep_days', schema: whole(1, 365), value: 30, source: advice, scope: 'everywhere' },
]

/** Accounts and sign-in, settings, audit, loops, messages: what every module stands on. */
export const platformModule: ServerModule = {
  name: 'platform',
  handlers: [
    ...sessionHandlers,
    ...signInHandlers,
    ...phoneSignInHandlers,
    ...ownPasswordHandlers,
    ...accountHandlers,
    ...settingHandlers,
    ...loopHandlers,
    ...messageHandlers,
    ...auditHandlers,
    ...demoHandlers,
  ],
  permissions: {
    'platform.account.read': ['it_admin', 'security_admin'],
    'platform.account.manage': ['it_admin'],
    // Ordinary accounts are the system administrator's, those with a separate power the security administrator's (PLAT-71).
    'platform.account.secure': ['it_admin', 'security_admin'],
    'platform.role.grant': ['security_admin'],
    'platform.setting.read': ['it_admin', 'security_admin', 'auditor', 'consortium_manager', 'centre_manager'],
    'platform.setting.change': ['it_admin'],
    'platform.setting.change_everywhere': ['it_admin'],
    'platform.audit.read': ['auditor'],
    'platform.demo.use': ['it_admin', 'consortium_manager'],
  },
  permissionsOfAllStaff: ['platform.loop.use'],
  constraints: {
    login_pkey: loginNameTaken,
    one_account_per_member_of_staff: staffHasAccount,
    account_role_pkey: roleHeld,
    no_account_holds_two_administrator_powers: powersAreSeparate,
  },
  jobs: [
    { name: 'platform.escalate', cron: '* * * * *', run: escalateLoops },
    { name: 'platform.clean', cron: '40 18 * * *', run: cleanUp },
  ],
  settings,
  locales: { 'zh-CN': zhCN, en },
}
