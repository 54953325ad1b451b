import { Button } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { type listPartsOfDay, setPartOfDay } from '../../contract-calendar.ts'
import { word } from '../words.ts'
import { Section } from './panel.tsx'
import { RecordForm } from './record-form.tsx'

type Parts = OutputOf<typeof listPartsOfDay>['items']
type Props = { readonly institutionId?: string; readonly parts: Parts; readonly mayManage: boolean }

/** Times of 上午 … 全天, of the region or as one institution keeps them. */
export const PartsOfDaySection = ({ institutionId, parts, mayManage }: Props) => {
  const may = useCan('network.part_of_day.manage') && mayManage
  const [open, setOpen] = useState<Parts[number]['key'] | null>(null)
  const chosen = parts.find(part => part.key === open)
  return (
    <Section title={t('network.parts.title')}>
      <ul className="net-lines">
        {parts.map(part => (
          <li key={part.key}>
            <span>
              {part.name === t(`network.part.${part.key}`) ? part.name : `${word('part', part.key)}（${part.name}）`}{' '}
              <span className="ds-figure">
                {part.startsAt}–{part.endsAt}
              </span>{' '}
              {institutionId ? (
                <span className="ds-quiet">{part.own ? t('network.parts.own') : t('network.parts.regional')}</span>
              ) : null}
            </span>
            {may ? (
              <Button
                size="small"
                type="link"
                aria-label={`${t('network.form.edit')} ${part.name}`}
                onClick={() => setOpen(part.key)}
              >
                {t('network.form.edit')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {chosen ? (
        <RecordForm
          key={chosen.key}
          name={`network.part.${institutionId ?? 'region'}.${chosen.key}`}
          title={t('network.parts.edit', { name: word('part', chosen.key) })}
          endpoint={setPartOfDay}
          initial={{ name: chosen.name, startsAt: chosen.startsAt, endsAt: chosen.endsAt }}
          fields={[
            { key: 'name', control: 'text', label: t('network.field.name'), required: true, maxLength: 10 },
            {
              key: 'startsAt',
              control: 'text',
              label: t('network.field.starts_at'),
              required: true,
              maxLength: 5,
              hint: t('network.hint.time'),
            },
            {
              key: 'endsAt',
              control: 'text',
              label: t('network.field.ends_at'),
              required: true,
              maxLength: 5,
              beside: true,
            },
          ]}
          toInput={values => ({
            ...(institutionId ? { institutionId } : {}),
            part: chosen.key,
            name: values.name as string,
            startsAt: values.startsAt as string,
            endsAt: values.endsAt as string,
          })}
          submit={t('network.form.save')}
          onDone={() => setOpen(null)}
          onCancel={() => setOpen(null)}
        />
      ) : null}
    </Section>
  )
}
