import { t } from '#src/platform/web/i18n.ts'
import { currentLanguage } from '#src/platform/web/language.ts'
import { word } from '../words.ts'

type Named = { readonly name: string; readonly nameEn: string }

/** A measure in the reader's language. */
export const measureName = (measure: Named): string => (currentLanguage() === 'zh-CN' ? measure.name : measure.nameEn)

/** 门急诊人次（人次）: a column says its unit. */
export const measureTitle = (measure: Named & { readonly unit: string }): string =>
  t('network.measure.title', { name: measureName(measure), unit: word('unit', measure.unit) })

/** Figures of an activity, each in its own unit: they never add. */
export const CountList = ({
  counts,
}: {
  readonly counts: readonly (Named & { readonly measure: string; readonly unit: string; readonly value: number })[]
}) =>
  counts.length === 0 ? null : (
    <div className="ds-quiet">
      {counts.map(count => `${measureName(count)} ${count.value} ${word('unit', count.unit)}`).join(' · ')}
    </div>
  )
