// What a trainee handed in for a task, at the desk: the latest beside what it is judged by and the answer, the former ones below.
import type { Viewer } from '#app/access/viewer.ts'
import { formatMoment } from '#app/calendar.ts'
import { Island } from '#app/http/island.tsx'
import type { Refused } from '#app/http/refused.ts'
import { maxVoiceMinutes } from '#app/modules/attachments/limits.ts'
import { Attached } from '#app/modules/attachments/pages/attached.tsx'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Field, TextField } from '#app/ui/field.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { Written } from '#app/ui/forms/written.tsx'
import { Badge, ErrorSummary } from '#app/ui/notice.tsx'
import { verdictLabels } from '../labels.ts'
import { maxTaskText } from '../limits.ts'
import type { WorkAtDesk } from '../tasks.server.ts'

interface TaskWorkPageProps {
  viewer: Viewer
  work: WorkAtDesk
  /** The script that records a voice. */
  script: string
  refused: Refused | null
}

export function TaskWorkPage({ viewer, work, script, refused }: TaskWorkPageProps) {
  const [latest, ...former] = work.handedIn
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.desk()}
      title={`${work.name}：${work.title}`}
      crumbs={[
        { href: paths.desk(), label: '工作台' },
        { href: paths.taskQueue(), label: '交来的任务' },
      ]}
      actions={
        work.next && (
          <ButtonLink kind="plain" href={paths.taskWork(work.next)}>
            下一份
          </ButtonLink>
        )
      }
    >
      <ErrorSummary refused={refused?.refused} />
      <p>
        <Badge kind={work.isWaiting ? 'warn' : 'info'}>{work.state}</Badge> {work.cohort}，{work.courseTitle}，《{work.lessonTitle}》
      </p>
      <div className="task-desk">
        <section aria-label="最近一次交的">{latest && <Submission one={latest} name={work.name} />}</section>
        <section className="card" aria-label="看法">
          <h2>这样就算做到</h2>
          <ul>
            {work.points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
          {work.isWaiting ? (
            <VerdictForm work={work} refused={refused} />
          ) : (
            <>
              <Written text={refused?.entered.words} />
              <TakeBackForm work={work} />
            </>
          )}
        </section>
      </div>
      {former.length > 0 && (
        <details className="task-former">
          <summary>以前交的（{former.length} 次）</summary>
          {former.map((one) => (
            <Submission key={one.ordinal} one={one} name={work.name} />
          ))}
        </details>
      )}
      <Island src={script} />
    </DeskFrame>
  )
}

const VerdictForm = ({ work, refused }: Pick<TaskWorkPageProps, 'work' | 'refused'>) => (
  <PostForm encType="multipart/form-data">
    <input type="hidden" name="version" value={work.version} />
    <TextField
      label="对学员说"
      hint="再改改：要写一句或说一句，哪里要改，怎么改"
      name="words"
      rows={4}
      maxLength={maxTaskText}
      defaultValue={refused?.entered.words}
      errors={refused?.refused.fields.words}
    />
    <Field
      label="或者说一段"
      hint={`最多 ${maxVoiceMinutes} 分钟`}
      name="voice"
      type="file"
      accept="audio/*"
      data-seconds={maxVoiceMinutes * 60}
      errors={refused?.refused.fields.voice}
    />
    <p className="row">
      <Button name="do" value="accept">
        做到了
      </Button>
      <Button kind="plain" name="do" value="again">
        再改改
      </Button>
    </p>
  </PostForm>
)

/** What was said stands under what was handed in; the trainee reads it on her phone. */
const TakeBackForm = ({ work }: { work: WorkAtDesk }) => (
  <PostForm>
    <input type="hidden" name="version" value={work.version} />
    <p>说过了，学员的手机上看得到。按错了可以收回：收回以后学员看不到，这一份又回到等着看的里面。</p>
    <Button kind="plain" name="do" value="takeBack">
      收回
    </Button>
  </PostForm>
)

function Submission({ one, name }: { one: WorkAtDesk['handedIn'][number]; name: string }) {
  return (
    <div className="submission">
      <p className="soft">
        第 {one.ordinal} 次，{formatMoment(one.at)}
      </p>
      <Attached picture={one.picture} voice={one.voice} of={name} />
      {one.text && <p className="as-written">{one.text}</p>}
      {one.link && (
        <p className="as-written">
          <a href={one.link} rel="noopener noreferrer nofollow" target="_blank">
            {one.link}
          </a>
          <span className="soft">（外面的网站，会在新窗口打开）</span>
        </p>
      )}
      {one.verdicts.map((said, i) => (
        <div key={i} className={`notice ${said.verdict === 'accepted' ? 'good' : 'warn'}`}>
          <div>
            <p>
              <strong>{verdictLabels[said.verdict]}</strong>{' '}
              <span className="soft">
                {said.by}，{formatMoment(said.at)}
              </span>
            </p>
            {said.words && <p className="as-written">{said.words}</p>}
            <Attached voice={said.voice} of={said.by} />
          </div>
        </div>
      ))}
    </div>
  )
}
