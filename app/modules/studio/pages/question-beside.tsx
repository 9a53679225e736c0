// What stands beside the form of a question: how it looks on a phone, which are nearly the same, and what became of it in exams.
import { QuestionPicture } from '#app/modules/exams/pages/question-picture.tsx'
import { formatCohort } from '#app/text/cohort-label.ts'
import { paths } from '#app/shell/paths.ts'
import { Notice } from '#app/ui/notice.tsx'
import { letterAt } from '#app/text/option-letters.ts'
import { previewDocumentOf } from '../editor/preview-document.ts'
import { formatAnswer } from '../questions/bank-list.ts'
import type { SimilarQuestion } from '../questions/bank-pages.server.ts'
import type { HowItDid, Wording } from '../questions/bank-use.server.ts'

/** Questions that are nearly the same as this one. */
export const SimilarQuestions = ({ similar, versionId }: { similar: readonly SimilarQuestion[]; versionId: string }) => (
  <div>
    <p>题库里有很像的题，看看是不是同一道：</p>
    <ul>
      {similar.map(({ id, text, percent }) => (
        <li key={id}>
          <a href={paths.studioQuestion(versionId, id)}>{text}</a>（{percent}% 一样）
        </li>
      ))}
    </ul>
  </div>
)

/** The frame of a phone; empty until something is typed. */
export const QuestionLook = ({ look, styles }: { look: string; styles: readonly string[] }) => (
  <section className="writing-look" data-question-look="" aria-label="手机上的样子">
    <iframe
      title="手机上的样子"
      sandbox="allow-same-origin"
      srcDoc={previewDocumentOf({ title: '', html: look || '<p>写了题目，这里就有样子。</p>', styles })}
    />
  </section>
)

const share = (part: number, of: number) => `${Math.round((100 * part) / of)}%`

/** Whether somebody answered a question, so that a change is another wording of it. */
export const wasAnswered = (wordings: readonly Wording[]) => wordings.some(({ how }) => how !== null)

/** What the form changes of a question that was answered. */
export const AnsweredNotice = ({ wordings }: { wordings: readonly Wording[] }) => (
  <Notice>
    <p>
      {`这道题考过 ${wordings.reduce((sum, { how }) => sum + (how?.shown ?? 0), 0)} 份答卷。您改的是新的一稿，这一版发布以后的班才用；考过的答卷上还是原来的样子，成绩不变。`}
    </p>
  </Notice>
)

/** Each wording that was published, the latest first, with what became of it. */
export function Wordings({ wordings }: { wordings: readonly Wording[] }) {
  if (wordings.length === 0) return null
  return (
    <section className="question-wordings">
      <h2>用过的样子</h2>
      {wordings.map((wording, nth) => (
        <section key={wording.ordinals.join()} className="card">
          <h3>{`第 ${wordings.length - nth} 稿 · ${formatOrdinals(wording.ordinals)}`}</h3>
          <p>{wording.text}</p>
          <QuestionPicture picture={wording.shown} />
          {wording.how ? <How wording={wording} how={wording.how} /> : <NotUsed wording={wording} />}
        </section>
      ))}
    </section>
  )
}

function formatOrdinals(ordinals: readonly number[]): string {
  const [first, last] = [ordinals[0], ordinals.at(-1)]
  return first === last ? `第 ${first} 版` : `第 ${first}–${last} 版`
}

const NotUsed = ({ wording }: { wording: Wording }) => <p className="soft">{`答案：${formatAnswer(wording)}。还没有考过。`}</p>

function How({ wording, how: { shown, right, first } }: { wording: Wording; how: HowItDid }) {
  const options = wording.kind === 'trueFalse' ? ['对', '错'] : wording.options
  const chosen = first.reduce((sum, count) => sum + count, 0)
  return (
    <>
      <p>{`考过 ${shown} 份答卷，答对 ${right} 份（${share(right, shown)}）。`}</p>
      <table className="question-first">
        <caption>{wording.kind === 'multiple' ? '头一回选了哪些（一份可以选几个）' : '头一回选了哪个'}</caption>
        <tbody>
          {options.map((option, at) => (
            <tr key={option}>
              <th scope="row">
                {wording.kind === 'trueFalse' ? '' : `${letterAt(at)}. `}
                {option}
                {wording.right.includes(at) && <span className="good"> ✓ 对</span>}
              </th>
              <td className="number">{first[at] ?? 0}</td>
              <td>
                <meter min={0} max={Math.max(1, shown)} value={first[at] ?? 0} aria-hidden="true" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {chosen === 0 && <p className="soft">没有人作答。</p>}
      <p className="small soft">只有份数，不看是谁。</p>
      <ul>
        {wording.exams.map(({ cohort, shown: sheets, right: good }, nth) => (
          <li key={cohort?.id ?? nth}>
            {cohort ? <a href={paths.results(cohort.id)}>{formatCohort(cohort)}</a> : '别处的一个班'}
            {`：${sheets} 份，答对 ${share(good, sheets)}`}
          </li>
        ))}
      </ul>
    </>
  )
}
