// The operator's settings; the only code that reads the environment. docs/operations.md has the table, .env.example is
// a copy to fill in.
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'
import { isPublicOrigin } from './programme/public-origin.ts'
import { Refusal } from './refusal.ts'

export type Environment = Readonly<Record<string, string | undefined>>

const logLevels = ['debug', 'info', 'warn', 'error'] as const
export type LogLevel = (typeof logLevels)[number]
const logFormats = ['text', 'json'] as const

/** Longer than any path or list of secrets, in characters. */
const longest = 10_000

const usualBackupTime = '02:30'

/** A variable as a text that must satisfy a condition, with the message if it does not. */
const text = (isRight: (value: string) => boolean, formatFault: (value: string) => string) =>
  z
    .string()
    .max(longest)
    .refine(isRight, { error: ({ input }) => formatFault(String(input)) })

const isHostName = (value: string) => isIP(value) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value)
const parseList = (value: string) => value.split(',').map((one) => one.trim())

const parseSecret = (given: string) => Buffer.from(given, /^[0-9a-f]+$/i.test(given) ? 'hex' : 'base64')

/** Secrets separated by commas, as hex or base64. */
const secrets = (name: string) =>
  text(
    (value) => parseList(value).every((one) => parseSecret(one).length >= 32),
    () => `环境变量 ${name} 太短：至少要 32 字节，写成 64 个十六进制数字，或 base64。`,
  ).transform((value) => parseList(value).map(parseSecret))

/** Converts a time `HH:MM` to minutes after midnight. */
const parseMinute = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

const variables = z.object({
  PORT: text(
    (value) => /^\d+$/.test(value) && Number(value) <= 65535,
    (value) => `端口「${value}」不对：PORT 应是 0 到 65535 之间的数。`,
  )
    .default('3000')
    .transform(Number),
  TIDUI_DATA: z
    .string()
    .max(longest)
    .default('data')
    .transform((folder) => resolve(folder)),
  TIDUI_PROGRAMME: z.string().max(longest).optional(),
  TIDUI_SECRET: secrets('TIDUI_SECRET').optional(),
  TIDUI_SECRET_RETIRED: secrets('TIDUI_SECRET_RETIRED').default([]),
  TIDUI_HTTPS: text(
    (value) => ['0', '1'].includes(value),
    (value) => `TIDUI_HTTPS「${value}」不对：前面有 HTTPS 就写 1，没有就不写。`,
  )
    .default('0')
    .transform((value) => value === '1'),
  TIDUI_TRUST_PROXY: text(
    (value) => /^\d+$/.test(value),
    (value) => `TIDUI_TRUST_PROXY「${value}」不对：应是前面有几层代理，例如 1。`,
  )
    .default('0')
    .transform(Number),
  TIDUI_HOST: text(
    isHostName,
    (value) => `监听地址「${value}」不对：TIDUI_HOST 应是本机的一个地址，例如 127.0.0.1（只有本机和代理能连）或 0.0.0.0（谁都能连）。`,
  ).optional(),
  TIDUI_ADDRESS: text(
    (value) => isPublicOrigin(value.replace(/\/$/, '')),
    (value) => `公开地址「${value}」不对：TIDUI_ADDRESS 应写成 https://学习.某县.cn 这样，后面不带路径。`,
  ).optional(),
  TIDUI_OTHER_HOSTS: text(
    (value) => parseList(value).every((host) => /^[^/@\s]*$/.test(host)),
    (value) => `TIDUI_OTHER_HOSTS「${value}」不对：应是主机名，用逗号隔开，例如 10.0.0.8:3000。`,
  )
    .transform((value) => parseList(value).filter(Boolean))
    .default([]),
  TIDUI_BACKUP_TIME: text(
    (value) => value === 'off' || /^([01]\d|2[0-3]):([0-5]\d)$/.test(value),
    (value) => `备份时间「${value}」不对：TIDUI_BACKUP_TIME 应写成 ${usualBackupTime} 这样的时刻，不要自动备份就写 off。`,
  )
    .default(usualBackupTime)
    .transform((value) => (value === 'off' ? null : parseMinute(value))),
  TIDUI_BACKUP_FOLDER: z.string().max(longest).optional(),
  TIDUI_BACKUP_SECOND_FOLDER: z.string().max(longest).optional(),
  TIDUI_BACKUP_PASSPHRASE_FILE: z.string().max(longest).optional(),
  TIDUI_BACKUP_PASSPHRASE: z.string().max(longest).optional(),
  TIDUI_METRICS_TOKEN: z.string().max(longest).optional(),
  TIDUI_LOG: z
    .enum(logLevels, { error: ({ input }) => `TIDUI_LOG「${String(input)}」不对：应是 ${logLevels.join('、')} 中的一个。` })
    .default('info'),
  TIDUI_LOG_FORMAT: z
    .enum(logFormats, { error: ({ input }) => `TIDUI_LOG_FORMAT「${String(input)}」不对：应是 ${logFormats.join('、')} 中的一个。` })
    .default('text'),
})

