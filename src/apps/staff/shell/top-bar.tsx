import { MenuOutlined, SearchOutlined } from '@ant-design/icons'
import { useRef } from 'react'
import { myLoops } from '#src/platform/contract/loops.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useLive } from '#src/platform/web/live.ts'
import { Go } from '#src/platform/web/navigation.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan, useSession } from '#src/platform/web/session.tsx'
import { useStaffSlots } from '#src/platform/web/slots.tsx'
import { loopTopics } from '#src/platform/web/staff-pages/loop-topics.ts'
import { Kbd } from '#src/ui/text.tsx'
import { InstitutionSwitch } from './institution-switch.tsx'
import { UserMenu } from './user-menu.tsx'

/** What must still be done, with what is overdue in words. */
const LoopCount = () => {
  const session = useSession()
  const loops = useQueryEndpoint(myLoops, { limit: 1 }, { refetchSeconds: 60, staleSeconds: 10 })
  useLive(loopTopics(session), () => void loops.refetch())
  const counts = loops.data?.counts
  const open = counts ? counts.overdue + counts.today + counts.later : null
  return (
    <Go to="/loops" className="top-loops" aria-live="polite">
      <span className="top-loops-word">{t('platform.shell.loops')}</span> <b className="ds-figure">{open ?? '–'}</b>
      {counts && counts.overdue > 0 ? (
        <span className="top-loops-over">{t('platform.shell.loops_overdue', { count: counts.overdue })}</span>
      ) : null}
    </Go>
  )
}

type Props = {
  readonly onFind: () => void
  readonly onHelp: () => void
  readonly onMenu: () => void
  readonly menuOpen: boolean
}

export const TopBar = ({ onFind, onHelp, onMenu, menuOpen }: Props) => {
  const { FindPerson } = useStaffSlots()
  const mayFind = useCan('records.resident.find')
  const mayLoop = useCan('platform.loop.use')
  const menuButton = useRef<HTMLButtonElement>(null)
  return (
    <header className="top-bar no-print">
      <button
        ref={menuButton}
        type="button"
        className="top-menu"
        aria-expanded={menuOpen}
        aria-controls="side-nav"
        aria-label={t('platform.shell.menu')}
        onClick={onMenu}
      >
        <MenuOutlined aria-hidden="true" />
      </button>
      <Go to="/" className="top-brand" aria-label={t('platform.shell.name')}>
        <span className="top-mark" aria-hidden="true" />
        <span className="top-brand-word">{t('platform.shell.name')}</span>
      </Go>
      <InstitutionSwitch />
      <span className="top-gap" />
      {FindPerson && mayFind ? (
        <button
          type="button"
          className="top-find"
          onClick={onFind}
          aria-keyshortcuts="Control+K"
          aria-label={t('platform.shell.find')}
        >
          <SearchOutlined aria-hidden="true" />
          <span className="top-find-words">
            <b>{t('platform.shell.find')}</b> <span className="ds-quiet">{t('platform.shell.find_by')}</span>
          </span>
          <Kbd>Ctrl K</Kbd>
        </button>
      ) : null}
      {mayLoop ? <LoopCount /> : null}
      <UserMenu onHelp={onHelp} />
    </header>
  )
}
