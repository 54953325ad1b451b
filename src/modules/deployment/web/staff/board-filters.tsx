import { Button, Checkbox, Input, Segmented, Select } from 'antd'
import { addMonths } from '#src/platform/kernel/dates.ts'
import { t } from '#src/platform/web/i18n.ts'
import type { PageParams } from '#src/platform/web/navigation.tsx'
import type { BoardView } from '../../domain/board.ts'
import type { BoardAnswer } from './board-words.ts'
import { MonthField } from './day-fields.tsx'

type Props = {
  readonly month: string
  readonly view: BoardView
  readonly params: PageParams
  readonly setParams: (patch: PageParams) => void
  readonly board: BoardAnswer | undefined
  readonly mayLayOut: boolean
  readonly counts: {
    readonly stops: number
    readonly warns: number
    readonly gaps: number
    readonly needs: number
  }
  readonly onPanel: (panel: 'problems' | 'gaps' | 'needs') => void
}

/** Which month, how it is shown, and what is wrong with it. */
export const BoardFilters = ({ month, view, params, setParams, board, mayLayOut, counts, onPanel }: Props) => (
  <>
    <Button
      aria-label={t('deployment.board.previous')}
      onClick={() => setParams({ month: addMonths(month, -1), panel: undefined })}
    >
      ‹
    </Button>
    <MonthField
      label={t('deployment.board.month')}
      value={month}
      onChange={next => setParams({ month: next, panel: undefined })}
    />
    <Button
      aria-label={t('deployment.board.next')}
      onClick={() => setParams({ month: addMonths(month, 1), panel: undefined })}
    >
      ›
    </Button>
    <Segmented<BoardView>
      value={view}
      onChange={value => setParams({ view: value === 'people' ? 'people' : undefined })}
      options={[
        { value: 'sites', label: t('deployment.board.by_sites') },
        { value: 'people', label: t('deployment.board.by_people') },
      ]}
    />
    <Checkbox
      checked={params.dense === '1'}
      onChange={event => setParams({ dense: event.target.checked ? '1' : undefined })}
    >
      {t('deployment.board.dense')}
    </Checkbox>
    {board && (board.sites.length > 1 || params.site) ? (
      <Select
        allowClear
        className="dep-site-filter"
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('deployment.form.site')}
        placeholder={t('deployment.board.every_site')}
        value={params.site ?? null}
        onChange={site => setParams({ site: site ?? undefined })}
        options={board.sites.map(site => ({ value: site.institutionId, label: site.name }))}
      />
    ) : null}
    <Input.Search
      key={params.find ?? ''}
      className="dep-find"
      allowClear
      aria-label={t('deployment.board.find')}
      placeholder={t('deployment.board.find')}
      defaultValue={params.find}
      onSearch={find => setParams({ find: find || undefined })}
    />
    {mayLayOut ? (
      <>
        <Button onClick={() => onPanel('problems')} danger={counts.stops > 0}>
          {t('deployment.board.problems', { stops: counts.stops, warns: counts.warns })}
        </Button>
        <Button onClick={() => onPanel('gaps')}>{t('deployment.gaps.button', { count: counts.gaps })}</Button>
        <Button onClick={() => onPanel('needs')}>{t('deployment.board.needs', { count: counts.needs })}</Button>
      </>
    ) : null}
  </>
)
