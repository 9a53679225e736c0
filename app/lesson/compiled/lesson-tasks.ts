// The tasks of a compiled lesson: what is to be handed in, and the place of the form, which differs between readers.
import { toText } from './html-text.ts'

/** What may be handed in, as authors write it. */
export const taskKinds = ['photograph', 'voice', 'text', 'link'] as const
export type TaskKind = (typeof taskKinds)[number]

export const taskKindLabels: Record<TaskKind, string> = { photograph: '照片', voice: '录音', text: '几句话', link: '网店的链接' }

/** Points by which one task is judged. */
export const maxTaskPoints = 6

/** The points by which it is judged, as an author separates them. */
export const listPoints = (written: string) =>
  written
    .split(/[；;]/)
    .map((point) => point.trim())
    .filter(Boolean)

export interface LessonTask {
  id: string
  /** The section in which it stands; null if it comes before the first one. */
  section: string | null
  title: string
  kinds: TaskKind[]
  points: string[]
  /** What stands in the task, the example too: HTML of the lesson. */
  html: string
}

/** Lists the tasks in the order of the lesson. */
export function listTasks({ html }: { html: string }): LessonTask[] {
  const tasks: LessonTask[] = []
  let section: string | null = null
  for (const [, begun, id, kinds = '', inside = ''] of html.matchAll(
    /<section data-section="(s\d+)">|<lesson-task data-task="([^"]+)" data-kinds="([^"]*)">(.*?)<\/lesson-task>/gs,
  )) {
    if (begun) section = begun
    if (!id) continue
    const [, title = '', body = ''] = /^<p class="check-question"><strong>[^<]*<\/strong>(.*?)<\/p>(.*)$/s.exec(inside) ?? []
    const listed = /<ul class="task-points">(.*?)<\/ul>/s.exec(body)?.[1] ?? ''
    tasks.push({
      id,
      section,
      title: toText(title).trim(),
      kinds: taskKinds.filter((kind) => kinds.split(' ').includes(kind)),
      points: [...listed.matchAll(/<li>(.*?)<\/li>/gs)].map(([, point = '']) => toText(point)),
      html: body.replace(/<i data-hand-in="[^"]*"><\/i>$/, ''),
    })
  }
  return tasks
}

/** Puts something at the place of each task's form; by default nothing. */
export const placeTaskForms = (html: string, formOf: (task: string) => string | undefined = () => undefined) =>
  html.replace(/<i data-hand-in="([^"]*)"><\/i>/g, (_, task: string) => formOf(task) ?? '')
