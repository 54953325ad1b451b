import {
  choiceColumn,
  codeColumn,
  dateColumn,
  integerColumn,
  numberColumn,
  textColumn,
  timeColumn,
  type WorkbookColumn,
} from '#src/modules/network/public.ts'
import type { SessionKind } from '../contract-shapes.ts'

/** One row of sheet 排班. */
export type SessionRow = {
  readonly institution: string | null
  readonly date: string | null
  readonly part: string | null
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly kind: SessionKind | null
  readonly department: string | null
  readonly room: string | null
  readonly speciality: string | null
  readonly theme: string | null
  readonly lead: string | null
  readonly joint: string | null
  readonly followers: string | null
  readonly nurses: string | null
  readonly team: string | null
  readonly capacity: number | null
  readonly bucketMinutes: number | null
  readonly feeYuan: number | null
  readonly note: string | null
}

const kindWords: Readonly<Record<SessionKind, string>> = {
  outpatient: '坐诊',
  ward_round: '查房',
  demonstration: '手术示教',
  teaching: '教学',
  lecture: '讲座',
  posting_day: '派驻',
  joint_ward: '联合病房',
  free_clinic: '义诊',
  remote_round: '远程查房',
}
const partWords = { morning: '上午', noon: '中午', afternoon: '下午', evening: '晚间', full_day: '全天' }
const people = (key: string, title: string) =>
  textColumn({ key, title, max: 200, hint: '人员编码，多人用、分隔', width: 18 })

export const sessionColumns = [
  codeColumn({ key: 'institution', title: '出诊机构编码', required: true }),
  dateColumn({ key: 'date', title: '日期', required: true }),
  choiceColumn({ key: 'part', title: '时段', required: true, words: partWords }),
  timeColumn({ key: 'startsAt', title: '开始时间', hint: '不填按时段' }),
  timeColumn({ key: 'endsAt', title: '结束时间', hint: '不填按时段' }),
  choiceColumn({ key: 'kind', title: '类型', required: true, words: kindWords }),
  textColumn({ key: 'department', title: '科室', max: 30, hint: '出诊机构的科室编码或名称' }),
  textColumn({ key: 'room', title: '诊室', max: 30, hint: '出诊机构的诊室编码或名称' }),
  textColumn({ key: 'speciality', title: '专业', max: 40 }),
  textColumn({ key: 'theme', title: '给居民看的说明', max: 80 }),
  codeColumn({ key: 'lead', title: '主诊', hint: '人员编码' }),
  people('joint', '全科联合'),
  people('followers', '跟诊'),
  people('nurses', '护士'),
  codeColumn({ key: 'team', title: '团队编码', hint: '不写人员时按团队成员' }),
  integerColumn({ key: 'capacity', title: '号数', required: true, minimum: 0, maximum: 500 }),
  integerColumn({ key: 'bucketMinutes', title: '每段分钟', minimum: 5, maximum: 480, hint: '不填为30' }),
  numberColumn({ key: 'feeYuan', title: '挂号费（元）', minimum: 0, maximum: 10_000 }),
  textColumn({ key: 'note', title: '备注', max: 200 }),
] as unknown as readonly WorkbookColumn[]
