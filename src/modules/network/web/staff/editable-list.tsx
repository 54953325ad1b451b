import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '#src/platform/web/i18n.ts'
import { Section } from './panel.tsx'

export type RowAct = { readonly key: string; readonly label: string }
type Open = { readonly act: string; readonly id: string | null }

type Props<Item> = {
  readonly title: string
  readonly empty: string
  readonly items: readonly Item[]
  readonly idOf: (item: Item) => string
  /** Said by a screen reader behind the act: 修改 专家一诊室. */
  readonly nameOf: (item: Item) => string
  readonly line: (item: Item) => ReactNode
  readonly may: boolean
  /** The words of the button that adds one; nothing can be added without them. */
  readonly add?: string
  /** What can be done to a row; 修改 when nothing else is said. */
  readonly acts?: (item: Item) => readonly RowAct[]
  /** The form of an act: `add` without an item, else the act's key with it. */
  readonly form: (act: string, item: Item | undefined, close: () => void) => ReactNode
  /** Past entries stand on a line of their own. */
  readonly history?: boolean
  /** Stands between the title and the rows. */
  readonly children?: ReactNode
}

export const editAct = (): RowAct => ({ key: 'edit', label: t('network.form.edit') })

/** A part of a panel whose rows are added to and changed in place: one form is open at a time, under what it is about. */
export const EditableList = <Item,>(props: Props<Item>) => {
  const { items, idOf, nameOf, may } = props
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const actsOf = props.acts ?? (() => [editAct()])
  const shown = items.some(item => idOf(item) === open?.id) || open?.id === null ? open : null
  return (
    <Section
      title={props.title}
      count={items.length}
      action={
        may && props.add !== undefined && shown?.act !== 'add' ? (
          <Button size="small" onClick={() => setOpen({ act: 'add', id: null })}>
            {props.add}
          </Button>
        ) : null
      }
    >
      {shown?.act === 'add' ? props.form('add', undefined, close) : null}
      {props.children}
      {items.length === 0 && shown === null ? <p className="ds-quiet">{props.empty}</p> : null}
      <ul className={props.history ? 'net-lines net-history' : 'net-lines'}>
        {items.map(item => (
          <li key={idOf(item)}>
            <span className="net-line-text">{props.line(item)}</span>
            {may ? (
              <span className="net-line-acts">
                {actsOf(item).map(act => (
                  <Button
                    key={act.key}
                    size="small"
                    type="link"
                    aria-label={`${act.label} ${nameOf(item)}`}
                    onClick={() => setOpen({ act: act.key, id: idOf(item) })}
                  >
                    {act.label}
                  </Button>
                ))}
              </span>
            ) : null}
            {shown !== null && shown.id === idOf(item) ? (
              <div className="net-line-form">{props.form(shown.act, item, close)}</div>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** From–until, as it stands behind a row. */
export const Period = ({ from, until }: { readonly from: string; readonly until: string | null }) => (
  <span className="ds-quiet ds-figure">
    {from} – {until ?? t('network.open_end')}
  </span>
)
