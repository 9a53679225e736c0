// The arrangement of a course: its title, its lessons in their order. It is written into course.yaml, of which everything else stays as typed.
import type { Viewer } from '#app/access/viewer.ts'
import { invalidInput, Refusal, stale } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { setYamlValue } from './course-yaml.ts'
import { addRevision, loadFiles, requireText } from './files.server.ts'
import { newLesson } from './new-course.ts'
import { readArrangement } from './outline.ts'
import { requireWritable } from './rights.server.ts'
import { requireFree } from './writing.server.ts'

const file = 'course.yaml'

/** Sets one value of course.yaml in place. Returns the revision. Throws 409 if the file cannot be read. */
export async function changeArrangement(tx: Tx, versionId: string, path: string[], value: string | number | readonly string[]) {
  const now = await requireText(tx, versionId, file)
  const content = setYamlValue(now.content, path, value)
  if (content === null) throw new Refusal(409, 'course.yaml 写得不对，改不了。请先在“课程的安排”里把红字改好。')
  if (content === now.content) return now.sequence
  return addRevision(tx, { versionId, name: file, kind: 'saved', content, basedOn: now.sequence })
}

/**
 * Puts the lessons into another order. All that are listed now must be given, each once. Throws 403, 404, or 409 if the list was changed
 * meanwhile.
 */
export const arrangeLessons = (site: Site, viewer: Viewer, { versionId, lessons }: { versionId: string; lessons: readonly string[] }) =>
  site.write(viewer.accountId, 'arrange the lessons of a course', async (tx) => {
    await requireWritable(tx, viewer, versionId)
    const { lessons: now } = readArrangement((await requireText(tx, versionId, file)).content)
    if ([...lessons].sort().join('\n') !== [...now].sort().join('\n')) throw stale()
    return changeArrangement(tx, versionId, ['lessons'], lessons)
  })

const lessonName = /^[a-z][a-z0-9-]{1,39}$/

/** Adds a lesson at the end. Its name is its address and never changes; without one it gets the next free one. Throws 403, 404, 409 or 422. */
export const addLesson = (
  site: Site,
  viewer: Viewer,
  { versionId, title, slug }: { versionId: string; title: string; slug?: string | undefined },
) =>
  site.write(viewer.accountId, 'add a lesson to a course', async (tx) => {
    await requireWritable(tx, viewer, versionId)
    if (title.trim() === '' || title.trim().length > 24) throw invalidInput({ title: ['课名写 1 到 24 个字。'] })
    const files = await loadFiles(tx, versionId)
    const name = slug ?? nextLessonName(new Set(files.keys()))
    if (!lessonName.test(name)) throw invalidInput({ slug: ['网址名用小写字母、数字和 -，以字母开头。'] })
    requireFree(files, `${name}.mdx`)
    await addRevision(tx, { versionId, name: `${name}.mdx`, kind: 'saved', content: newLesson(title.trim()) })
    const { lessons } = readArrangement((await requireText(tx, versionId, file)).content)
    await changeArrangement(tx, versionId, ['lessons'], [...lessons, name])
    return name
  })

function nextLessonName(names: ReadonlySet<string>): string {
  for (let nth = 1; ; nth++) if (!names.has(`lesson-${nth}.mdx`)) return `lesson-${nth}`
}

export interface CourseDetails {
  title: string
  summary: string
  hours: number
}

/** Changes title, summary and hours. Throws 403, 404 or 409. */
export const changeCourseDetails = (site: Site, viewer: Viewer, { versionId, ...details }: CourseDetails & { versionId: string }) =>
  site.write(viewer.accountId, 'change the details of a course', async (tx) => {
    await requireWritable(tx, viewer, versionId)
    for (const [name, value] of Object.entries(details)) await changeArrangement(tx, versionId, [name], value)
  })
