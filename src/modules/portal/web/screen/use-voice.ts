import { useEffect, useRef, useState } from 'react'
import { t } from '#src/platform/web/i18n.ts'
import { currentLanguage } from '#src/platform/web/language.ts'
import { toSpeak } from '../../domain/screen-pages.ts'

/** A call as it is read aloud: the number and where to go, never a name. */
export type Spoken = {
  readonly sessionId: string
  readonly ticketNo: number
  readonly callCount: number
  readonly where: string
}

const voices = (): SpeechSynthesis | null => ('speechSynthesis' in window ? window.speechSynthesis : null)

const speak = (words: string, onRefused: () => void): void => {
  const voice = voices()
  if (voice === null) return
  const sentence = new SpeechSynthesisUtterance(words)
  sentence.lang = currentLanguage()
  sentence.rate = 0.9
  sentence.onerror = ({ error }) => {
    if (error === 'not-allowed') onRefused()
  }
  voice.speak(sentence)
}

/**
 * PORT-41 Reads new calls aloud, each twice, where the site wants it. A browser lets a page speak only after somebody has touched
 * it: until then `isRefused` asks for that touch.
 */
export const useVoice = (calls: readonly Spoken[] | null, wanted: boolean) => {
  const heard = useRef<ReadonlySet<string> | null>(null)
  const [isRefused, setRefused] = useState(false)
  useEffect(() => {
    if (calls === null) return
    const { now, spoken } = toSpeak(heard.current, calls)
    heard.current = now
    if (!wanted) return
    for (const call of spoken) {
      const words = t('portal.screen.spoken', { number: call.ticketNo, where: call.where })
      for (const _ of [1, 2]) speak(words, () => setRefused(true))
    }
  }, [calls, wanted])
  const allow = () => {
    setRefused(false)
    speak(t('portal.screen.voice_on'), () => setRefused(true))
  }
  return { isRefused: wanted && isRefused, allow }
}
