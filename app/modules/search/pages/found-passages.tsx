// What was found in courses: lessons, sections, words and questions, with the found words marked.
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { passageKindLabels } from '#app/modules/lesson-search/labels.ts'
import type { FoundPassage } from '#app/modules/lesson-search/lesson-search.server.ts'
import { Marked } from '#app/modules/lesson-search/pages/marked.tsx'
import { paths } from '#app/shell/paths.ts'

interface FoundPassagesProps {
  viewer: Viewer
  found: { rows: readonly FoundPassage[]; isAll: boolean }
}

export function FoundPassages({ viewer, found: { rows, isAll } }: FoundPassagesProps) {
  if (rows.length === 0) return null
  // A question is on no page for readers, and who has no class yet reads courses in the studio.
  const reads = hasDuty(viewer, 'learning.see')
  const hrefOf = ({ kind, course, lesson, section }: FoundPassage) =>
    reads && kind !== 'question' ? paths.lesson(course.slug, lesson.slug, section) : paths.studioCourse(course.slug)
  return (
    <section className="found">
      <h2>课程内容（{isAll ? rows.length : `前 ${rows.length}`}）</h2>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <a href={hrefOf(row)}>
              <Marked text={row.heading} />
            </a>
            <span>
              <Marked text={row.excerpt} />
            </span>
            <span className="why">
              {passageKindLabels[row.kind]} · 《{row.course.title}》{row.kind !== 'lesson' && row.lesson.title}
            </span>
          </li>
        ))}
      </ul>
      {!isAll && <p className="soft">还有更多，请写得更细。</p>}
    </section>
  )
}
