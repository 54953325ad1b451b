import type { StaffRow } from '../engine/network-data.ts'
import { createStaffOffice } from '../engine/staff.ts'
import { branches } from './branches.ts'

const post = createStaffOffice(330_683, 2, 'SZ')
const two = (no: number): string => String(no).padStart(2, '0')

/** Three people of the head hospital go to each branch: the paired department's doctor, a second doctor, and a specialist nurse or a ward doctor. */
const sentDown = branches.flatMap((branch, index): readonly StaffRow[] => {
  const no = two(index + 1)
  const doctor = (code: string, department: string, titleCode: '231' | '232' | '233') =>
    post({
      code,
      profession: 'doctor',
      titleCode,
      institution: 'SZ-HEAD',
      department,
      specialities: [department],
      sites: [branch.code],
    })
  const nurse = (code: string) =>
    post({
      code,
      profession: 'nurse',
      titleCode: '252',
      institution: 'SZ-HEAD',
      department: '护理部',
      specialities: ['专科护理', '伤口造口', '糖尿病教育'],
      sites: [branch.code],
      sex: '2',
    })
  return [
    doctor(`SZ-E${no}A`, branch.department, index % 2 === 0 ? '231' : '232'),
    branch.jointWard ? nurse(`SZ-E${no}B`) : doctor(`SZ-E${no}B`, branch.second, '232'),
    branch.jointWard ? doctor(`SZ-E${no}C`, branch.department, '233') : nurse(`SZ-E${no}C`),
  ]
})

/** Each of the four gives two visits a month, at two branches. */
const provincial = ['神经内科', '呼吸内科', '骨科', '肿瘤内科'].map((department, index) =>
  post({
    code: `SZ-PROV${index + 1}`,
    profession: 'doctor',
    titleCode: '231',
    institution: 'ZJ-PROV',
    department,
    specialities: [department],
    sites: [branches[index]?.code as string, branches[index + 4]?.code as string],
  }),
)

const atHead: readonly StaffRow[] = [
  post({
    code: 'SZ-MGR',
    profession: 'manager',
    titleCode: '231',
    institution: 'SZ-HEAD',
    department: '医共体办公室',
    specialities: [],
  }),
  post({
    code: 'SZ-RND',
    profession: 'doctor',
    titleCode: '231',
    institution: 'SZ-HEAD',
    department: '神经内科',
    specialities: ['远程查房'],
    sites: ['SZ-B01'],
  }),
  post({
    code: 'SZ-BAS1',
    profession: 'doctor',
    titleCode: '232',
    institution: 'SZ-HEAD',
    department: '内分泌科',
    specialities: ['糖尿病筛查', '健康教育'],
    sites: ['SZ-BASE'],
  }),
  post({
    code: 'SZ-BAS2',
    profession: 'nurse',
    titleCode: '253',
    institution: 'SZ-HEAD',
    department: '护理部',
    specialities: ['义诊', '血压血糖'],
    sites: ['SZ-BASE'],
    sex: '2',
  }),
]

const atBranches = branches.flatMap((branch, index): readonly StaffRow[] => {
  const no = two(index + 1)
  const gp = post({
    code: `SZ-G${no}`,
    profession: 'doctor',
    titleCode: '233',
    institution: branch.code,
    department: '全科',
    specialities: ['全科', '慢病管理'],
  })
  if (index > 0) return [gp]
  return [
    gp,
    post({
      code: 'SZ-CEN',
      profession: 'manager',
      titleCode: '232',
      institution: branch.code,
      department: '全科',
      specialities: [],
    }),
    post({
      code: 'SZ-N01',
      profession: 'nurse',
      titleCode: '253',
      institution: branch.code,
      department: '护理部',
      specialities: ['社区护理'],
      sex: '2',
    }),
    post({
      code: 'SZ-D01',
      profession: 'nurse',
      titleCode: '254',
      institution: branch.code,
      department: '护理部',
      specialities: ['导诊'],
      sex: '2',
    }),
  ]
})

/** Members of the hospital's committee, each the contact of two branches. */
const committee = [1, 2, 3, 4, 5].map(no =>
  post({
    code: `SZ-L0${no}`,
    profession: 'manager',
    titleCode: '231',
    institution: 'SZ-HEAD',
    department: '医共体办公室',
    specialities: [],
  }),
)

export const staff: readonly StaffRow[] = [...sentDown, ...provincial, ...atHead, ...atBranches, ...committee]
