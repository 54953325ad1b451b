import { AppstoreOutlined } from '@ant-design/icons'
import { t } from '#src/platform/web/i18n.ts'
import { Go, useNavigation } from '#src/platform/web/navigation.tsx'
import { NavIcon } from './nav-icon.tsx'
import { activePath, type NavPage } from './nav-items.ts'

type Props = {
  readonly items: readonly NavPage[]
  readonly rest: number
  readonly open: boolean
  readonly onClose: () => void
}

export const SideNav = ({ items, rest, open, onClose }: Props) => {
  const { path } = useNavigation()
  const active = activePath(items, path)
  return (
    <>
      {/* biome-ignore lint/a11y: the curtain is a convenience for the finger; the button in the bar closes it too */}
      {open ? <div className="side-curtain" onClick={onClose} /> : null}
      <nav
        id="side-nav"
        className={open ? 'side-nav side-nav-open no-print' : 'side-nav no-print'}
        aria-label={t('platform.shell.nav')}
      >
        <ul>
          {items.map(item => (
            <li key={item.path}>
              <Go to={item.path} aria-current={item.path === active ? 'page' : undefined} title={t(item.nav.key)}>
                <span className="side-icon">
                  <NavIcon icon={item.nav.icon} />
                </span>
                <span className="side-word">{t(item.nav.key)}</span>
              </Go>
            </li>
          ))}
          <li className="side-more">
            <Go to="/more" aria-current={path === '/more' ? 'page' : undefined} title={t('platform.shell.more.title')}>
              <span className="side-icon">
                <AppstoreOutlined aria-hidden="true" />
              </span>
              <span className="side-word">
                {t('platform.shell.more.nav')}
                {rest > 0 ? <span className="side-rest ds-figure">{rest}</span> : null}
              </span>
            </Go>
          </li>
        </ul>
      </nav>
    </>
  )
}
