// What the page of the trail shows is in its address. Any address gives a valid question: what it says wrongly is left out.
import { isDay } from '#app/calendar.ts'

export const subjectKinds = {
  person: '人',
  household: '户',
  cohort: '培训班',
  enrolment: '报名',
  exam: '考试',
  attempt: '答卷',
  certificate: '证书',
  roster: '花名册',
  shop: '网店',
  shopImport: '网店名单',
  pairing: '结对',
  round: '结对批次',
  rating: '评级',
  account: '账号',
  installation: '系统',
} as const
export type SubjectKind = keyof typeof subjectKinds

export const auditViews = { all: '全部操作', undone: '撤回和例外', looks: '查看记录', lists: '名单和下载' } as const
export type AuditView = keyof typeof auditViews

/** Most rows of lists and downloads that are shown. */
export const maxAccessRows = 1_000

export interface AuditQuery {
  view: AuditView
  /** One thing: everything that was done to it. */
  about: { kind: SubjectKind; id: string } | null
  /** An account's id, `system` or `operator`. */
  actor: string | null
  kind: SubjectKind | null
  action: string | null
  /** First and last day, in China. */
  from: string | null
  to: string | null
  /** Only older entries than this one: its moment and number. */
  before: { at: number; sequence: number } | null
  /** Keys of the columns that are shown; null for all. */
  columns: string | null
}

/** Signs of the keys of columns that are kept. */
const maxColumns = 200

const id = /^[\w-]{1,64}$/
const isOf = <T extends object>(words: T, given: string | undefined | null): given is Extract<keyof T, string> =>
  typeof given === 'string' && Object.hasOwn(words, given)

export function parseAuditQuery(given: URLSearchParams): AuditQuery {
  const [aboutKind, aboutId = ''] = (given.get('about') ?? '').split(':', 2)
  const pick = (name: string, fits: (value: string) => boolean) => {
    const value = given.get(name)
    return value !== null && fits(value) ? value : null
  }
  const view = given.get('view')
  const kind = given.get('kind')
  const [, at, sequence] = /^(\d{1,15})-(\d{1,15})$/.exec(given.get('before') ?? '') ?? []
  return {
    view: isOf(auditViews, view) ? view : 'all',
    about: isOf(subjectKinds, aboutKind) && id.test(aboutId) ? { kind: aboutKind, id: aboutId } : null,
    actor: pick('actor', (value) => id.test(value)),
    kind: isOf(subjectKinds, kind) ? kind : null,
    action: pick('action', (value) => value.length <= 100 && !/\p{Cc}/u.test(value) && value !== ''),
    from: pick('from', isDay),
    to: pick('to', isDay),
    before: at && sequence ? { at: Number(at), sequence: Number(sequence) } : null,
    columns: given.getAll('columns').join(',').slice(0, maxColumns) || null,
  }
}

export function toAuditParams(query: AuditQuery): Record<string, string> {
  const { view, about, actor, kind, action, from, to, before, columns } = query
  return {
    ...(view === 'all' ? {} : { view }),
    ...(about && { about: `${about.kind}:${about.id}` }),
    ...(actor && { actor }),
    ...(kind && { kind }),
    ...(action && { action }),
    ...(from && { from }),
    ...(to && { to }),
    ...(columns && { columns }),
    ...(before && { before: `${before.at}-${before.sequence}` }),
  }
}

/** The same question with something changed; it begins at the newest entry again, unless `before` is given. */
export const auditHref = (query: AuditQuery, change: Partial<AuditQuery>) =>
  `?${new URLSearchParams(toAuditParams({ ...query, before: null, ...change })).toString()}`
