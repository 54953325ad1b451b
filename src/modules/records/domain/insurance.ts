import type { InsuranceType } from '../contract-parts.ts'

/** Insutype codes of the insurance platform, and the payment code of the personal-information form (identifier standards, §2.4). */
export const insuranceCodes: Readonly<
  Record<InsuranceType, { readonly insutype: string | null; readonly payment: string; readonly insured: boolean }>
> = {
  employee: { insutype: '310', payment: '01', insured: true },
  residents: { insutype: '390', payment: '02', insured: true },
  retired_cadre: { insutype: '340', payment: '06', insured: true },
  disabled_soldier: { insutype: '350', payment: '06', insured: true },
  old_red_army: { insutype: '360', payment: '06', insured: true },
  public_funded: { insutype: null, payment: '06', insured: false },
  commercial: { insutype: null, payment: '05', insured: false },
  self_pay: { insutype: null, payment: '07', insured: false },
  other: { insutype: '399', payment: '99', insured: false },
}

/** 本地 or 异地: the same prefecture-level city as the region; directly governed cities count as one. Null when not insured or not known. */
export const isInsuredLocally = (
  type: InsuranceType,
  insuredPlace: string | null,
  regionId: number,
): boolean | null => {
  if (!insuranceCodes[type].insured || insuredPlace === null) return null
  const region = String(regionId)
  const digits = ['11', '12', '31', '50'].includes(region.slice(0, 2)) ? 2 : 4
  return insuredPlace.slice(0, digits) === region.slice(0, digits)
}

/** Province digits of GB/T 2260. */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
)
export const isAreaCode = (code: string): boolean => /^\d{6}$/.test(code) && provinces.has(code.slice(0, 2))
