// The server's log: one line per event, from a configured level on, with pino. It contains no names, numbers or
// addresses of people.
import { pino } from 'pino'
import { toLoggableFault } from './fault-for-log.ts'
import { requestId } from './request-id.server.ts'
import { type LogLevel, readSettings } from './settings.server.ts'

/** Details of the event. Pino's own keys are not allowed. */
type Details = Record<string, unknown> & Partial<Record<'time' | 'level' | 'msg' | 'request', never>>

/** Keys whose values are always removed, in case they are logged by mistake. */
const personal = ['name', 'phone', 'idNumber', 'birthday', 'password', 'pin', 'passphrase', 'secret', 'token', 'cookie', 'authorization']
const deepest = ['', '*.', '*.*.']

const logger = pino(
  {
    level: 'debug',
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: deepest.flatMap((above) => personal.map((name) => above + name)),
    mixin: () => ({ request: requestId() }),
    formatters: {
      level: (level) => ({ level }),
      log: (details) =>
        Object.fromEntries(Object.entries(details).map(([name, value]) => [name, value instanceof Error ? toLoggableFault(value) : value])),
    },
  },
  { write: print },
)

/** The operator's settings. Invalid settings must not prevent logging. */
function choices() {
  try {
    return readSettings()
  } catch {
    return { logFrom: 'debug', logFormat: 'text' } as const
  }
}

/** Passes one line to the console, and so to stderr: stdout belongs to whoever started the server. */
function print(line: string) {
  const { time, level, msg, ...details } = JSON.parse(line) as { time: string; level: LogLevel; msg: string }
  const say = level === 'error' ? console.error : console.warn
  if (choices().logFormat === 'json') return say(line.trimEnd())
  say(`${time} ${level.toUpperCase()}`, msg, ...(Object.keys(details).length > 0 ? [JSON.stringify(details)] : []))
}

/** Writes one event. A line break within it would look like another event. */
function write(level: LogLevel, event: string, details: Details = {}) {
  logger.level = choices().logFrom
  logger[level](details, event.replace(/\s*\n\s*/g, ' '))
}

export const log = {
  /** Whether events of a level are written. */
  writes: (level: LogLevel) => ((logger.level = choices().logFrom), logger.isLevelEnabled(level)),
  /** For debugging. */
  debug: (event: string, details?: Details) => write('debug', event, details),
  /** Normal events that are worth a line: a start, a backup. */
  info: (event: string, details?: Details) => write('info', event, details),
  /** What somebody should look at some day. */
  warn: (event: string, details?: Details) => write('warn', event, details),
  /** What somebody should look at now. */
  error: (event: string, details?: Details) => write('error', event, details),
}
