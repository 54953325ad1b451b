/** What our code uses and Chromium 86 (WeChat's old webview) does not have; Vite lowers syntax only. */
type Indexed = { readonly length: number; readonly [index: number]: unknown }

const at = function (this: Indexed, index: number): unknown {
  const whole = Math.trunc(index) || 0
  return this[whole < 0 ? this.length + whole : whole]
}
const define = (target: object, name: string, value: unknown): void => {
  if (!(name in target)) Object.defineProperty(target, name, { value, configurable: true, writable: true })
}

define(Array.prototype, 'at', at)
define(String.prototype, 'at', at)
define(Array.prototype, 'findLast', function (this: unknown[], test: (item: unknown) => boolean) {
  return [...this].reverse().find(test)
})
define(Array.prototype, 'toSorted', function (this: unknown[], compare?: (a: unknown, b: unknown) => number) {
  return [...this].sort(compare)
})
const owns = Object.prototype.hasOwnProperty
define(Object, 'hasOwn', (target: object, name: PropertyKey) => owns.call(target, name))

export {}
