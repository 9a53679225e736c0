// What was handed in in all classes of an instructor and waits for him, the oldest first.
import type { Viewer } from '#app/access/viewer.ts'
import { formatMoment } from '#app/calendar.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import type { WaitingWork } from '../tasks.server.ts'

interface TaskQueuePageProps {
  viewer: Viewer
  count: number
  works: readonly WaitingWork[]
  /** The class to which it is narrowed; null for all of them. */
  cohort: { id: string; label: string } | null
}

export function TaskQueuePage({ viewer, count, works, cohort }: TaskQueuePageProps) {
  const [first] = works
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.desk()}
      title="交来的任务"
      crumbs={[
        { href: paths.desk(), label: '工作台' },
        ...(cohort ? [{ href: paths.cohortPart(cohort.id, 'progress'), label: cohort.label }] : []),
      ]}
      actions={first && <ButtonLink href={paths.taskWork(first.id)}>从最早的看起</ButtonLink>}
    >
      <p>
        {cohort ? `${cohort.label}的学员交来、还没有看的。` : '您教的班里，学员交来、还没有看的。'}先交的排在前面。
        {cohort && (
          <>
            {' '}
            <a href={paths.taskQueue()}>看所有的班</a>
          </>
        )}
      </p>
      <DataTable
        caption={count > works.length ? `等着看的 ${count} 份里最早的 ${works.length} 份` : `等着看的 ${count} 份`}
        rows={works}
        rowKey={({ id }) => id}
        empty="都看过了，没有等着的。"
        columns={[
          { head: '学员', kind: 'short', cell: ({ id, name }) => <a href={paths.taskWork(id)}>{name}</a> },
          { head: '任务', cell: ({ title, lesson }) => `${title}（${lesson}）` },
          { head: '培训班', kind: 'title', cell: (work) => work.cohort },
          { head: '交了几次', kind: 'number', cell: ({ submissions }) => submissions },
          { head: '从什么时候等', kind: 'day', cell: ({ since }) => formatMoment(since) },
        ]}
      />
    </DeskFrame>
  )
}
