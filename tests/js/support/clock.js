/**
 * A clock that the test turns, for what is to happen after a second or more. Shorter times, and those of `fetch`, whose timers have
 * arguments, pass by themselves.
 * @param {import('node:test').TestContext} t
 * @returns {(ms: number) => void} lets time pass
 */
export function takeClock(t) {
  const { setTimeout: set, clearTimeout: clear } = globalThis
  /** @type {Map<object, {at: number, job: () => void}>} */
  const waiting = new Map()
  let now = 0
  const later = (/** @type {() => void} */ job, /** @type {number} */ ms, /** @type {any[]} */ ...rest) => {
    if (!(ms >= 1000) || rest.length) return set(job, ms, ...rest)
    const timer = {}
    waiting.set(timer, { at: now + ms, job })
    return timer
  }
  const forget = (/** @type {any} */ timer) => waiting.delete(timer) || clear(timer)
  Object.assign(globalThis, { setTimeout: later, clearTimeout: forget })
  t.after(() => Object.assign(globalThis, { setTimeout: set, clearTimeout: clear }))
  return (ms) => {
    now += ms
    for (const [timer, { at, job }] of [...waiting]) if (at <= now && waiting.delete(timer)) job()
  }
}
