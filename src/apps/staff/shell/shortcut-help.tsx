import { Modal } from 'antd'
import { t } from '#src/platform/web/i18n.ts'
import { Kbd } from '#src/ui/text.tsx'
import type { NavPage } from './nav-items.ts'

type Props = { readonly open: boolean; readonly onClose: () => void; readonly items: readonly NavPage[] }

export const ShortcutHelp = ({ open, onClose, items }: Props) => {
  const rows: readonly (readonly [string, string])[] = [
    ['Ctrl K', t('platform.shell.find')],
    ['Ctrl Enter', t('platform.shell.keys.save')],
    ['Enter', t('platform.shell.keys.next_field')],
    ['↑ ↓', t('platform.shell.keys.rows')],
    ['Esc', t('platform.shell.keys.close')],
    ['?', t('platform.shell.user.keys')],
    ...items.slice(0, 9).map((item, index) => [`Alt ${index + 1}`, t(item.nav.key)] as const),
  ]
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('platform.shell.user.keys')} width={420}>
      <table className="keys-table">
        <tbody>
          {rows.map(([keys, meaning]) => (
            <tr key={keys}>
              <th scope="row">
                <Kbd>{keys}</Kbd>
              </th>
              <td>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  )
}
