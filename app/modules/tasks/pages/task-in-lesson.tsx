// What a trainee finds in a task of her lesson: what became of it, and the form, folded.
import { paths } from '#app/shell/paths.ts'
import { TaskForm } from './task-form.tsx'
import type { LessonTask } from '#app/lesson/compiled/lesson-tasks.ts'

interface TaskInLessonProps {
  task: LessonTask
  course: string
  lesson: string
  version: string
  /** What became of it. Another reader's is put in its place (app/modules/learning/reader-marks.ts). */
  state: string
}

export function TaskInLesson({ task, course, lesson, version, state }: TaskInLessonProps) {
  return (
    <div className="task-hand-in">
      <p className="task-state">
        <a href={paths.task(course, lesson, task.id)}>我交的、讲师说的</a>
        <span data-task-state={task.id}>{state}</span>
      </p>
      <details>
        <summary>交任务</summary>
        <TaskForm task={task} course={course} lesson={lesson} version={version} />
      </details>
    </div>
  )
}
