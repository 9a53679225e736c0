// What the log keeps of a fault: where and why, and nothing of whom.
import { inspect } from 'node:util'

/** What a fault says of itself, and of what caused it, without the values of the query that failed: they are names and numbers of people. */
export function toLoggableFault(fault: unknown): string {
  if (!(fault instanceof Error)) return inspect(fault, { depth: 2, maxStringLength: 200 })
  const said = (fault.stack ?? `${fault.name}: ${fault.message}`).replace(/^params: .*(\n(?!\s+at ).*)*$/m, 'params: …')
  return fault.cause ? `${said}\n  caused by ${toLoggableFault(fault.cause)}` : said
}
