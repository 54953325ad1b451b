import { Button } from 'antd'
import { StaffPicker } from '#src/modules/network/public-web.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Notice } from '#src/ui/notice.tsx'
import { Kbd } from '#src/ui/text.tsx'
import type { useBoardActs } from './use-board-acts.ts'

/** What is selected and what just happened, with the way back. */
export const SelectionBar = ({ hands }: { readonly hands: ReturnType<typeof useBoardActs> }) => (
  <div className="dep-hands">
    <div role="status" aria-live="polite" className={hands.notice ? 'dep-toast' : undefined}>
      {hands.notice ? (
        <Notice tone={hands.notice.tone}>
          <span>{hands.notice.text}</span>{' '}
          {hands.notice.undo ? (
            <Button size="small" onClick={hands.notice.undo}>
              {t('deployment.act.undo')}
            </Button>
          ) : null}
          <Button size="small" type="text" aria-label={t('deployment.act.close')} onClick={hands.closeNotice}>
            ✕
          </Button>
        </Notice>
      ) : null}
    </div>
    {hands.selected.size > 0 ? (
      <div className="dep-selection" role="toolbar" aria-label={t('deployment.board.selection')}>
        <b>{t('deployment.board.selected', { count: hands.selected.size })}</b>
        <Button size="small" onClick={hands.copySelected}>
          {t('deployment.act.copy')}
        </Button>
        <Button size="small" onClick={hands.cutSelected}>
          {t('deployment.act.cut')}
        </Button>
        <StaffPicker
          label={t('deployment.act.change_person_label')}
          value={undefined}
          worksAt={hands.chosen[0]?.institutionId}
          onChange={(staffId, name) => staffId && hands.changeLead(staffId, name ?? '')}
        />
        <Button size="small" onClick={hands.removeSelected}>
          {t('deployment.act.remove')}
        </Button>
        <Button size="small" type="text" onClick={hands.clear}>
          {t('deployment.act.clear')}
        </Button>
      </div>
    ) : null}
  </div>
)

/** How to read the chips, and the keys. */
export const BoardLegend = ({ movable }: { readonly movable: boolean }) => (
  <p className="dep-legend">
    <span>{t('deployment.legend.draft')}</span>
    <span>{t('deployment.legend.published')}</span>
    <span>{t('deployment.legend.days')}</span>
    {movable ? <span>{t('deployment.legend.gap')}</span> : null}
    {movable ? (
      <>
        <span>
          {t('deployment.legend.mouse')} <Kbd>Ctrl</Kbd>
        </span>
        <span>
          <Kbd>↑ ↓ ← →</Kbd> {t('deployment.legend.walk')} <Kbd>Enter</Kbd> {t('deployment.legend.enter')}{' '}
          <Kbd>Space</Kbd> {t('deployment.legend.space')} <Kbd>M</Kbd> {t('deployment.legend.move')} <Kbd>Ctrl C</Kbd>{' '}
          <Kbd>Ctrl X</Kbd> <Kbd>Ctrl V</Kbd> {t('deployment.legend.clipboard')} <Kbd>Delete</Kbd>{' '}
          {t('deployment.legend.delete')}
        </span>
      </>
    ) : null}
  </p>
)
