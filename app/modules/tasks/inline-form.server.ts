// The forms of tasks within a lesson: the same for every reader, except for what became of hers.
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { LessonTask } from '#app/lesson/compiled/lesson-tasks.ts'
import { TaskInLesson } from './pages/task-in-lesson.tsx'

interface LessonWithTasks {
  course: { slug: string }
  slug: string
  versionId: string
  /** `state`: what became of it; null for those who hand in nothing. */
  tasks: readonly (LessonTask & { state: string | null })[]
}

/** Renders what stands in each task for a trainee, by the task. */
export const renderTaskForms = ({ course, slug, versionId, tasks }: LessonWithTasks): Record<string, string> =>
  Object.fromEntries(
    tasks.flatMap(({ state, ...task }) => {
      if (state === null) return []
      const about = { task, state, course: course.slug, lesson: slug, version: versionId }
      return [[task.id, renderToStaticMarkup(createElement(TaskInLesson, about))]]
    }),
  )
