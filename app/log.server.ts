// What the server says of itself: one line an event, from a level on. No names, numbers or addresses of people in it.
import { faultForLog } from './fault-for-log.ts'
import { type LogLevel, logLevels, settings } from './settings.server.ts'

type Details = Record<string, unknown>

/** Whether events of a level are written. Settings that are wrong in themselves keep nothing out of the log. */
function isWritten(level: LogLevel) {
  try {
    return logLevels.indexOf(level) >= logLevels.indexOf(settings().logFrom)
  } catch {
    return true
  }
}

const plain = (_name: string, value: unknown) => (value instanceof Error ? faultForLog(value) : value)

/** The parts of one line: a line break within it would look like another event. */
const partsOf = (level: LogLevel, event: string, details: Details) => [
  `${new Date().toISOString()} ${level.toUpperCase()}`,
  event.replace(/\s*\n\s*/g, ' '),
  ...(Object.keys(details).length > 0 ? [JSON.stringify(details, plain)] : []),
]

function write(level: LogLevel, event: string, details: Details = {}) {
  if (!isWritten(level)) return
  if (level === 'error') console.error(...partsOf(level, event, details))
  else console.warn(...partsOf(level, event, details)) // to stderr too: stdout is for whoever started it
}

export const log = {
  /** For whoever looks for a fault. */
  debug: (event: string, details?: Details) => write('debug', event, details),
  /** What happened as it should, and is worth a line: a start, a backup. */
  info: (event: string, details?: Details) => write('info', event, details),
  /** What somebody should look at some day. */
  warn: (event: string, details?: Details) => write('warn', event, details),
  /** What somebody should look at now. */
  error: (event: string, details?: Details) => write('error', event, details),
}
