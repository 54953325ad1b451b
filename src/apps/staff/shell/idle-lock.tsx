import { useEffect } from 'react'
import { signOut } from '#src/platform/contract/session.ts'
import { call } from '#src/platform/web/client.ts'
import { useSessionControl } from '#src/platform/web/session.tsx'

const activeKey = 'doorstep.active'
const acts = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const

const lastActive = (): number => {
  try {
    return Number(localStorage.getItem(activeKey) ?? Date.now())
  } catch {
    return Date.now()
  }
}

const noteActive = (): void => {
  try {
    localStorage.setItem(activeKey, String(Date.now()))
  } catch {
    // storage is switched off: the server's own idle limit remains
  }
}

/**
 * An unwatched screen covers itself: live data would keep the server's session alive for ever. Work in another tab of
 * the same browser counts.
 */
export const IdleLock = ({ minutes }: { readonly minutes: number }) => {
  const { lock } = useSessionControl()
  useEffect(() => {
    noteActive()
    let noted = Date.now()
    const note = (): void => {
      if (Date.now() - noted < 5000) return
      noted = Date.now()
      noteActive()
    }
    for (const act of acts) window.addEventListener(act, note, { passive: true, capture: true })
    let locked = false
    const timer = setInterval(() => {
      const idle = Date.now() - lastActive() >= minutes * 60_000
      if (!idle || locked) {
        locked = idle
        return
      }
      locked = true
      void call(signOut, {}, { onExpired: 'throw' }).catch(() => undefined)
      lock()
    }, 15_000)
    return () => {
      clearInterval(timer)
      for (const act of acts) window.removeEventListener(act, note, { capture: true })
    }
  }, [minutes, lock])
  return null
}
