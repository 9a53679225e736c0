// The parts of a lesson's page that depend on its reader. Everything else is the same for everybody who studies that version.
import type { LessonView } from './queries.server.ts'
import { toStuckKey } from '#app/lesson/version-mark.ts'
import { renderShownReply } from '#app/modules/inquiries/shown-reply.ts'
import { paths } from '#app/shell/paths.ts'
import { escapeHtml } from '#app/text/escape-html.ts'

/** Null if the page has no place for it. */
interface PageMarks {
  /** The account whose progress is stored. */
  account: string | null
  /** The read sections, for the script. */
  done: string
  /** The answers and ticks, for the script. */
  marks: string
  /** The part that is read, in per cent. */
  woven: number | null
  /** The unread sections, for the button at the end. */
  left: string | null
}

/** Of each section: what its button says next, 1 that it is not understood, 0 that it is after all. */
type StuckMarks = Record<`stuck ${string}`, string | null>

/** Of each task: what became of it. */
type TaskMarks = Record<`task ${string}`, string | null>

/** Of each section: what became of the reader's own questions about it. */
type AskedMarks = Record<`asked ${string}`, string | null>

export type ReaderMarks = PageMarks & StuckMarks & TaskMarks & AskedMarks

/** Creates the marks of this reader. A viewer at a desk has no progress. */
export function createReaderMarks(
  {
    recordsProgress,
    sections,
    marks,
    tasks,
    inquiries,
  }: Pick<LessonView, 'recordsProgress' | 'sections' | 'marks' | 'tasks' | 'inquiries'>,
  account: string,
): ReaderMarks {
  const idsOf = (done: boolean) => sections.filter((section) => section.done === done).map(({ id }) => id)
  const [read, left] = [idsOf(true), idsOf(false)]
  const next = (section: string) => (marks[toStuckKey(section)] === '1' ? '0' : '1')
  return {
    account: recordsProgress ? account : null,
    done: read.join(' '),
    marks: JSON.stringify(marks),
    woven: recordsProgress ? (100 * read.length) / Math.max(1, sections.length) : null,
    left: recordsProgress && left.length > 0 ? left.join(',') : null,
    ...Object.fromEntries(sections.map(({ id }) => [`stuck ${id}`, recordsProgress ? next(id) : null])),
    ...Object.fromEntries(tasks.map(({ id, state }) => [`task ${id}`, recordsProgress ? state : null])),
    ...Object.fromEntries(sections.map(({ id }) => [`asked ${id}`, recordsProgress ? describeOwn(inquiries, id) : null])),
  }
}

/** Says behind the link that asks whether the reader has asked already, and was answered. */
function describeOwn({ own }: LessonView['inquiries'], id: string): string {
  const { waiting = 0, answered = 0 } = own.find(({ section }) => section === id) ?? {}
  return answered > 0 ? '：老师回答您了' : waiting > 0 ? '：问过，等老师回答' : ''
}

const pagePlaces: Record<keyof PageMarks, readonly [before: string, behind: string]> = {
  account: [' data-account="', '"'],
  done: [' data-done="', '"'],
  marks: [' data-marks="', '"'],
  woven: ['<i style="width:', '%"'],
  left: [' name="sections" value="', '"'],
}

/** The text right before and right after each of them in the page's HTML (app/http/composed-pages). */
export const createMarkPlaces = ({
  sections,
  tasks,
}: Pick<LessonView, 'sections' | 'tasks'>): Record<keyof ReaderMarks, readonly [before: string, behind: string]> => ({
  ...pagePlaces,
  ...Object.fromEntries(sections.map(({ id }) => [`stuck ${id}`, [` name="stuck" value="${id} `, '"']])),
  ...Object.fromEntries(tasks.map(({ id }) => [`task ${id}`, [` data-task-state="${id}">`, '</span>']])),
  ...Object.fromEntries(sections.map(({ id }) => [`asked ${id}`, [`<span data-asked="${id}">`, '</span>']])),
})

/** Shown under a section; the others are on the page that asks. */
const maxShown = 2

/** Puts into each section, right before the marker of its end, what others asked, the way to ask, and the button that says 听不懂. */
export const addSectionEnds = (
  html: string,
  { course, slug, inquiries }: Pick<LessonView, 'course' | 'slug' | 'inquiries'>,
  marks: ReaderMarks,
) =>
  html.replace(/<i data-end="(s\d+)">/g, (end, section: string) => {
    const [next, own] = [marks[`stuck ${section}`], marks[`asked ${section}`]]
    if (typeof next !== 'string' || typeof own !== 'string') return end
    const shown = inquiries.shown.filter((reply) => reply.section === section)
    const ask = paths.ask(course.slug, slug, section)
    const more = shown.length > maxShown ? `<p><a href="${ask}">同学还问过 ${shown.length - maxShown} 个问题</a></p>` : ''
    return (
      `${shown.slice(0, maxShown).map(renderShownReply).join('')}${more}<div class="section-end">` +
      `<a class="ask" href="${ask}">问老师<span data-asked="${section}">${escapeHtml(own)}</span></a>` +
      `<button class="stuck" form="stuck" name="stuck" value="${section} ${next}">听不懂</button></div>${end}`
    )
  })
