// Lets others have their turn during work that would hold a thread for long.
import { setImmediate as nextTurn } from 'node:timers/promises'

/** Milliseconds for which work goes on before others have their turn. */
const longest = 10

/** Returns what a loop awaits after each of its steps: others have their turn whenever this work went on for some milliseconds. */
export function takeTurns(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < longest) return
    await nextTurn()
    since = performance.now()
  }
}
