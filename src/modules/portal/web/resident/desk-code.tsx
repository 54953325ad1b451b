import { useEffect, useRef, useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { t } from '#src/platform/web/i18n.ts'
import { QrCode } from '#src/ui/resident/bits.tsx'
import { residentQr } from './endpoints.ts'
import { Trouble } from './page.tsx'
import { clockText, useCountdown } from './use-countdown.ts'

type Matrix = { readonly size: number; readonly data: ArrayLike<number | boolean> }

/** The library that draws codes is loaded only when a code is asked for. */
const useMatrix = (text: string | null): Matrix | null => {
  const [matrix, setMatrix] = useState<Matrix | null>(null)
  useEffect(() => {
    let wanted = true
    setMatrix(null)
    if (text !== null)
      void import('qrcode').then(({ default: library }) => {
        const { size, data } = library.create(text, { errorCorrectionLevel: 'M' }).modules
        if (wanted) setMatrix({ size, data })
      })
    return () => {
      wanted = false
    }
  }, [text])
  return matrix
}

type Owner = { readonly residentId: string; readonly name: string }

/** A code for the desk: shown when asked for, good for a short time, then made anew. */
export const DeskCode = ({ member, atOnce }: { readonly member: Owner; readonly atOnce: boolean }) => {
  const make = useCommand(residentQr, { refresh: [] })
  const [code, setCode] = useState<{ readonly token: string; readonly expiresAt: string } | null>(null)
  const left = useCountdown(code?.expiresAt ?? null)
  const matrix = useMatrix(code && left !== 0 ? code.token : null)
  const show = async () => {
    const answer = await make.run({ residentId: member.residentId })
    if (answer) setCode(answer)
  }
  const asked = useRef(false)
  useEffect(() => {
    if (!atOnce || asked.current) return
    asked.current = true
    void show()
  })
  return (
    <div className="r-stack">
      {matrix ? (
        <>
          <QrCode
            size={matrix.size}
            dark={(row, column) => Boolean(matrix.data[row * matrix.size + column])}
            label={t('portal.health.code_label', { name: member.name })}
          />
          <p className="r-center" role="timer">
            {t('portal.health.code_left', { time: clockText(left ?? 0) })}
          </p>
        </>
      ) : null}
      <Trouble problem={make.problem} />
      <button
        type="button"
        className="r-button"
        data-look={code ? 'plain' : 'next'}
        data-wide
        disabled={make.pending}
        onClick={() => void show()}
      >
        {t(code === null ? 'portal.health.show_code' : 'portal.health.new_code')}
      </button>
      <p className="r-help">{t('portal.health.code_help')}</p>
    </div>
  )
}
