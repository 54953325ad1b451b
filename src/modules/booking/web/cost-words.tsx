import { formatMoney } from '#src/platform/web/format.ts'
import { hasText, t } from '#src/platform/web/i18n.ts'
import type { Cost } from '../contract-cost.ts'
import { titleWord } from './words.ts'

const wordOf = (key: string, otherwise: string): string => (hasText(key) ? t(key) : otherwise)

/** `李明 主任医师 · 居民医保 · 本地参保 · 72 岁 · 已签约`: on what the estimate rests. */
export const basisWord = ({ basis }: Cost): string =>
  [
    [basis.expert, titleWord(basis.titleCode)].filter(Boolean).join(' '),
    basis.insuranceType === null
      ? t('booking.cost.no_insurance')
      : wordOf(`records.insurance.${basis.insuranceType}`, basis.insuranceType),
    basis.insuredPlace === null ? '' : t(`booking.cost.place.${basis.insuredPlace}`),
    t('booking.cost.age', { age: basis.age }),
    basis.contracted ? t('booking.cost.contracted') : '',
  ]
    .filter(Boolean)
    .join(' · ')

/** 预计自付 ¥6（估算，以医院收费为准）, line by line why; says so when nothing is known. `plain` leaves out what only staff can weigh. */
export const CostWords = ({ cost, plain = false }: { readonly cost: Cost; readonly plain?: boolean }) => {
  if (cost.known !== 'estimate' || cost.preview === null)
    return (
      <p>
        {cost.known === 'price_only' && cost.feeFen !== null
          ? t('booking.cost.price_only', { amount: formatMoney(cost.feeFen) })
          : t('booking.cost.unknown')}
      </p>
    )
  const { preview } = cost
  const ruleName = (code: string | null) => preview.rules.find(rule => rule.code === code)?.name ?? code ?? ''
  return (
    <div className="book-cost">
      <p>
        <b>{t('booking.cost.own', { amount: formatMoney(preview.ownFen) })}</b> {t('booking.cost.estimate')}
      </p>
      <ul>
        {preview.lines.map(line => (
          <li key={line.code}>
            {line.name} {formatMoney(line.totalFen)}
            {line.waivedFen > 0
              ? ` − ${formatMoney(line.waivedFen)}（${t('booking.cost.waived', { rule: ruleName(line.waivedBy) })}）`
              : ''}
            {line.insuranceFen > 0
              ? ` − ${formatMoney(line.insuranceFen)}（${t('booking.cost.insured', { rule: ruleName(line.paidBy) })}）`
              : ''}
            {' = '}
            {formatMoney(line.ownFen)}
          </li>
        ))}
      </ul>
      <p>{t('booking.cost.basis', { basis: basisWord(cost) })}</p>
      {preview.notes
        .filter(note => !plain || note !== 'assumed')
        .map(note => (
          <p key={note}>{t(`network.cost_note.${note}`)}</p>
        ))}
    </div>
  )
}
