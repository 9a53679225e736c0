// The audit trail at the desk: who did what, when, why and to whom.
import type { ReactNode } from 'react'
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay } from '#app/calendar.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { usePrintedReach } from '#app/shell/printed.tsx'
import { Button } from '#app/ui/button.tsx'
import { Tabs } from '#app/ui/data-table.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { Badge, Notice } from '#app/ui/notice.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import type { ListPart } from '#app/ui/tables/table-query.ts'
import type { ToldAccess, TrailEntry, TrailPage, TrailSubject } from '../audit.server.ts'
import { auditHref, type AuditQuery, auditViews, type AuditView, subjectKinds, toAuditParams } from '../audit-query.ts'
import { accessList, trailList } from '../trail-list.ts'

interface AuditPageProps {
  viewer: Viewer
  query: AuditQuery
  trail: Omit<TrailPage, 'entries'>
  list: ListPart<TrailEntry>
}

export function AuditPage({ viewer, query, trail, list }: AuditPageProps) {
  return (
    <AuditFrame viewer={viewer} query={query} title={trail.about ? `${trail.about.name}的记录` : '操作记录'} seesAll={trail.seesAll}>
      {trail.waiting > 0 && <Notice>最新的 {trail.waiting} 条还在整理，过一会儿刷新就能看到。</Notice>}
      <Filters query={query} trail={trail} />
      <Chosen query={query} trail={trail} />
      <ListTable
        id="list"
        caption={auditViews[query.view]}
        unit="条"
        definition={trailList}
        part={list}
        rowKey={({ sequence }) => String(sequence)}
        empty={trail.isCut ? '最近的记录里没有符合的，请往前找。' : '没有符合的记录。'}
        kept={keptOf(query)}
        workbook={paths.auditWorkbook()}
        sortable={[]}
        unsorted="记录一直按时间列，新的在前；要按别的列排，请下载 Excel 再排。"
        cells={trailCells(query)}
      />
      <Turning query={query} trail={trail} />
      <p className="hint">
        序号是审计账本里的号码：账本一环扣一环，改不了也删不了。登录、答题这类天天发生的，选了那一种操作才列出来。
        {!trail.seesAll && '这里只列您能看到的人、户、班、店的记录。'}
      </p>
    </AuditFrame>
  )
}

interface AuditFrameProps {
  viewer: Viewer
  query: AuditQuery
  title: string
  seesAll: boolean
  children: ReactNode
}

function AuditFrame({ viewer, query, title, seesAll, children }: AuditFrameProps) {
  const printed = usePrintedReach()
  const views = (Object.keys(auditViews) as AuditView[]).filter((view) => view !== 'lists' || (seesAll && !query.about))
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.audit()}
      title={title}
      printed={printed}
      crumbs={query.about ? [{ href: paths.audit(), label: '操作记录' }] : []}
    >
      <Tabs
        label="看哪些记录"
        tabs={views.map((view) => ({
          href: auditHref(query, { view, action: null, columns: null }),
          label: auditViews[view],
          current: view === query.view,
        }))}
      />
      {children}
    </DeskFrame>
  )
}

/** What stays chosen although no field of the form has it. */
const Kept = ({ query, names }: { query: AuditQuery; names: readonly string[] }) =>
  Object.entries(toAuditParams({ ...query, before: null }))
    .filter(([name]) => names.includes(name))
    .map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)

const Days = ({ query: { from, to } }: { query: AuditQuery }) => (
  <>
    <Field label="从" type="date" name="from" defaultValue={from ?? ''} />
    <Field label="到" type="date" name="to" defaultValue={to ?? ''} />
  </>
)

