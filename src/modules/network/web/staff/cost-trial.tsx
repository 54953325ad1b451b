import { Checkbox, InputNumber, Select } from 'antd'
import { useState } from 'react'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { FormField } from '#src/ui/form-field.tsx'
import { Money } from '#src/ui/text.tsx'
import { insuranceTypes, insuredPlaces, titleCodes } from '../../contract-codes.ts'
import { type FeeItemView, previewCost } from '../../contract-fees.ts'
import { optionsOf, word } from '../words.ts'
import { Section } from './panel.tsx'

type Question = InputOf<typeof previewCost>
type Preview = OutputOf<typeof previewCost>
type Line = Preview['lines'][number]

const shareText = (line: Line, preview: Preview): string => {
  const named = (code: string | null) => preview.rules.find(rule => rule.code === code)
  const [waiver, share] = [named(line.waivedBy), named(line.paidBy)]
  return [
    waiver ? t('network.cost.waived_by', { name: waiver.name }) : null,
    share ? t('network.cost.paid_by', { name: share.name, percent: (share.sharePerMille ?? 0) / 10 }) : null,
  ]
    .filter(Boolean)
    .join('；')
}

/** The estimate line by line, with the rule of each. */
const PreviewTable = ({ preview }: { readonly preview: Preview }) => (
  <>
    <div className="net-scroll">
      <table className="net-table">
        <thead>
          <tr>
            <th scope="col">{t('network.fee.name')}</th>
            <th scope="col">{t('network.cost.total')}</th>
            <th scope="col">{t('network.cost.waived')}</th>
            <th scope="col">{t('network.cost.insurance')}</th>
            <th scope="col">{t('network.cost.own')}</th>
          </tr>
        </thead>
        <tbody>
          {preview.lines.map(line => (
            <tr key={line.code}>
              <th scope="row">
                {line.name}
                {line.quantity > 1 ? ` × ${line.quantity}` : ''}
                <div className="ds-quiet">{shareText(line, preview)}</div>
              </th>
              {[line.totalFen, line.waivedFen, line.insuranceFen, line.ownFen].map((fen, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: four amounts, always in this order
                <td key={index}>
                  <Money fen={fen} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('network.cost.sum')}</th>
            <td>
              <Money fen={preview.totalFen} />
            </td>
            <td>
              <Money fen={preview.waivedFen} />
            </td>
            <td>
              <Money fen={preview.insuranceFen} />
            </td>
            <td>
              <b>
                <Money fen={preview.ownFen} />
              </b>
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
    <p>{t('network.cost.estimate')}</p>
    <ul className="net-lines ds-quiet">
      {preview.notes.map(note => (
        <li key={note}>{word('cost_note', note)}</li>
      ))}
    </ul>
  </>
)

/** 试算: what this person would probably pay here; nothing of it is kept. */
export const CostTrial = ({
  institutionId,
  fees,
}: {
  readonly institutionId: string
  readonly fees: readonly FeeItemView[]
}) => {
  const [question, setQuestion] = useState<Omit<Question, 'institutionId'>>({
    visit: { titleCode: null },
    items: [],
    insuranceType: 'residents',
    insuredPlace: 'local',
    age: null,
    contracted: false,
  })
  const set = (more: Partial<Question>) => setQuestion({ ...question, ...more })
  const answer = useQueryEndpoint(previewCost, { institutionId, ...question }, { keepPrevious: true })
  const titles = titleCodes.filter(code => fees.some(fee => fee.titleCode === code))
  const others = fees.filter(fee => fee.kind !== 'registration' && fee.kind !== 'consultation')
  return (
    <Section title={t('network.cost.trial')}>
      <div className="net-pair">
        <FormField label={t('network.fee.title')}>
          {field => (
            <Select
              {...field}
              className="net-wide"
              value={question.visit?.titleCode ?? ''}
              onChange={titleCode => set({ visit: { titleCode: (titleCode || null) as '231' | null } })}
              options={[{ value: '', label: t('network.cost.any_title') }, ...optionsOf('title', titles)]}
            />
          )}
        </FormField>
        <FormField label={t('network.cost.items')}>
          {field => (
            <Select
              {...field}
              className="net-wide"
              mode="multiple"
              maxCount={30}
              value={question.items.map(item => item.code)}
              onChange={(codes: string[]) => set({ items: codes.map(code => ({ code, quantity: 1 })) })}
              options={[...new Map(others.map(fee => [fee.code, { value: fee.code, label: fee.name }])).values()]}
            />
          )}
        </FormField>
      </div>
      <div className="net-pair">
        <FormField label={t('network.cost.insurance_type')}>
          {field => (
            <Select
              {...field}
              className="net-wide"
              value={question.insuranceType}
              onChange={insuranceType => set({ insuranceType })}
              options={optionsOf('insurance', insuranceTypes)}
            />
          )}
        </FormField>
        <FormField label={t('network.cost.insured_place')}>
          {field => (
            <Select
              {...field}
              className="net-wide"
              value={question.insuredPlace}
              onChange={insuredPlace => set({ insuredPlace })}
              options={optionsOf('insured_place', insuredPlaces)}
            />
          )}
        </FormField>
        <FormField label={t('network.cost.age')}>
          {field => (
            <InputNumber
              {...field}
              className="net-wide"
              min={0}
              max={130}
              precision={0}
              suffix={t('network.unit.age')}
              value={question.age}
              onChange={age => set({ age })}
            />
          )}
        </FormField>
      </div>
      <Checkbox checked={question.contracted} onChange={event => set({ contracted: event.target.checked })}>
        {t('network.cost.contracted')}
      </Checkbox>
      <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
      {answer.data && answer.data.lines.length > 0 ? <PreviewTable preview={answer.data} /> : null}
    </Section>
  )
}
