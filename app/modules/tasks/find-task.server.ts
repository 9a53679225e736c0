// Finds a task in the course that a trainee studies, and the class in which she hands it in.
import type { Viewer } from '#app/access/viewer.ts'
import { listTasks, type LessonTask } from '#app/lesson/compiled/lesson-tasks.ts'
import { ownClasses } from '#app/modules/cohorts/cohorts.server.ts'
import { readCourseVersion, renderLesson } from '#app/modules/courses/courses.server.ts'
import { notFound, Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'

/** A task by its place: of a course, not of a version, so that what was handed in stays with it. */
export interface TaskPlace {
  course: string
  lesson: string
  task: string
}

/** Parses `course/lesson/task`, as forms name it. Throws 404. */
export function parseTaskPlace(name: string): TaskPlace {
  const [course, lesson, task, ...more] = name.split('/')
  if (!course || !lesson || !task || more.length > 0) throw notFound('这个任务')
  return { course, lesson, task }
}

/** Finds a task in a lesson; null if there is no such lesson, or it has no task of this name. */
export const findTaskInLesson = async (site: Site, lesson: { source: string } | undefined, task: string): Promise<LessonTask | null> =>
  lesson ? (listTasks(await renderLesson(site, lesson.source)).find(({ id }) => id === task) ?? null) : null

/** Finds a task in a version; null if it has none of this name. */
export async function findTaskInVersion(site: Site, versionId: string, { course, lesson, task }: TaskPlace): Promise<LessonTask | null> {
  const version = await readCourseVersion(site, versionId)
  const found = version.slug === course ? version.lessons.find(({ slug }) => slug === lesson) : undefined
  return findTaskInLesson(site, found, task)
}

/** Finds the class in which the viewer studies a course: the latest that she has not left. Throws 404, and 409 if she left them all. */
export async function findOwnClass(site: Pick<Site, 'read'>, viewer: Viewer, course: string) {
  const classes = await ownClasses.listClassesOn(site, viewer, course)
  const current = classes.find(({ isLeft }) => !isLeft)
  if (current) return current
  throw classes.length > 0 ? new Refusal(409, '您已经不在学这门课的班里，交不了。有疑问请找乡镇专干。') : notFound('这门课')
}