const Filters = ({ query, trail: { kinds, actions } }: Pick<AuditPageProps, 'query' | 'trail'>) => (
  <form method="get" className="filters compact screen-only">
    <Kept query={query} names={['view', 'about', 'actor', 'columns']} />
    <Days query={query} />
    <SelectField label="对什么" name="kind" defaultValue={query.kind ?? ''}>
      <option value="">全部</option>
      {kinds.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </SelectField>
    <SelectField label="做了什么" name="action" defaultValue={query.action ?? ''}>
      <option value="">全部</option>
      {actions.map(({ group, actions: those }) => (
        <optgroup key={group} label={group}>
          {those.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </optgroup>
      ))}
    </SelectField>
    <Button kind="plain">照这样看</Button>
  </form>
)

/** What is chosen, each with a way to drop it. */
function Chosen({ query, trail }: Pick<AuditPageProps, 'query' | 'trail'>) {
  const { about, actor } = trail
  const label = trail.actions.flatMap(({ actions }) => actions).find(({ value }) => value === query.action)?.label ?? query.action
  const conditions: ([words: string, change: Partial<AuditQuery>] | '' | null)[] = [
    about && [`${subjectKinds[about.kind]} ${about.name}`, { about: null }],
    actor && [`${actor.name}做的`, { actor: null }],
    query.kind && [subjectKinds[query.kind], { kind: null }],
    query.action && [label ?? '', { action: null }],
    query.from && [`${formatDay(query.from)}起`, { from: null }],
    query.to && [`到${formatDay(query.to)}`, { to: null }],
  ]
  const chosen = conditions.filter((one) => one !== null && one !== '')
  if (chosen.length === 0) return null
  return (
    <div className="table-bar screen-only">
      <span className="chips" role="group" aria-label="已选的条件">
        只看：
        {chosen.map(([words, change]) => (
          <a key={words} href={auditHref(query, change)} aria-current="true" aria-label={`${words}，不再只看`}>
            {words} <span aria-hidden="true">✕</span>
          </a>
        ))}
      </span>
    </div>
  )
}

const classBadges = { exception: { kind: 'warn', words: '例外' }, look: { kind: 'info', words: '查看' } } as const

const Subject = ({ subject: { kind, id, name, href }, query }: { subject: TrailSubject; query: AuditQuery }) => (
  <span>
    <small>{subjectKinds[kind]}</small> {href ? <a href={href}>{name}</a> : name}
    {query.about?.id !== id && (
      <>
        {' '}
        <a href={paths.auditOf(kind, id)} aria-label={`记录：${name}`}>
          <small>记录</small>
        </a>
      </>
    )}
  </span>
)

const trailCells = (query: AuditQuery): Record<string, (entry: TrailEntry) => ReactNode> => ({
  who: ({ actor, who, roles }) => (
    <span className="trail-told">
      {query.actor === actor ? <span>{who}</span> : <a href={auditHref(query, { actor })}>{who}</a>}
      {roles && <small>{roles}</small>}
    </span>
  ),
  what: ({ label, class: of }) => (
    <>
      {label} {(of === 'exception' || of === 'look') && <Badge kind={classBadges[of].kind}>{classBadges[of].words}</Badge>}
    </>
  ),
  subjects: ({ subjects, further }) => (
    <span className="trail-told">
      {subjects.map((subject) => (
        <Subject key={`${subject.kind} ${subject.id}`} subject={subject} query={query} />
      ))}
      {further > 0 && <small>另有 {further} 项</small>}
    </span>
  ),
  changes: ({ changes }) => <Told lines={changes} />,
  reasons: ({ reasons }) => <Told lines={reasons} />,
})

const Told = ({ lines }: { lines: readonly string[] }) => (
  <span className="trail-told">
    {lines.map((words) => (
      <span key={words}>{words}</span>
    ))}
  </span>
)

/** What else stands in the address of a list: all but its columns, and from the newest entry on. */
const keptOf = (query: AuditQuery) => Object.entries(toAuditParams({ ...query, before: null, columns: null }))

function Turning({ query, trail: { next, isCut } }: Pick<AuditPageProps, 'query' | 'trail'>) {
  if (!query.before && !next) return null
  return (
    <nav className="pages" aria-label="翻页">
      {query.before && <a href={auditHref(query, {})}>最新的</a>}
      {next ? <a href={auditHref(query, { before: next })}>{isCut ? '再往前找' : '更早的'}</a> : <span>没有更早的了</span>}
    </nav>
  )
}

interface AccessPageProps {
  viewer: Viewer
  query: AuditQuery
  list: ListPart<ToldAccess>
  max: number
}

/** Who opened lists of people, downloaded files or was refused. */
export const AccessPage = ({ viewer, query, list, max }: AccessPageProps) => (
  <AuditFrame viewer={viewer} query={query} title="操作记录" seesAll>
    <form method="get" className="filters compact screen-only">
      <Kept query={query} names={['view', 'actor', 'columns']} />
      <Days query={query} />
      <Button kind="plain">照这样看</Button>
    </form>
    {query.actor && (
      <div className="table-bar screen-only">
        <a href={auditHref(query, { actor: null })}>看所有人的</a>
      </div>
    )}
    {list.total >= max && <Notice>只列出最近的 {max} 行。请按日期分几次看。</Notice>}
    <ListTable
      id="list"
      caption="名单和下载"
      unit="行"
      definition={accessList}
      part={list}
      rowKey={({ day, kind, actor, what }) => `${day} ${kind} ${actor} ${what}`}
      empty="没有符合的记录。"
      kept={keptOf(query)}
      workbook={paths.auditWorkbook()}
      cells={{
        who: ({ actor, who }) => <a href={auditHref(query, { actor })}>{who}</a>,
        what: ({ what }) => <span className="trail-told">{what}</span>,
      }}
    />
  </AuditFrame>
)
