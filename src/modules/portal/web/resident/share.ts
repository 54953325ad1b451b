/** Telling the family, keeping in the calendar: with what the phone offers, else with what always works. */

/** WeChat's webview saves no files and opens no other apps. */
export const inWeChat = (): boolean => /MicroMessenger/i.test(navigator.userAgent)

/** True when the phone's own sheet took the text. */
export const shareText = async (title: string, text: string): Promise<boolean> => {
  if (typeof navigator.share !== 'function') return false
  try {
    await navigator.share({ title, text })
    return true
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError' // closed by the person: nothing more to offer
  }
}

const copyByHand = (text: string): boolean => {
  const area = document.createElement('textarea')
  area.value = text
  area.setAttribute('readonly', '')
  area.style.position = 'fixed'
  area.style.top = '-100px'
  document.body.append(area)
  area.select()
  const done = document.execCommand('copy')
  area.remove()
  return done
}

export const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyByHand(text) // plain HTTP, or an old webview
  }
}

export const saveFile = (name: string, type: string, content: string): void => {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
