/**
 * One press of Enter or Space does one thing. The browser presses whatever has the focus when the key repeats or comes
 * up, and the focus may have moved on meanwhile: what was not under the key when it went down is not pressed by it.
 */
const isPress = (event: KeyboardEvent): boolean => event.key === 'Enter' || event.key === ' '
const isText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.tagName === 'TEXTAREA')

export const guardOneKey = (): void => {
  let pressedOn: EventTarget | null = null
  const stop = (event: Event): void => {
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  const down = (event: KeyboardEvent): void => {
    if (!isPress(event) || event.isComposing) return
    if (!event.repeat) pressedOn = event.target
    else if (event.target !== pressedOn || (event.key === 'Enter' && !isText(event.target))) stop(event)
  }
  const after = (event: KeyboardEvent): void => {
    if (isPress(event) && pressedOn !== null && event.target !== pressedOn && !isText(event.target)) stop(event)
  }
  window.addEventListener('keydown', down, { capture: true })
  window.addEventListener('keypress', after, { capture: true })
  window.addEventListener('keyup', after, { capture: true })
}
