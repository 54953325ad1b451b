import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Go } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Skeleton } from '#src/ui/layout.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { type EquipmentView, type GapView, listAssets } from '../../contract-assets.ts'
import { institutionLink } from '../links.ts'
import { kindNamed, word } from '../words.ts'
import { BedForm, EquipmentForm, GapForm } from './asset-forms.tsx'
import { EditableList, editAct } from './editable-list.tsx'
import { Section } from './panel.tsx'

type Assets = OutputOf<typeof listAssets>
type Props = { readonly institutionId: string; readonly assets: Assets }

export const GapBadge = ({ gap }: { readonly gap: GapView }) => (
  <StatusBadge tone={gap.state === 'have' ? 'good' : 'warn'}>{word('gap_state', gap.state)}</StatusBadge>
)

/** What is missing or broken against the basic list; each can become a task. */
const Gaps = ({ institutionId, assets }: Props) => {
  const [given, setGiven] = useState(false)
  const open = assets.gaps.filter(gap => gap.state !== 'have')
  const [first] = assets.gaps
  if (first === undefined || assets.equipment.length === 0)
    return (
      <Section title={t('network.asset.gaps')}>
        <p className="ds-quiet">
          {first === undefined ? t('network.asset.no_list') : t('network.coverage.nothing_entered')}
        </p>
      </Section>
    )
  return (
    <EditableList
      title={t('network.asset.gaps')}
      empty={t('network.asset.all_there')}
      items={open}
      idOf={gap => gap.kindCode}
      nameOf={kindNamed}
      line={gap => (
        <>
          {kindNamed(gap)} <GapBadge gap={gap} />{' '}
          <span className="ds-quiet">
            {t('network.asset.gap_detail', { minimum: gap.minimum, working: gap.working, broken: gap.broken })}
          </span>
        </>
      )}
      may={assets.mayManage}
      acts={() => [{ key: 'follow', label: t('network.asset.follow') }]}
      form={(_, gap, close) =>
        gap ? (
          <GapForm
            institutionId={institutionId}
            gap={gap}
            onDone={() => {
              setGiven(true)
              close()
            }}
            onClose={close}
          />
        ) : null
      }
    >
      <p>
        {t('network.asset.gap_count', {
          listed: assets.gaps.length,
          have: assets.gaps.length - open.length,
        })}
      </p>
      {[...new Map(assets.gaps.map(gap => [gap.source, gap])).values()].map(({ source, confidence }) => (
        <p className="ds-quiet" key={source}>
          {t('network.asset.source', { source })} · {word('confidence', confidence)}
        </p>
      ))}
      {given ? <p role="status">{t('network.asset.follow_done')}</p> : null}
    </EditableList>
  )
}

const deviceText = (device: EquipmentView): string =>
  [device.code, device.model, device.roomName, device.acquiredOn, device.note].filter(Boolean).join(' · ')

const Equipment = ({ institutionId, assets }: Props) => (
  <EditableList
    title={t('network.asset.equipment')}
    empty={t('network.asset.no_equipment')}
    items={assets.equipment}
    idOf={device => device.equipmentId}
    nameOf={device => `${kindNamed(device)} ${device.code}`}
    line={device => (
      <>
        {kindNamed(device)} <span className="ds-figure">× {device.count}</span>{' '}
        {device.state === 'in_use' ? null : (
          <StatusBadge tone={device.state === 'broken' ? 'warn' : 'neutral'}>
            {word('equipment_state', device.state)}
          </StatusBadge>
        )}
        <br />
        <span className="ds-quiet">{deviceText(device)}</span>
      </>
    )}
    may={assets.mayManage}
    add={t('network.asset.add')}
    form={(_, device, close) => (
      <EquipmentForm institutionId={institutionId} kinds={assets.kinds} device={device} onClose={close} />
    )}
  />
)

const Beds = ({ institutionId, assets }: Props) => (
  <EditableList
    title={t('network.asset.beds')}
    empty={t('network.asset.no_beds')}
    items={assets.beds}
    idOf={beds => beds.bedGroupId}
    nameOf={beds => word('bed_kind', beds.kind)}
    line={beds => (
      <>
        {beds.departmentName ?? t('network.asset.whole_house')} {word('bed_kind', beds.kind)}{' '}
        <span className="ds-figure">{t('network.asset.beds_are', { approved: beds.approved, open: beds.open })}</span>{' '}
        {beds.open > beds.approved ? <StatusBadge tone="warn">{t('network.asset.more_open')}</StatusBadge> : null}
      </>
    )}
    may={assets.mayManage}
    add={t('network.asset.add_beds')}
    acts={() => [editAct()]}
    form={(_, beds, close) => <BedForm institutionId={institutionId} beds={beds} onClose={close} />}
  />
)

const VillageRooms = ({ assets }: { readonly assets: Assets }) => (
  <Section
    title={t('network.asset.village_rooms')}
    count={assets.villageRooms.length}
    empty={t('network.asset.no_village_rooms')}
  >
    <ul className="net-lines">
      {assets.villageRooms.map(room => (
        <li key={room.institutionId}>
          <span className="net-line-text">
            <Go to={institutionLink(room.institutionId)}>{room.shortName}</Go>{' '}
            {room.missing > 0 ? (
              <StatusBadge tone="warn">{t('network.asset.village_missing', { count: room.missing })}</StatusBadge>
            ) : null}
            <br />
            <span className="ds-quiet">
              {room.equipment.map(device => `${kindNamed(device)} ${device.count}`).join('、') || '–'}
            </span>
          </span>
        </li>
      ))}
    </ul>
  </Section>
)

/** 设备与床位: what an institution has, and what it lacks. */
export const AssetsPart = ({ institutionId }: { readonly institutionId: string }) => {
  const answer = useQueryEndpoint(listAssets, { institutionId }, { keepPrevious: true })
  if (answer.error) return <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <Skeleton label={t('platform.shell.loading')} lines={6} />
  const props = { institutionId, assets: answer.data }
  return (
    <>
      <Gaps {...props} />
      <Equipment {...props} />
      <Beds {...props} />
      <VillageRooms assets={answer.data} />
    </>
  )
}
