// What was handed in in all classes of an instructor and waits for him, the oldest first.
import type { Viewer } from '#app/access/viewer.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { usePrintedReach } from '#app/shell/printed.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import type { ListPart } from '#app/ui/tables/table-query.ts'
import type { WaitingWork } from '../tasks.server.ts'
import { taskQueueList } from './task-queue-list.ts'

interface TaskQueuePageProps {
  viewer: Viewer
  count: number
  list: ListPart<WaitingWork>
  /** The one that has waited longest; null if none waits. */
  oldest: string | null
  /** The class to which it is narrowed; null for all of them. */
  cohort: { id: string; label: string } | null
}

export function TaskQueuePage({ viewer, count, list, oldest, cohort }: TaskQueuePageProps) {
  const printed = usePrintedReach()
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.desk()}
      title="交来的任务"
      printed={cohort ? { place: cohort.label, period: null } : printed}
      crumbs={[
        { href: paths.desk(), label: '工作台' },
        ...(cohort ? [{ href: paths.cohortPart(cohort.id, 'progress'), label: cohort.label }] : []),
      ]}
      actions={oldest && <ButtonLink href={paths.taskWork(oldest)}>从最早的看起</ButtonLink>}
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
      {count > list.total && (
        <p>
          等着看的一共 {count} 份，这里是最早的 {list.total} 份；看了，后面的就排上来。
        </p>
      )}
      <ListTable
        id="list"
        caption="等着看的任务"
        unit="份"
        definition={taskQueueList}
        part={list}
        rowKey={({ id }) => id}
        empty="都看过了，没有等着的。"
        workbook={paths.taskQueueWorkbook()}
        cells={{ name: ({ id, name }) => <a href={paths.taskWork(id)}>{name}</a> }}
      />
    </DeskFrame>
  )
}
