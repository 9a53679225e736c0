// A task by itself: what to do, the form, and what was handed in with what the instructor said, the latest first.
import { formatMoment } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import type { LessonTask } from '#app/lesson/compiled/lesson-tasks.ts'
import { Attached } from '#app/modules/attachments/pages/attached.tsx'
import { WaitingForms } from '#app/shell/outbox-form.tsx'
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { TraineePhone } from '#app/shell/trainee-phone.tsx'
import { Badge, ErrorSummary } from '#app/ui/notice.tsx'
import { verdictLabels } from '../labels.ts'
import { TaskForm } from './task-form.tsx'

interface Said {
  verdict: keyof typeof verdictLabels
  words: string
  voice: { id: string; seconds: number | null } | null
  at: string | Date
}

interface ShownSubmission {
  ordinal: number
  text: string
  link: string | null
  picture: string | null
  voice: { id: string; seconds: number | null } | null
  at: string | Date
  verdicts: readonly Said[]
}

interface TaskPageProps {
  /** The trainee's account; null for others, who hand in nothing. */
  account: string | null
  script: string
  course: { slug: string }
  lesson: { slug: string; title: string }
  versionId: string
  task: LessonTask
  /** What became of it, in words; null if nothing was handed in. */
  state: string | null
  isDone: boolean
  handedIn: readonly ShownSubmission[]
  refused: Refused | null
}

export function TaskPage({ account, script, course, lesson, versionId, task, state, isDone, handedIn, refused }: TaskPageProps) {
  const last = handedIn[0]?.verdicts.at(-1)
  const form = <TaskForm task={task} course={course.slug} lesson={lesson.slug} version={versionId} refused={refused} />
  return (
    <PhonePage title="任务" back={{ href: paths.lesson(course.slug, lesson.slug, task.section), label: lesson.title }}>
      <ErrorSummary refused={refused?.refused} />
      <h1>{task.title}</h1>
      {state && (
        <p>
          <Badge kind={isDone ? 'good' : 'info'}>{state}</Badge>
        </p>
      )}
      {last && <Verdict said={last} />}
      <article className="lesson task-alone">
        <lesson-task dangerouslySetInnerHTML={{ __html: task.html }} />
      </article>
      {account && (isDone && !refused ? <Fold summary="还想再交一次">{form}</Fold> : form)}
      <WaitingForms />
      {handedIn.length > 0 && <h2>我交的</h2>}
      <ol className="handed-in">
        {handedIn.map((one) => (
          <Submission key={one.ordinal} submission={one} above={last} />
        ))}
      </ol>
      {account && <TraineePhone account={account} src={script} keep={[paths.task(course.slug, lesson.slug, task.id)]} />}
    </PhonePage>
  )
}

const Fold = ({ summary, children }: { summary: string; children: React.ReactNode }) => (
  <details>
    <summary>{summary}</summary>
    {children}
  </details>
)

/** `above`: what is said at the top of the page already. */
function Submission({ submission, above }: { submission: ShownSubmission; above: Said | undefined }) {
  const { ordinal, at, text, link, picture, voice, verdicts } = submission
  return (
    <li>
      <p className="soft small">
        第 {ordinal} 次，{formatMoment(new Date(at))}
      </p>
      <Attached picture={picture} voice={voice} of={`第 ${ordinal} 次交的`} />
      {text && <p className="as-written">{text}</p>}
      {link && (
        <p className="as-written">
          <a href={link} rel="noopener noreferrer nofollow" target="_blank">
            {link}
          </a>
        </p>
      )}
      {verdicts.map((said, i) => said !== above && <Verdict key={i} said={said} />)}
    </li>
  )
}

/** What the instructor said. */
const Verdict = ({ said: { verdict, words, voice, at } }: { said: Said }) => (
  <div className={`notice ${verdict === 'accepted' ? 'good' : 'warn'}`}>
    <div>
      <p>
        <strong>讲师说：{verdictLabels[verdict]}</strong>
      </p>
      {words && <p className="as-written">{words}</p>}
      <Attached voice={voice} of="讲师" />
      <p className="soft small">{formatMoment(new Date(at))}</p>
    </div>
  </div>
)
