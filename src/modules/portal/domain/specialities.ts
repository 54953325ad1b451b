/**
 * Specialities that we can name in English and explain in plain words (`speciality.<key>`, `plain.<key>`), with the code of
 * the national catalogue of diagnosis and treatment subjects (《医疗机构诊疗科目名录》) and the words by which a
 * department's or clinic's own name is recognised. The first that fits counts, so the narrow ones stand first.
 */
type Speciality = { readonly key: string; readonly code: string; readonly parts: readonly string[] }

export const specialities: readonly Speciality[] = [
  { key: 'free_clinic', code: '', parts: ['义诊'] },
  { key: 'lecture', code: '', parts: ['讲座'] },
  { key: 'nursing', code: '', parts: ['护理', '伤口', '造口'] },
  { key: 'child_growth', code: '09', parts: ['儿童康复', '儿童保健', '发育'] },
  { key: 'child', code: '07', parts: ['儿', 'paed', 'pediatric'] },
  { key: 'rehab', code: '21', parts: ['康复', '理疗', 'rehab'] },
  { key: 'bone_tcm', code: '50.10', parts: ['骨伤', '伤科'] },
  { key: 'orthopaedics', code: '04.03', parts: ['骨', '膝', '腰椎', 'ortho'] },
  { key: 'acupuncture', code: '50.13', parts: ['针灸', '推拿', 'acupuncture'] },
  { key: 'pain', code: '27', parts: ['疼痛', '颈肩', 'pain'] },
  { key: 'heart', code: '03.04', parts: ['心血管', '心内', '心脏', '高血压', '冠心病', 'cardio'] },
  { key: 'lung', code: '03.01', parts: ['呼吸', '肺', '咳', '哮喘', 'respir'] },
  { key: 'nerve', code: '03.03', parts: ['神经', '头晕', '卒中', '脑', 'neuro'] },
  { key: 'rheum', code: '03.08', parts: ['风湿', '免疫', '痛风', 'rheum'] },
  { key: 'diabetes', code: '03.07', parts: ['内分泌', '糖尿病', '甲状腺', 'endocrin', 'diabet'] },
  { key: 'kidney', code: '03.06', parts: ['肾', 'nephro', 'kidney'] },
  { key: 'stomach', code: '03.02', parts: ['消化', '脾胃', '胃', '幽门', 'gastro'] },
  { key: 'blood', code: '03.05', parts: ['血液', 'haemat', 'hemat'] },
  { key: 'skin', code: '13', parts: ['皮肤', 'dermat', 'skin'] },
  { key: 'women', code: '05', parts: ['妇', '产', '月经', '更年期', 'gyn'] },
  { key: 'tumour', code: '19', parts: ['肿瘤', 'oncol'] },
  { key: 'eye', code: '10', parts: ['眼', '白内障', 'ophthal'] },
  { key: 'ear', code: '11', parts: ['耳鼻', '耳鸣', '鼻炎', 'otolaryng'] },
  { key: 'tooth', code: '12', parts: ['口腔', '牙', 'dent'] },
  { key: 'mind', code: '15', parts: ['精神', '心理', '睡眠', '失眠', 'psych'] },
  { key: 'urology', code: '04.04', parts: ['泌尿', '前列腺', 'urolog'] },
  { key: 'anorectal', code: '50.11', parts: ['肛肠', '痔'] },
  { key: 'infection', code: '16', parts: ['传染', '感染', '肝病', '结核'] },
  { key: 'surgery', code: '04', parts: ['外科', '乳腺', 'surg'] },
  { key: 'elder', code: '03.10', parts: ['老年', 'geriat'] },
  { key: 'prevent', code: '50.17', parts: ['治未病', '体质', '膏方'] },
  { key: 'tcm', code: '50', parts: ['中医', '国医', '中药', 'tcm'] },
  { key: 'general', code: '02', parts: ['全科', '内科', 'general'] },
]

export const specialityKeys: readonly string[] = specialities.map(speciality => speciality.key)

/** Which of our specialities a name speaks of; undefined when we know none, and then nothing is made up. */
export const specialityKey = (name: string | null): string | undefined => {
  const text = name?.toLowerCase() ?? ''
  return text === '' ? undefined : specialities.find(({ parts }) => parts.some(part => text.includes(part)))?.key
}

/** 中医儿科: paediatrics, in the Chinese way. */
export const isChineseMedicine = (name: string): boolean => /中医|国医/.test(name)
