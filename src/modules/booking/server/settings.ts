import Type from 'typebox'
import { localTimeSchema } from '#src/platform/kernel/schema.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { SettingDefinition } from '#src/platform/server/module.ts'
import { settingOf } from '#src/platform/server/settings.ts'
import { type Channel, channels } from '../contract-shapes.ts'
import { inChannelOrder } from '../domain/channels.ts'
import { noShowPolicies } from '../domain/no-show-policy.ts'
import type { PoolRules } from '../domain/plan-pools.ts'
import { personSettings, seatSettings, whole } from './seat-settings.ts'

/** There is no national number for any of these (published booking practice); each default names where it is practised. */
export const bookingSettings: readonly SettingDefinition[] = [
  {
    key: 'booking.channel_shares',
    schema: Type.Object(Object.fromEntries(channels.map(channel => [channel, whole(0, 100)]))),
    value: { family_doctor: 40, public: 40, on_site: 20, referral: 0 },
    source: 'Doorstep 建议值；北京：医联体基层预留 ≥30% 号源；现场号保留给不用智能手机的老年人（公开的医院预约须知）',
    scope: 'institution',
  },
  {
    key: 'booking.public_days_before',
    schema: whole(0, 60),
    value: 7,
    source: '预约周期 7 天（公开的医院预约须知；各地 1–28 天）',
    scope: 'institution',
  },
  {
    key: 'booking.release_time',
    schema: localTimeSchema,
    value: '07:00',
    source: '放号 07:00（公开的医院预约须知）',
    scope: 'institution',
  },
  {
    key: 'booking.family_doctor_days_earlier',
    schema: whole(0, 60),
    value: 5,
    source: '上海 2024-04：家庭医生较公众提前 5 天预约（文汇报 2025-10 报道）',
    scope: 'institution',
  },
  {
    key: 'booking.reserved_return_hours',
    schema: whole(0, 720),
    value: 48,
    source: '上海 2024-04：未用号源尽早退回（文汇报 2025-10 报道）；48 小时为 Doorstep 建议值',
    scope: 'institution',
  },
  {
    key: 'booking.hold_minutes',
    schema: whole(1, 60),
    value: 10,
    source: 'Doorstep 建议值：填表锁号 10 分钟',
    scope: 'everywhere',
  },
  {
    key: 'booking.cancel_hours_before_day',
    schema: whole(0, 72),
    value: 0,
    source: '就诊日 00:00 前可取消（公开的医院预约须知）；7 = 前一日 17:00（另一医院）',
    scope: 'institution',
  },
  {
    key: 'booking.same_day_cancel_minutes',
    schema: whole(0, 720),
    value: 0,
    source:
      '就诊当日可取消到开诊前几分钟：普通号 30 分钟、专家号半日（公开的医院预约须知）；0 = 当日不可自行取消，按上一项',
    scope: 'institution',
  },
  {
    key: 'booking.person_limit',
    schema: whole(1, 50),
    value: 5,
    source: '每人未就诊预约总数上限，通行做法（公开的医院预约须知）；5 为 Doorstep 建议值',
    scope: 'everywhere',
  },
  ...personSettings,
  {
    key: 'booking.no_show_policy',
    schema: Type.Unsafe<string>({ type: 'string', enum: [...noShowPolicies] }),
    value: 'own',
    source:
      '爽约处理没有全国标准，各院公开须知：一年≥3次停1个月；一月超过3次停到月底；半年≥3次停半年；三个月≥3次停3个月或6个月；own = 用下面三个数',
    scope: 'everywhere',
  },
  {
    key: 'booking.no_show_limit',
    schema: whole(0, 20),
    value: 3,
    source: '一年内爽约 ≥3 次暂停预约（公开的医院预约须知）；0 = 不暂停',
    scope: 'everywhere',
  },
  {
    key: 'booking.no_show_days',
    schema: whole(1, 730),
    value: 365,
    source: '爽约计算期一年（公开的医院预约须知）',
    scope: 'everywhere',
  },
  {
    key: 'booking.suspension_days',
    schema: whole(1, 365),
    value: 30,
    source: '暂停预约 1 个月（公开的医院预约须知）',
    scope: 'everywhere',
  },
  ...seatSettings,
  {
    key: 'booking.passed_places',
    schema: whole(0, 20),
    value: 3,
    source: '过号后移 3 位，导诊台通行做法（公开的医院预约须知：过号听从分诊台）',
    scope: 'institution',
  },
  {
    key: 'booking.late_places',
    schema: whole(0, 20),
    value: 0,
    source: '迟到者顺延几位，导诊台通行做法；Doorstep 默认 0 = 按到达时间排在已到者之后',
    scope: 'institution',
  },
  {
    key: 'booking.booked_per_walk_in',
    schema: whole(0, 10),
    value: 0,
    source: '预约与现场号穿插（如 2 个预约叫 1 个现场），各院自定；Doorstep 默认 0 = 按时间先后',
    scope: 'institution',
  },
  {
    key: 'booking.screen_voice',
    schema: whole(0, 1),
    value: 0,
    source: '大厅屏读出叫到的号（浏览器自带语音，只读号和诊室，不读姓名），Doorstep 建议值：默认关',
    scope: 'institution',
  },
  {
    key: 'booking.return_places',
    schema: whole(0, 20),
    value: 1,
    source: '回诊隔 1 位穿插，Doorstep 建议值',
    scope: 'institution',
  },
  {
    key: 'booking.priority_places',
    schema: whole(0, 20),
    value: 2,
    source: '军人、老年人、孕妇、残疾人优先（公开的医院预约须知）；前移 2 位为 Doorstep 建议值',
    scope: 'institution',
  },
  {
    key: 'booking.alternative_days',
    schema: whole(1, 60),
    value: 14,
    source: '约满时推荐同科室前后两周的号源，Doorstep 建议值（专家一般每周出诊一次，两周内至少还有一次）',
    scope: 'everywhere',
  },
  {
    key: 'booking.reminder_time',
    schema: localTimeSchema,
    value: '16:30',
    source: '就诊前一日下午提醒，Doorstep 建议值：早于前一日 17:00 的取消截止时间（公开的医院预约须知）',
    scope: 'everywhere',
  },
  {
    key: 'booking.confirm_asked',
    schema: whole(0, 1),
    value: 1,
    source: '就诊前一日提醒时请居民确认是否前来，Doorstep 建议值；0 = 只提醒，不请确认',
    scope: 'institution',
  },
  {
    key: 'booking.confirm_time',
    schema: localTimeSchema,
    value: '18:00',
    source: '就诊前一日到这个时间还没确认的人列入电话名单，Doorstep 建议值：提醒后一个半小时，服务台下班以前',
    scope: 'institution',
  },
  {
    key: 'booking.answer_hours',
    schema: whole(1, 72),
    value: 4,
    source: '停诊、改期后几小时未回复即列入电话名单，Doorstep 建议值（公开的停诊告知均为短信加电话）',
    scope: 'institution',
  },
  {
    key: 'booking.hospital_minutes',
    schema: whole(1, 120),
    value: 10,
    source: '实时号源：医院系统几分钟内无答复即退号并告知，Doorstep 建议值（与锁号 10 分钟一致）',
    scope: 'institution',
  },
  {
    key: 'booking.elder_age',
    schema: whole(60, 100),
    value: 70,
    source: '老年人优先 ≥65/70/80（公开的医院预约须知）',
    scope: 'institution',
  },
  {
    key: 'booking.batch_connections',
    schema: whole(1, 4),
    value: 1,
    source: '实测：两核以内一个批量连接最快（decision: gathered batches）',
    scope: 'everywhere',
  },
  {
    key: 'booking.waiting_requests',
    schema: whole(16, 20_000),
    value: 2_000,
    source: '实测：每秒约 1 万笔时 2 000 笔约等待 0.2 秒；再多即答复“稍后再试”',
    scope: 'everywhere',
  },
]

/** How the pools of an institution's sessions are shared and opened. */
export const poolRulesOf = async (ctx: Ctx, institutionId: string): Promise<PoolRules> => {
  const read = <T>(key: string) => settingOf<T>(ctx, `booking.${key}`, institutionId)
  return {
    shares: inChannelOrder(await read<Record<Channel, number>>('channel_shares')),
    publicDaysBefore: await read<number>('public_days_before'),
    releaseTime: await read<string>('release_time'),
    familyDoctorDaysEarlier: await read<number>('family_doctor_days_earlier'),
    reservedReturnHours: await read<number>('reserved_return_hours'),
    keepBackMinutes: await read<number>('keep_back_minutes'),
  }
}

/** BOOK-30 From when on, in the region's own time, tomorrow's people are reminded. */
export const reminderTime = (ctx: Ctx): Promise<string> => settingOf<string>(ctx, 'booking.reminder_time')

export const numberSetting = (ctx: Ctx, key: string, institutionId?: string): Promise<number> =>
  settingOf<number>(ctx, `booking.${key}`, institutionId)
