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
  [/^tasks that wait/, '交来的任务'],
  [/^questions that wait/, '学员提问'],
  [/^answered questions/, '回答过的提问'],
  [/^list of courses/, '课程名单'],
  [/^list of rosters/, '交过的花名册名单'],
  [/^lists of shops that were handed in/, '交过的网店名单'],
  [/^household report registeredPersons/, '培训到户报表：建档立卡人员名单'],
  [/^household report/, '培训到户报表'],
  [/^why household \S+/, '一户算不算的原因'],
  [/^household \S+/, '一户'],
  [/^roster \S+ with reasons/, '花名册和退回原因'],
  [/^roster \S+/, '花名册'],
  [/^list of shops \S+ with reasons/, '网店名单和退回原因'],
  [/^all people/, '全部人员'],
  [/^all households/, '全部户'],
  [/^people found by a search/, '搜索找到的人'],
  [/^people found/, '按号码找到的人'],
  [/^certificates of class \S+/, '一个班的全部证书'],
  [/^exam results of class \S+/, '一个班的考试成绩'],
  [/^attendance of class \S+/, '一个班的考勤'],
  [/^slips of class \S+/, '一个班的登录条名单'],
  [/^slips of owners/, '店主登录条名单'],
  [/^waited for by class \S+/, '一个班还能考试的人'],
  [/^shops that can join a round/, '能参加新批次的店'],
  [/^questions of (?:version|course) \S+/, '题库'],
  [/^course \S+ version/, '一门课的一版'],
  [/^follow-ups$/, '回访名单'],
  [/^pipeline /, '梯队里的人'],
  [/^what the search found/, '查找的结果'],
  [/^trainees found by name/, '按姓名找到的学员'],
  [/^shops found by phone of owner/, '按店主的手机号找到的网店'],
  [/^certificates found by number/, '按编号找到的证书'],
  [/^people of class \S+/, '一个班的学员名单'],
  [/^list of shops$/, '网店名单'],
  [/^list of classes/, '培训班名单'],
  [/^list of accounts/, '账号名单'],
  [/^certificates found by a search/, '搜索找到的证书'],
  [/^certificates$/, '结业证书'],
  [/^\w+ of round \S+/, '结对批次的名单'],
  [/^pairing report/, '结对成效报表'],
  [/^errands of pairings/, '结对要办的事'],
  [/^list of pairings/, '结对名单'],
  [/^register of shops/, '网店名录'],
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
