// Changes the installation's key. Everything sealed is opened with the old key and sealed with the new one, in one transaction: an
// interrupted change leaves the database as it was, and can be started again.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { and, asc, type Column, eq, getTableColumns, getTableName, gt, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm'
import { createKeyCheck, type Keys, findKeys, deriveKeys, newSecret, readSecrets, writeSecrets } from '#app/keys.server.ts'
import { countAccountsWithOldPepper } from '#app/modules/accounts/accounts.server.ts'
import { resetSearchIndex } from '#app/modules/households/households.server.ts'
import { Refusal } from '#app/refusal.ts'
import { type Environment, readSettings } from '#app/settings.server.ts'
import type { Site, Tx } from '#app/site.ts'
import { prepareQuery } from '#db/dialect/dialect.ts'
import { installation } from '#db/schema/installation.ts'
import { type SealedColumn, sealedColumns, sealPlace } from '#db/sealed.ts'
import { present as known } from '#app/present.ts'

export interface Rotation {
  /** How many values are sealed with the new key, by table and column. */
  sealed: Record<string, number>
}

const atOnce = 1000

/**
 * Gives the installation a new key. The server must be stopped: the caller holds the folder's lock. The old key stays in the key file, for
 * old backups. With TIDUI_SECRET the new secret must be there, and the old one in TIDUI_SECRET_RETIRED. Throws 409 if the present key is
 * not available, or no other is given.
 */
export async function rotateKeys(site: Site, environment?: Environment): Promise<Rotation> {
  const keyFile = join(site.dataFolder, 'secret.key')
  const present = site.keys // throws if it is not available
  const keyCheck = site.keyCheck()
  if (keyCheck === null) throw new Refusal(409, '数据库里还没有用密钥加密过什么，不用换。')
  const next = nextSecret({ keyFile, keyCheck, environment })
  const keys = deriveKeys(next.secret, { retired: next.others })
  const sealed = await site.write('operator', 'rotate the key', async (tx) => {
    await tx
      .update(installation)
      .set({ ledgerSealed: present.seal(present.ledger.toString('hex'), sealPlace.ledger()) })
      .where(isNull(installation.ledgerSealed))
    const counts: Record<string, number> = {}
    for (const column of sealedColumns) {
      const count = await resealColumn(tx, column, present, keys)
      counts[nameOf(column)] = count
      tx.note(`${nameOf(column)}: ${count}`)
    }
    await tx.update(installation).set({ keyCheck: createKeyCheck(keys) })
    await resetSearchIndex(tx)
    return counts
  })
  return { sealed }
}

const nameOf = ({ table, column }: SealedColumn) => `${getTableName(table)}.${known(getTableColumns(table)[column], column).name}`

/**
 * Returns the secret to seal with from now on, which is stored in the file before anything is sealed with it. Reuses one that an earlier
 * attempt stored.
 */
function nextSecret({ keyFile, keyCheck, environment }: { keyFile: string; keyCheck: string; environment: Environment | undefined }) {
  const secrets = readSecrets({ keyFile, environment })
  const [newest] = secrets as [Buffer, ...Buffer[]]
  const isUnused = newest.length > 0 && findKeys([newest], keyCheck) === null
  if (isUnused) return { secret: newest, others: secrets.slice(1) }
  if (readSettings(environment).secrets.length > 0)
    throw new Refusal(409, '密钥在环境变量里：请把新密钥写在 TIDUI_SECRET，原来的写在 TIDUI_SECRET_RETIRED，再运行一次。')
  const secret = newSecret()
  writeSecrets(keyFile, [secret, ...secrets])
  return { secret, others: secrets }
}

/** Seals every value of a column again, with its fingerprint. Returns how many there were. */
async function resealColumn(tx: Tx, sealed: SealedColumn, present: Keys, next: Keys): Promise<number> {
  const { table, key, column, fingerprint } = sealed
  const columns = getTableColumns(table) as Record<string, Column>
  const keyColumns = key.map((name) => known(columns[name], name))
  const update = prepareQuery(
    tx
      .update(table)
      .set({
        [column]: sql`${sql.placeholder('sealed')}`,
        ...(fingerprint ? { [fingerprint]: sql`${sql.placeholder('fingerprint')}` } : {}),
      })
      .where(and(...keyColumns.map((one, at) => eq(one, sql.placeholder(`key ${at}`))))),
  )
  let after: unknown[] | null = null
  let count = 0
  for (;;) {
    const rows = (await tx
      .select()
      .from(table)
      .where(and(isNotNull(known(columns[column], column)), after === null ? undefined : rowsAfter(keyColumns, after)))
      .orderBy(...keyColumns.map((one) => asc(one)))
      .limit(atOnce)) as Record<string, unknown>[]
    for (const row of rows) {
      const plain = present.open(String(row[column]), sealed.place(row))
      const values = { sealed: next.seal(plain, sealed.place(row)), ...(fingerprint ? { fingerprint: next.fingerprint(plain) } : {}) }
      await update.execute({ ...values, ...Object.fromEntries(key.map((name, at) => [`key ${at}`, row[name]])) })
    }
    count += rows.length
    if (rows.length < atOnce) return count
    after = key.map((name) => rows.at(-1)![name])
  }
}

/** The condition for rows after a given one, by the columns of its key. */
function rowsAfter([first, second]: readonly Column[], [one, other]: unknown[]): SQL | undefined {
  return second ? or(gt(first!, one), and(eq(first!, one), gt(second, other))) : gt(first!, one)
}

/**
 * Removes retired secrets from the key file. Backups from before the change of key can no longer be read, and slips printed before it are
 * void. Returns how many there were. Throws 409 if they are in the environment, and while somebody's password is hashed with one of them,
 * unless `evenSo` is given: these people need new slips then.
 */
export async function forgetRetiredKeys(
  site: Site,
  { evenSo = false, environment }: { evenSo?: boolean; environment?: Environment } = {},
): Promise<number> {
  const keyFile = join(site.dataFolder, 'secret.key')
  if (readSettings(environment).secrets.length > 0 || !existsSync(keyFile))
    throw new Refusal(409, '密钥在环境变量里：请自己去掉 TIDUI_SECRET_RETIRED。')
  const keyCheck = site.keyCheck()
  const secrets = readSecrets({ keyFile })
  const inUse = secrets.find((secret) => keyCheck !== null && findKeys([secret], keyCheck) !== null)
  if (!inUse) throw new Refusal(409, '密钥文件里没有这个数据库正在用的密钥，什么也没有改。')
  const retired = secrets.length - 1
  if (retired === 0) return 0
  const behind = await countAccountsWithOldPepper({ read: site.read, keys: deriveKeys(inUse) })
  if (behind > 0 && !evenSo)
    throw new Refusal(
      409,
      `还有 ${behind} 个账号的密码是用旧密钥存的，去掉旧密钥他们就登录不了：本人登录一次就会换成新的，或用 --even-so 去掉，再给他们发新的登录条。什么也没有改。`,
    )
  await site.write('operator', 'forget retired keys', async (tx) => tx.note(`${retired} retired`))
  writeSecrets(keyFile, [inUse])
  return retired
}
