// Who opened lists of people, downloaded files or was refused, in words: for the administrator.
import type { Viewer } from '#app/access/viewer.ts'
import { listAccess } from '#app/modules/access-log/access-log.server.ts'
import { forbidden } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { accounts } from '#db/views/accounts.ts'
import type { AuditQuery } from './audit-query.ts'
import { seesAll } from './queries.server.ts'
import { findThings } from './things.server.ts'

const kindLabels = { list: '看名单', export: '下载', refusal: '被拒绝', settings: '启动设置' } as const

export interface ToldAccess {
  day: string
  kind: string
  actor: string
  who: string
  what: string
  times: number
  rows: number | null
  lastAt: string
}

const words: readonly [RegExp, string][] = [
  [/^person \S+/, '一个人'],
  [/^household report registeredPersons/, '培训到户报表：建档立卡人员名单'],
  [/^household report/, '培训到户报表'],
  [/^why household \S+/, '一户算不算的原因'],
  [/^household \S+/, '一户'],
  [/^roster \S+ with reasons/, '花名册和退回原因'],
  [/^roster \S+/, '花名册'],
  [/^list of shops \S+ with reasons/, '网店名单和退回原因'],
  [/^all people/, '全部人员'],
  [/^people found by a search/, '搜索找到的人'],
  [/^people found/, '按号码找到的人'],
  [/^certificates of class \S+/, '一个班的全部证书'],
  [/^certificates found by a search/, '搜索找到的证书'],
  [/^certificates$/, '结业证书'],
  [/^audit trail/, '操作记录'],
  [/^access records/, '查看记录'],
  [/^sign-ins/, '登录记录'],
  [/^others$/, '其他（一并计数）'],
]

/** Names what was opened. What nobody has a word for is shown as it was recorded. */
function describeAccess(what: string, nameOf: (id: string) => string | undefined = () => undefined): string {
  const found = words.find(([pattern]) => pattern.test(what))?.[1]
  const name = what.split(' ').flatMap((word) => nameOf(word) ?? [])[0]
  return found ? (name ? `${found}：${name}` : found) : what
}

/** Lists what was recorded, latest first. Throws 403 for all but administrators. */
export async function readAccess(site: Pick<Site, 'read'>, viewer: Viewer, { from, to, actor }: AuditQuery): Promise<ToldAccess[]> {
  if (!seesAll(viewer)) throw forbidden('名单和下载的记录只有管理员能看。')
  const records = await listAccess(site, { ...(from && { from }), ...(to && { to }), ...(actor && { who: actor }) })
  const people = await site.read
    .select()
    .from(accounts)
    .where(
      inValues(
        accounts.id,
        records.map(({ who }) => who),
      ),
    )
  const things = await findThings(site.read, [...new Set(records.flatMap(({ what }) => what.split(' ')))])
  const nameOf = (id: string) => things.get(id)?.name
  return records.map(({ day, kind, who, what, times, rows, lastAt }) => ({
    ...{ day, times, rows, actor: who, kind: kindLabels[kind], lastAt: lastAt.toISOString() },
    who:
      people.find(({ id }) => id === who)?.name ??
      (who === 'operator' ? '系统操作员（命令行）' : who.startsWith('network:') ? '没有登录的人' : who),
    what: kind === 'list' || kind === 'export' ? describeAccess(what, nameOf) : what,
  }))
}
