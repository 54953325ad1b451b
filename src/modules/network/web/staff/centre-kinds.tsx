import { Button, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { t } from '#src/platform/web/i18n.ts'
import { Facts } from '#src/ui/layout.tsx'
import { listKeys } from '#src/ui/list-keys.ts'
import { addCentreKind, centreFamilies } from '../../contract-centres.ts'
import { type CentreKindRow, retireCentreKind } from '../../contract-definitions.ts'
import { named, optionsOf, word } from '../words.ts'
import { rowProps } from './list-parts.tsx'
import { Panel } from './panel.tsx'
import { RecordForm } from './record-form.tsx'

const columns = (): TableColumnsType<CentreKindRow> => [
  {
    key: 'name',
    title: t('network.definition.name'),
    render: (_, row) => (
      <>
        <b>{named(row)}</b>
        <div className="ds-quiet">{row.kind}</div>
      </>
    ),
  },
  {
    key: 'family',
    title: t('network.definition.family'),
    width: 120,
    render: (_, row) => word('centre.family', row.family),
  },
  {
    key: 'centres',
    title: t('network.definition.centres'),
    width: 100,
    align: 'right',
    render: (_, row) => <span className="ds-figure">{row.centres}</span>,
  },
]

type ListProps = {
  readonly rows: readonly CentreKindRow[]
  readonly open: string | undefined
  readonly onOpen: (id: string) => void
  readonly onClose: () => void
}

/** Kinds of management and shared centres, and how many there are of each. */
export const KindList = ({ rows, open, onOpen, onClose }: ListProps) => (
  // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the rows inside
  <div onKeyDown={listKeys({ onClose })}>
    <Table<CentreKindRow>
      size="small"
      rowKey="kind"
      columns={columns()}
      dataSource={[...rows]}
      pagination={false}
      rowClassName={row => (row.kind === open ? 'row-open' : '')}
      onRow={row => rowProps(row.kind, onOpen)}
    />
  </div>
)

type DetailProps = { readonly row: CentreKindRow; readonly may: boolean; readonly onClose: () => void }
export const KindDetail = ({ row, may, onClose }: DetailProps) => {
  const [retiring, setRetiring] = useState(false)
  return (
    <Panel title={named(row)} onClose={onClose}>
      <Facts
        items={[
          { name: t('network.definition.key'), value: row.kind },
          { name: t('network.definition.family'), value: word('centre.family', row.family) },
          { name: t('network.definition.source'), value: row.source },
          { name: t('network.definition.centres'), value: row.centres },
        ]}
      />
      {retiring ? (
        <RecordForm
          name={`network.kind.retire.${row.kind}`}
          title={t('network.definition.retire')}
          endpoint={retireCentreKind}
          initial={{ reason: '' }}
          fields={[
            { key: 'reason', control: 'text', label: t('network.field.reason'), required: true, maxLength: 200 },
          ]}
          toInput={values => ({ kind: row.kind, reason: values.reason as string })}
          submit={t('network.definition.retire')}
          onDone={onClose}
          onCancel={() => setRetiring(false)}
        />
      ) : (
        <div className="net-acts">
          {may && row.centres === 0 ? (
            <Button onClick={() => setRetiring(true)}>{t('network.definition.retire')}</Button>
          ) : null}
        </div>
      )}
    </Panel>
  )
}

/** A kind of centre with the document it comes from. */
export const NewKind = ({ onClose }: { readonly onClose: () => void }) => (
  <RecordForm
    name="network.kind.new"
    title={t('network.definition.new.kinds')}
    endpoint={addCentreKind}
    initial={{ family: 'shared' }}
    fields={[
      {
        key: 'kind',
        control: 'text',
        label: t('network.definition.key'),
        required: true,
        maxLength: 40,
        hint: t('network.definition.kind_hint'),
      },
      { key: 'name', control: 'text', label: t('network.definition.name'), required: true, maxLength: 30 },
      { key: 'nameEn', control: 'text', label: t('network.definition.name_en'), required: true, maxLength: 60 },
      {
        key: 'family',
        control: 'select',
        label: t('network.definition.family'),
        required: true,
        options: optionsOf('centre.family', centreFamilies),
      },
      { key: 'source', control: 'text', label: t('network.definition.source'), required: true, maxLength: 120 },
    ]}
    toInput={values => ({
      kind: values.kind as string,
      family: values.family as CentreKindRow['family'],
      name: values.name as string,
      nameEn: values.nameEn as string,
      source: values.source as string,
    })}
    submit={t('network.definition.add')}
    onDone={onClose}
    onCancel={onClose}
  />
)
