// The implementation of the commands for backups, keys and the audit trail. It only calls doors, like commands.ts.
import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { listAuditEntries } from '#app/modules/audit/audit.server.ts'
import { listCohorts } from '#app/modules/cohorts/cohorts.server.ts'
import { backUpTo, backupPassphrase, forgetRetiredKeys, restoreBackup, rotateKeys } from '#app/modules/operations/operations.server.ts'
import { Refusal } from '#app/refusal.ts'
import { readSettings } from '#app/settings.server.ts'
import { type CommandOutput, operatorViewer, withSite, withLoggedSite, withReadOnlySite } from './answer.ts'
import { formatCohort } from '#app/text/cohort-label.ts'

export const backup = (file: string, { encrypt = false }: { encrypt?: boolean }) =>
  withReadOnlySite(
    async (site): Promise<CommandOutput> => {
      const target = resolve(file)
      if (await stat(target).catch(() => null)) throw new Refusal(409, `${target} 已经存在，没有覆盖。请换一个文件名。`)
      if (!(await stat(dirname(target)).catch(() => null))?.isDirectory())
        throw new Refusal(422, `没有 ${dirname(target)} 这个文件夹，没有备份。请先建好，或换一个地方。`)
      const passphrase = encrypt ? backupPassphrase() : null
      if (encrypt && !passphrase)
        throw new Refusal(422, '要加密，请把口令写在一个文件的第一行，用 TIDUI_BACKUP_PASSPHRASE_FILE 指出这个文件。')
      const { bytes, entries, head } = await backUpTo(site, target, passphrase)
      return {
        json: { file: target, bytes, entries, head, encrypted: encrypt },
        lines: [
          `已备份到 ${target}，检查过，是完整的。密钥不在备份里，请把数据文件夹里的 secret.key 另外收好。`,
          `审计链头 ${head}（共 ${entries} 条记录），请抄下来另存。`,
        ],
      }
    },
    { anySchemaVersion: true },
  )

export async function restore(file: string, { evenSo }: { evenSo?: string }): Promise<CommandOutput> {
  const { database, kept, keyFits, broken } = await restoreBackup({
    backup: resolve(file),
    dataFolder: readSettings().dataFolder,
    passphrase: backupPassphrase(),
    evenSo: evenSo ?? null,
    now: () => new Date(),
  })
  return {
    json: { database, kept, keyFits, broken },
    lines: [
      `已恢复到 ${database}。`,
      ...(kept ? [`原来的数据库留在 ${kept}。`] : []),
      ...(broken ? [`注意：这个备份的记录被改过：${broken}您写的理由已经记下。`] : []),
      ...(keyFits ? [] : ['密钥和这个备份对不上：请把备份时收好的 secret.key 放回数据文件夹，或改正 TIDUI_SECRET。']),
    ],
  }
}

export const rotate = () =>
  withSite(
    async (site): Promise<CommandOutput> => {
      const { sealed } = await rotateKeys(site)
      return {
        json: { sealed },
        lines: [
          '已换上新密钥。请马上另外收好新的 secret.key：旧的一份打不开从现在起的备份。',
          ...Object.entries(sealed).map(([column, count]) => `  ${column}：${count}`),
          '旧密钥还留在文件里，用来读以前的备份；不再需要时运行 keys forget。',
        ],
      }
    },
    { hold: 'replace' },
  )

export const forgetKeys = ({ evenSo = false }: { evenSo?: boolean }) =>
  withSite(
    async (site): Promise<CommandOutput> => {
      const forgotten = await forgetRetiredKeys(site, { evenSo })
      return {
        json: { forgotten },
        lines: [forgotten > 0 ? `已去掉 ${forgotten} 把旧密钥。换密钥以前的备份和登录条从现在起不能用了。` : '密钥文件里没有旧密钥。'],
      }
    },
    { hold: 'replace' },
  )

interface AuditOptions {
  person?: string
  from?: string
  to?: string
  kind?: string
  after?: string
  limit?: string
}

const numberIn = (text: string | undefined) => (text === undefined ? undefined : Number(text))

export const listAudit = ({ after, limit, ...question }: AuditOptions) =>
  withLoggedSite(async (site): Promise<CommandOutput> => {
    const { entries, next } = await listAuditEntries(site, operatorViewer, { ...question, after: numberIn(after), limit: numberIn(limit) })
    return {
      json: { entries, next },
      lines: [
        ...entries.flatMap(({ sequence, at, actor, why, lines }) => [
          `${sequence}  ${at}  ${actor}  ${why}`,
          ...lines.map((line) => `    ${line}`),
        ]),
        ...(entries.length === 0 ? ['没有这样的记录。'] : []),
        ...(next === null ? [] : [`后面还有：加上 --after ${next} 接着看。`]),
      ],
    }
  })

export const listClasses = () =>
  withReadOnlySite(async (site): Promise<CommandOutput> => {
    const cohorts = await listCohorts(site, operatorViewer)
    return {
      json: { cohorts },
      lines:
        cohorts.length === 0
          ? ['还没有培训班。']
          : cohorts.map(
              ({ id, number, name, state, startsOn, endsOn, regionCode }) =>
                `${id}  ${formatCohort({ number, name, startsOn })}  ${startsOn} 至 ${endsOn}  ${regionCode}  ${state}`,
            ),
    }
  })
