/** The ten branches, each paired with a department of the head hospital. Four of them share a joint ward (联合病房). */

export type Branch = {
  readonly code: string
  readonly name: string
  readonly shortName: string
  readonly town: string
  /** The department that is paired with this branch. */
  readonly department: string
  readonly second: string
  readonly jointWard: boolean
  readonly at: readonly [number, number]
}

const branch = (
  no: number,
  town: string,
  department: string,
  second: string,
  at: readonly [number, number],
  more: { readonly jointWard?: boolean; readonly invented?: boolean } = {},
): Branch => {
  const demo = more.invented ? '（演示）' : ''
  return {
    code: `SZ-B${String(no).padStart(2, '0')}`,
    name: `嵊州市人民医院${town}分院${demo}`,
    shortName: `${town}分院${demo}`,
    town,
    department,
    second,
    jointWard: more.jointWard ?? false,
    at,
  }
}

export const branches: readonly Branch[] = [
  branch(1, '长乐', '神经内科', '心血管内科', [29.5131, 120.6412], { jointWard: true }),
  branch(2, '甘霖', '呼吸内科', '内分泌科', [29.5502, 120.7391], { jointWard: true }),
  branch(3, '崇仁', '骨科', '消化内科', [29.6423, 120.7284], { jointWard: true }),
  branch(4, '三江', '肿瘤科', '心血管内科', [29.5937, 120.8451], { jointWard: true }),
  branch(5, '黄泽', '心血管内科', '骨科', [29.5713, 120.9222], { invented: true }),
  branch(6, '三界', '内分泌科', '呼吸内科', [29.7204, 120.8731], { invented: true }),
  branch(7, '石璜', '消化内科', '儿科', [29.4921, 120.6893], { invented: true }),
  branch(8, '谷来', '妇产科', '神经内科', [29.7311, 120.6822], { invented: true }),
  branch(9, '金庭', '儿科', '妇产科', [29.5442, 121.0113], { invented: true }),
  branch(10, '浦口', '康复医学科', '内分泌科', [29.6122, 120.8811], { invented: true }),
]

/** Expert visits that the head hospital sends to its branches in a month, provincial ones included (as reported). */
export const visitsAMonth = 280
export const provincialVisits = 8
