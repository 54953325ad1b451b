import '../photo.css'
import { App, Button, Popconfirm } from 'antd'
import { useRef, useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { removeInstitutionPhoto, removeStaffPhoto, setInstitutionPhoto, setStaffPhoto } from '../../contract-photos.ts'
import { shrinkPicture } from '../shrink-picture.ts'

const largest = 20_000_000

type Props = {
  readonly photoId: string | null
  readonly name: string
  readonly mayManage: boolean
  readonly wide?: boolean
  readonly keep: (contentBase64: string) => Promise<unknown>
  readonly remove: () => Promise<unknown>
  readonly pending: boolean
}

/** The picture as everyone sees it; another one is made small here before it is sent. */
const PhotoPart = ({ photoId, name, mayManage, wide = false, keep, remove, pending }: Props) => {
  const { message } = App.useApp()
  const input = useRef<HTMLInputElement>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [reading, setReading] = useState(false)
  const take = async (file: File | undefined) => {
    if (file === undefined) return
    setTrouble(null)
    if (file.size > largest) return setTrouble(t('network.photo.too_big'))
    setReading(true)
    const content = await shrinkPicture(file)
    setReading(false)
    if (content === null) return setTrouble(t('network.photo.unreadable'))
    if ((await keep(content)) !== null) void message.success(t('network.photo.kept'))
  }
  if (photoId === null && !mayManage) return null
  return (
    <div className="net-photo">
      {photoId === null ? (
        <span className="net-photo-none" aria-hidden="true">
          {[...name][0]}
        </span>
      ) : (
        <img
          className={wide ? 'net-photo-wide' : 'net-photo-face'}
          src={`/photo/${photoId}`}
          alt={t('network.photo.of', { name })}
        />
      )}
      {mayManage ? (
        <div className="net-photo-acts">
          <input
            ref={input}
            type="file"
            accept="image/jpeg,image/png"
            className="net-photo-file"
            aria-label={t('network.photo.choose', { name })}
            onChange={event => {
              void take(event.target.files?.[0])
              event.target.value = ''
            }}
          />
          <Button size="small" loading={reading || pending} onClick={() => input.current?.click()}>
            {t(photoId === null ? 'network.photo.add' : 'network.photo.change')}
          </Button>
          {photoId === null ? null : (
            <Popconfirm
              title={t('network.photo.remove_ask', { name })}
              okText={t('network.photo.remove')}
              cancelText={t('network.form.cancel')}
              onConfirm={() => void remove()}
            >
              <Button size="small">{t('network.photo.remove')}</Button>
            </Popconfirm>
          )}
          <span className="ds-quiet">{t('network.photo.hint')}</span>
          {trouble === null ? null : <Notice tone="warn">{trouble}</Notice>}
        </div>
      ) : null}
    </div>
  )
}

type PersonProps = {
  readonly staffId: string
  readonly name: string
  readonly photoId: string | null
  readonly mayManage: boolean
}
export const StaffPhoto = ({ staffId, ...rest }: PersonProps) => {
  const keep = useCommand(setStaffPhoto)
  const remove = useCommand(removeStaffPhoto)
  return (
    <>
      <PhotoPart
        {...rest}
        pending={keep.pending || remove.pending}
        keep={contentBase64 => keep.run({ staffId, contentBase64 })}
        remove={() => remove.run({ staffId })}
      />
      <ProblemAlert problem={keep.problem ?? remove.problem} />
    </>
  )
}

type PlaceProps = {
  readonly institutionId: string
  readonly name: string
  readonly photoId: string | null
  readonly mayManage: boolean
}
export const InstitutionPhoto = ({ institutionId, ...rest }: PlaceProps) => {
  const keep = useCommand(setInstitutionPhoto)
  const remove = useCommand(removeInstitutionPhoto)
  return (
    <>
      <PhotoPart
        {...rest}
        wide
        pending={keep.pending || remove.pending}
        keep={contentBase64 => keep.run({ institutionId, contentBase64 })}
        remove={() => remove.run({ institutionId })}
      />
      <ProblemAlert problem={keep.problem ?? remove.problem} />
    </>
  )
}
