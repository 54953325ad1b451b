import { Input } from 'antd'
import { useDeferredValue, useState } from 'react'
import { t } from '#src/platform/web/i18n.ts'
import { Go, useGo } from '#src/platform/web/navigation.tsx'
import { usePinyin } from '#src/platform/web/pinyin.ts'
import { matchesWords } from '#src/platform/web/pinyin-match.ts'
import { useSession } from '#src/platform/web/session.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader } from '#src/ui/layout.tsx'
import { NavIcon } from './nav-icon.tsx'
import { type NavPage, navPages } from './nav-items.ts'
import { usePages } from './pages-context.ts'

const groupsOf = (pages: readonly NavPage[]): readonly (readonly [string, readonly NavPage[]])[] => {
  const groups = new Map<string, NavPage[]>()
  for (const page of pages) {
    const group = page.nav.group ?? 'platform.shell.more.other'
    groups.set(group, [...(groups.get(group) ?? []), page])
  }
  return [...groups]
}

/** Everything this person may open, found by word, pinyin or initials. */
export const MorePage = () => {
  const session = useSession()
  const go = useGo()
  const pinyin = usePinyin()
  const [text, setText] = useState('')
  const words = useDeferredValue(text)
  const all = navPages(usePages(), session)
  const found = all.filter(page => matchesWords(words, `${t(page.nav.key)} ${page.nav.keywords ?? ''}`, pinyin))
  return (
    <>
      <PageHeader title={t('platform.shell.more.title')} purpose={t('platform.shell.more.purpose')}>
        <Input
          autoFocus
          allowClear
          className="more-search"
          value={text}
          aria-label={t('platform.shell.more.search')}
          placeholder={t('platform.shell.more.search')}
          onChange={event => setText(event.target.value)}
          onPressEnter={() => found[0] && go(found[0].path)}
        />
        <span className="ds-quiet" role="status">
          {t('platform.shell.more.count', { count: found.length })}
        </span>
      </PageHeader>
      <div className="ds-page-body">
        {found.length === 0 ? (
          <EmptyState title={t('platform.shell.more.none', { text: words })} icon="search" />
        ) : null}
        {groupsOf(found).map(([group, pages]) => (
          <section key={group} className="more-group">
            <h2>{t(group)}</h2>
            <ul>
              {pages.map(page => (
                <li key={page.path}>
                  <Go to={page.path}>
                    <NavIcon icon={page.nav.icon} />
                    {t(page.nav.key)}
                  </Go>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  )
}
