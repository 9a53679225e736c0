// The search of a trainee: in the lessons of her own courses.
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { traineeNav } from '#app/shell/trainee-nav.ts'
import { TraineePhone, WaitingSheets } from '#app/shell/trainee-phone.tsx'
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { Empty, Notice } from '#app/ui/notice.tsx'
import { passageKindLabels } from '../labels.ts'
import type { FoundPassage, LessonSearch } from '../lesson-search.server.ts'
import { Marked } from './marked.tsx'

interface LessonSearchPageProps {
  account: string
  script: string
  /** As it was typed; null if nothing was looked for yet. */
  typed: string | null
  /** What is wrong with it. */
  fault: string | null
  found: LessonSearch
}

export function LessonSearchPage({ account, script, typed, fault, found: { rows, isAll, waiting } }: LessonSearchPageProps) {
  return (
    <PhonePage title="找课文" nav={traineeNav('/')}>
      <h1>找课文</h1>
      <WaitingSheets />
      <form method="get" action={paths.lessonSearch()} role="search" className="form">
        <Field
          label="找什么"
          name="q"
          type="search"
          enterKeyHint="search"
          autoComplete="off"
          defaultValue={typed ?? ''}
          hint="写两个字就行；标题也可以写拼音的头一个字母，打包写 db。两个词中间空一格。"
          errors={fault ? [fault] : []}
        />
        <Button wide>找一找</Button>
      </form>
      {waiting > 0 && <Notice kind="warn">有 {waiting} 门课还在整理，现在找不全。过一会儿再找。</Notice>}
      {typed !== null && !fault && rows.length === 0 && <Empty>没有找到“{typed}”。换两个字再试。</Empty>}
      {rows.length > 0 && <FoundPassages rows={rows} />}
      {!isAll && <p className="soft">还有更多，请再多写几个字。</p>}
      <p className="small soft">要有网才能找。没有网的时候，打开过的课还能在手机里看。</p>
      <TraineePhone account={account} src={script} />
    </PhonePage>
  )
}

const FoundPassages = ({ rows }: { rows: readonly FoundPassage[] }) => (
  <ul className="places">
    {rows.map(({ id, kind, course, lesson, section, heading, excerpt }) => (
      <li key={id}>
        <a href={paths.lesson(course.slug, lesson.slug, section)}>
          <span>
            <strong>
              <Marked text={heading} />
            </strong>
            {kind === 'lesson' ? `${passageKindLabels.lesson} · ${course.title}` : `${passageKindLabels[kind]} · ${lesson.title}`}
            <br />
            <Marked text={excerpt} />
          </span>
        </a>
      </li>
    ))}
  </ul>
)
