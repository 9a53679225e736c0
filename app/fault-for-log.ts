// What the log may contain of a fault: where and why, but no personal data.
import { inspect } from 'node:util'

/** Formats a fault and its causes without the values of a failed query: these are names and numbers of people. */
export function toLoggableFault(fault: unknown): string {
  if (!(fault instanceof Error)) return inspect(fault, { depth: 2, maxStringLength: 200 })
  const said = (fault.stack ?? `${fault.name}: ${fault.message}`).replace(/^params: .*(\n(?!\s+at ).*)*$/m, 'params: …')
  return fault.cause ? `${said}\n  caused by ${toLoggableFault(fault.cause)}` : said
}
