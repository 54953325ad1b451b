/** What people say when they look for a doctor → words found in the names of specialities. Search data, not text for screens. */
type Plain = { readonly key: string; readonly speciality: readonly string[]; readonly complaints: readonly string[] }

const plains: readonly Plain[] = [
  {
    key: 'rehab',
    speciality: ['康复', '理疗', 'rehab'],
    complaints: ['康复', '中风后', '偏瘫', '说话晚', '走路晚', '术后恢复'],
  },
  {
    key: 'child',
    speciality: ['儿', 'paed', 'pediatric'],
    complaints: ['孩子', '小孩', '宝宝', '发烧', '积食', '长不高'],
  },
  {
    key: 'orthopaedics',
    speciality: ['骨', 'ortho'],
    complaints: ['腰痛', '腿痛', '膝盖', '关节', '骨折', '颈椎', '肩'],
  },
  {
    key: 'pain',
    speciality: ['疼痛', '针灸', '推拿', 'pain', 'acupuncture'],
    complaints: ['颈肩', '腰腿痛', '头痛', '落枕', '扭伤'],
  },
  {
    key: 'heart',
    speciality: ['心血管', '心内', '高血压', 'cardio'],
    complaints: ['高血压', '胸闷', '心慌', '胸痛', '血压高', '冠心病'],
  },
  { key: 'lung', speciality: ['呼吸', '肺', 'respir'], complaints: ['咳嗽', '气喘', '哮喘', '慢阻肺', '打呼'] },
  { key: 'nerve', speciality: ['神经', 'neuro'], complaints: ['头晕', '手麻', '中风', '脑梗', '失眠', '记性', '手抖'] },
  {
    key: 'diabetes',
    speciality: ['内分泌', '糖尿病', 'endocrin', 'diabet'],
    complaints: ['糖尿病', '血糖', '甲状腺', '痛风'],
  },
  { key: 'kidney', speciality: ['肾', 'nephro', 'kidney'], complaints: ['水肿', '尿泡沫', '肾', '夜尿'] },
  {
    key: 'stomach',
    speciality: ['消化', '脾胃', '胃', 'gastro'],
    complaints: ['胃痛', '胃胀', '反酸', '腹泻', '便秘', '肝'],
  },
  {
    key: 'skin',
    speciality: ['皮肤', 'dermat', 'skin'],
    complaints: ['皮疹', '湿疹', '瘙痒', '痘', '脱发', '带状疱疹'],
  },
  { key: 'women', speciality: ['妇', '产', 'gyn'], complaints: ['月经', '更年期', '备孕', '妇科', '产后'] },
  { key: 'tumour', speciality: ['肿瘤', 'oncol'], complaints: ['肿瘤', '化疗', '结节', '癌'] },
  { key: 'eye', speciality: ['眼', 'ophthal'], complaints: ['白内障', '眼花', '眼干', '看不清'] },
  { key: 'ear', speciality: ['耳鼻', 'otolaryng'], complaints: ['耳鸣', '听力', '鼻炎', '咽喉'] },
  { key: 'tooth', speciality: ['口腔', '牙', 'dent'], complaints: ['牙痛', '假牙', '牙龈', '补牙'] },
  {
    key: 'mind',
    speciality: ['精神', '心理', '睡眠', 'psych'],
    complaints: ['睡不着', '失眠', '焦虑', '抑郁', '心烦'],
  },
  { key: 'urology', speciality: ['泌尿', 'urolog'], complaints: ['前列腺', '尿频', '结石', '尿不尽'] },
  { key: 'surgery', speciality: ['外科', 'surg'], complaints: ['疝气', '胆囊', '甲状腺结节', '静脉曲张', '伤口'] },
  { key: 'elder', speciality: ['老年', 'geriat'], complaints: ['老人', '多种病', '吃药多', '摔倒'] },
  { key: 'tcm', speciality: ['中医', '国医', 'tcm'], complaints: ['调理', '体质', '膏方', '中药', '乏力'] },
  { key: 'general', speciality: ['全科', '内科', 'general'], complaints: ['感冒', '慢病', '配药', '体检报告'] },
]

const plainOf = (speciality: string): Plain | undefined => {
  const text = speciality.toLowerCase()
  return plains.find(plain => plain.speciality.some(part => text.includes(part)))
}

/** Translation key below `plain.` that says in plain words what a speciality treats; undefined when we do not know. */
export const plainKey = (speciality: string | null): string | undefined =>
  speciality ? plainOf(speciality)?.key : undefined

/** All keys, so that a test can demand a sentence for each. */
export const plainKeys: readonly string[] = plains.map(plain => plain.key)

/** PORT-3 A search finds by what people say ("膝盖") as well as by the name of the speciality (骨科). */
export const complaintMatches = (speciality: string | null, words: string): boolean => {
  const found = speciality ? plainOf(speciality) : undefined
  if (!found || words.trim() === '') return false
  return found.complaints.some(complaint => complaint.includes(words) || words.includes(complaint))
}
