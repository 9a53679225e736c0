// What is to be done today: each line a number, a sentence and a button; what is most urgent first.
import { type Errand, formatDue, isLate } from '#app/shell/errand.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Badge, Empty } from '#app/ui/notice.tsx'

/** Lines that are open from the start: as many as fit on a small screen with what stands beside and below. */
const openLines = 6

interface ErrandListProps {
  errands: readonly Errand[]
  today: string
  empty: string
  /** Whether its first button is the main one of the page. */
  hasMain: boolean
}

export function ErrandList({ errands, today, empty, hasMain }: ErrandListProps) {
  const [open, folded] = [errands.slice(0, openLines), errands.slice(openLines)]
  return (
    <section className="card" aria-labelledby="errands">
      <h2 id="errands">今天要办{errands.length > 0 && `（${errands.length}）`}</h2>
      {errands.length === 0 && <Empty>{empty}</Empty>}
      <Lines errands={open} today={today} hasMain={hasMain} />
      {folded.length > 0 && (
        <details>
          <summary>还有 {folded.length} 件不急一些的</summary>
          <Lines errands={folded} today={today} hasMain={false} />
        </details>
      )}
    </section>
  )
}

/** With `hasMain` the first is what the page asks for. */
const Lines = ({ errands, today, hasMain }: { errands: readonly Errand[]; today: string; hasMain: boolean }) => (
  <ul className="errands">
    {errands.map((errand, place) => (
      <li key={errand.key}>
        <span className="many">
          <b>{errand.count.toLocaleString('zh-CN')}</b> {errand.unit}
        </span>
        <span>
          {errand.sentence} <Due errand={errand} today={today} />
        </span>
        <ButtonLink kind={hasMain && place === 0 ? 'main' : 'plain'} href={errand.href} aria-label={`${errand.action}：${errand.sentence}`}>
          {errand.action}
        </ButtonLink>
      </li>
    ))}
  </ul>
)

function Due({ errand, today }: { errand: Errand; today: string }) {
  const due = formatDue(errand, today)
  return due && <Badge kind={isLate(errand, today) ? 'bad' : errand.day === today ? 'warn' : 'info'}>{due}</Badge>
}
