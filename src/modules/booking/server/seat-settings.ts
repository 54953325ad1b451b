import Type from 'typebox'
import type { SettingDefinition } from '#src/platform/server/module.ts'

export const whole = (minimum: number, maximum: number) => Type.Integer({ minimum, maximum })

/** How much one person, and one phone, may book. Hospitals differ; 0 is no limit. */
export const personSettings: readonly SettingDefinition[] = [
  {
    key: 'booking.day_limit',
    schema: whole(0, 20),
    value: 3,
    source: '每人每日预约总数上限，通行做法（公开的医院预约须知）；3 为 Doorstep 建议值；0 = 不限',
    scope: 'everywhere',
  },
  {
    key: 'booking.month_limit',
    schema: whole(0, 100),
    value: 15,
    source: '每人每月预约总数上限，通行做法（公开的医院预约须知）；15 为 Doorstep 建议值，按就诊日所在的月计；0 = 不限',
    scope: 'everywhere',
  },
  {
    key: 'booking.phone_limit',
    schema: whole(0, 20),
    value: 0,
    source:
      '同一手机每日同一科室限约 1 个（公开的医院预约须知）；本平台默认 0 = 不限，因为一部手机常替几位老人预约；开启后新约的才计',
    scope: 'everywhere',
  },
]

/** How seats move: waiting list, seats that rest, extra seats, changes of mind. No number here is national. */
export const seatSettings: readonly SettingDefinition[] = [
  {
    key: 'booking.reschedule_days',
    schema: whole(1, 60),
    value: 28,
    source: '改约可选今后多少天内同专家或同科室的号源，Doorstep 建议值（公开的预约周期最长 28 天）',
    scope: 'everywhere',
  },
  {
    key: 'booking.keep_back_minutes',
    schema: whole(0, 1_440),
    value: 120,
    source: 'Doorstep 建议值：开诊前 2 小时起，退回的号不再留给候补者，先到先得，免得空号',
    scope: 'institution',
  },
  {
    key: 'booking.offer_minutes',
    schema: whole(5, 1_440),
    value: 60,
    source: 'Doorstep 建议值：候补到的号保留 60 分钟清醒时间，夜间安静时段不计时（platform.quiet_hours）',
    scope: 'institution',
  },
  {
    key: 'booking.waiting_limit',
    schema: whole(1, 20),
    value: 3,
    source: 'Doorstep 建议值：每人同时候补的心愿不超过 3 个',
    scope: 'everywhere',
  },
  {
    key: 'booking.waiting_order',
    schema: Type.Object({ urgent: whole(1, 4), contracted: whole(1, 4), elder: whole(1, 4), other: whole(1, 4) }),
    value: { urgent: 1, contracted: 2, elder: 3, other: 4 },
    source:
      '急危重症与医联体转诊患者、签约居民、老年人优先（公开的医院预约须知）；次序为 Doorstep 建议值，同级按加入时间',
    scope: 'institution',
  },
  {
    key: 'booking.return_percent',
    schema: whole(0, 100),
    value: 10,
    source: 'Doorstep 建议值：通常约一成的号会退回，用来告诉候补者机会大小；可按本机构退号率调整',
    scope: 'institution',
  },
  {
    key: 'booking.cancel_limit',
    schema: whole(0, 50),
    value: 6,
    source: '一月内取消 ≥3 次列入限制（公开的医院预约须知）；6 次为 Doorstep 建议值，改约与放弃候补不算；0 = 不限',
    scope: 'everywhere',
  },
  {
    key: 'booking.same_day_cancel_limit',
    schema: whole(0, 50),
    value: 3,
    source:
      '一月内就诊当日取消 ≥3 次列入限制（公开的医院预约须知）；只在本机构允许当日取消时才会发生；义诊、讲座不算；0 = 不限',
    scope: 'everywhere',
  },
  {
    key: 'booking.cancel_pause_days',
    schema: whole(1, 365),
    value: 7,
    source: '频繁取消后暂停自助预约 7 天，Doorstep 建议值（公开的医院预约须知另有更长的）',
    scope: 'everywhere',
  },
  {
    key: 'booking.hot_minutes',
    schema: whole(0, 240),
    value: 15,
    source: '放号后 15 分钟内约满即为热门，Doorstep 建议值；0 = 不判定',
    scope: 'institution',
  },
  {
    key: 'booking.rest_minutes',
    schema: whole(0, 1_440),
    value: 120,
    source: '热门场次的退号在 2 小时内的随机时刻重新放出，防号贩子；时长为 Doorstep 建议值；0 = 立即放出',
    scope: 'institution',
  },
  {
    key: 'booking.extra_limit',
    schema: whole(0, 50),
    value: 3,
    source: '每场加号不超过 3 个，Doorstep 建议值（各院由专家或科室主任掌握）',
    scope: 'institution',
  },
  {
    key: 'booking.face_days',
    schema: whole(1, 90),
    value: 14,
    source: '就诊后 14 天内可评价，每次就诊一次，Doorstep 建议值（没有全国标准）',
    scope: 'everywhere',
  },
  {
    key: 'booking.face_minimum',
    schema: whole(1, 100),
    value: 11,
    source:
      '评价少于几份不公布，以免推知个人：小数不公布是统计公布的通行做法（例：美国 CMS 的 1–10 例不公布），11 为 Doorstep 采用值',
    scope: 'everywhere',
  },
]
