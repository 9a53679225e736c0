// The phone number of a trainee: shown with a reason, and logged.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { ReasonField } from '#app/ui/forms/reason-field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import type { TraineeToCall } from '../calls/call-trainee.server.ts'

interface CallPageProps {
  viewer: Viewer
  trainee: TraineeToCall
  /** The number, once the reason is logged. */
  shown: string | null
  refused: Refused | null
}

export const CallPage = ({ viewer, trainee: { cohortId, name }, shown, refused }: CallPageProps) => (
  <DeskFrame
    viewer={viewer}
    at={paths.cohorts()}
    title={`打电话问问：${name}`}
    crumbs={[
      { href: paths.cohorts(), label: '培训班' },
      { href: paths.cohortPart(cohortId, 'progress'), label: '学习' },
    ]}
  >
    <ErrorSummary refused={refused?.refused} />
    {shown !== null && (
      <Notice kind="good">
        <p>
          {name}的电话：<strong>{shown}</strong>
        </p>
        <p>已记下这次查看。</p>
      </Notice>
    )}
    <section className="card screen-only">
      <p>要写明原因。每看一次都会记下来，本人能看到是谁、什么时候、为什么看的。</p>
      <PostForm>
        <ReasonField label="原因" hint="例如：7 天没有来学，问问要不要帮忙" size={48} refused={refused} />
        <Button kind="plain">看电话并记下来</Button>
      </PostForm>
    </section>
  </DeskFrame>
)