const schema = variables
  .refine(({ TIDUI_OTHER_HOSTS, TIDUI_ADDRESS }) => TIDUI_OTHER_HOSTS.length === 0 || TIDUI_ADDRESS !== undefined, {
    error: '设了 TIDUI_OTHER_HOSTS，但没有设 TIDUI_ADDRESS：请把公开地址也写上，否则什么主机名都能用。',
  })
  .transform((given) => ({
    port: given.PORT,
    dataFolder: given.TIDUI_DATA,
    /** The file of the installation's programme; null for the one that ships. */
    programmeFile: given.TIDUI_PROGRAMME === undefined ? null : resolve(given.TIDUI_PROGRAMME),
    /** The secret given in the environment, followed by retired ones; empty if the key file has them. */
    secrets: given.TIDUI_SECRET ? [...given.TIDUI_SECRET, ...given.TIDUI_SECRET_RETIRED] : [],
    /** Whether people reach the server over HTTPS. It ends at the proxy in front, so only the operator knows. */
    isHttps: given.TIDUI_HTTPS,
    /** Number of proxies in front. */
    proxies: given.TIDUI_TRUST_PROXY,
    host: given.TIDUI_HOST,
    /** The public address, without a trailing slash. */
    address: given.TIDUI_ADDRESS?.replace(/\/$/, ''),
    otherHosts: given.TIDUI_OTHER_HOSTS,
    backup: {
      /** Minutes after midnight in China; null if the server makes no backups. */
      minute: given.TIDUI_BACKUP_TIME,
      folder: given.TIDUI_BACKUP_FOLDER,
      secondFolder: given.TIDUI_BACKUP_SECOND_FOLDER,
      passphraseFile: given.TIDUI_BACKUP_PASSPHRASE_FILE,
      passphrase: given.TIDUI_BACKUP_PASSPHRASE,
    },
    metricsToken: given.TIDUI_METRICS_TOKEN,
    logFrom: given.TIDUI_LOG,
    logFormat: given.TIDUI_LOG_FORMAT,
  }))

export type Settings = z.infer<typeof schema>

/** The names of all variables that are read. */
export const settingNames = Object.keys(variables.shape)

/** Lists the values; an empty variable counts as not set. */
const valuesIn = (environment: Environment) => settingNames.map((name) => environment[name] || undefined)

/** The settings of a process that no longer looks at its environment. */
let held: Settings | null = null

/**
 * Reads the process's own settings for good: a running server asks for them at every request, and comparing the
 * environment with what was read before costs as much as finding the viewer.
 */
export function holdSettings(): void {
  held = readSettings()
}

let known: { values: readonly (string | undefined)[]; settings: Settings } | null = null

/**
 * Reads the settings of an environment, by default the process's own. Refuses with 422 and the first message that says
 * which variable is wrong and what to write.
 */
export function readSettings(environment: Environment = process.env): Settings {
  if (held && environment === process.env) return held
  const values = valuesIn(environment)
  if (known?.values.every((value, nth) => value === values[nth])) return known.settings
  const parsed = schema.safeParse(Object.fromEntries(settingNames.map((name, nth) => [name, values[nth]])))
  if (!parsed.success) throw new Refusal(422, parsed.error.issues[0]!.message)
  known = { values, settings: parsed.data }
  return parsed.data
}

const isSecret = /SECRET|TOKEN|PASSPHRASE|PASSWORD|KEY/

/** Formats the settings in one line for the record; of secrets only that they are set. */
export function describeSettings(environment: Environment = process.env): string {
  return Object.entries(environment)
    .filter(([name, value]) => (name.startsWith('TIDUI_') || name === 'PORT') && value)
    .map(([name, value]) => `${name}=${isSecret.test(name) ? 'set' : value}`)
    .sort()
    .join(' ')
}
