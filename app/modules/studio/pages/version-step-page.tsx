// A step of a version: what it does, what is missing, and the step itself.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Consequences } from '#app/ui/consequences.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import type { VersionStepView } from '../version-forms/steps.server.ts'
import type { VersionStepName } from '../studio-form.ts'
import { versionCrumbs } from './version-crumbs.ts'

const steps: Record<VersionStepName, { title: string; action: string; says: string; reason?: string; isGrave?: true }> = {
  submit: { title: '送审', action: '送审', says: '审的时候不能改；想改，随时可以撤回来。' },
  withdraw: { title: '撤回来改', action: '撤回', says: '撤回以后又能写了，改好再送审。' },
  reopen: { title: '再改改', action: '再改改', says: '改过以后要再送审一次。' },
  approve: { title: '通过', action: '通过', says: '通过以后，作者就可以发布。' },
  changes: { title: '请作者修改', action: '请作者修改', says: '作者会看到您的话和每一段上的意见，改好会再送来。', reason: '请改什么' },
  publish: { title: '发布', action: '发布', says: '发布错了，可以把上一版再发布一次。', isGrave: true },
  archive: { title: '收起来', action: '收起来', says: '收起来的随时可以拿回来。', reason: '为什么收起来', isGrave: true },
  restore: { title: '拿回来', action: '拿回来', says: '没发布过的拿回来接着写，发布过的可以再发布。' },
}

export function VersionStepPage({ viewer, view, refused }: { viewer: Viewer; view: VersionStepView; refused: Refused | null }) {
  const { title, version } = view
  const back = paths.studioVersion(version.id)
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.studio()}
      title={`${steps[view.step].title}：${title} 第 ${version.ordinal} 版`}
      crumbs={versionCrumbs({ versionId: version.id, ordinal: version.ordinal, course: { slug: version.course.slug, title } })}
    >
      <ErrorSummary refused={refused?.refused} />
      {view.objection ? (
        <>
          <Notice kind="warn">
            <p>{view.objection}</p>
          </Notice>
          <ButtonLink kind="plain" href={back}>
            回去
          </ButtonLink>
        </>
      ) : (
        <StepForm view={view} refused={refused} back={back} />
      )}
    </DeskFrame>
  )
}

function StepForm({ view, refused, back }: { view: VersionStepView; refused: Refused | null; back: string }) {
  const { action, says, reason, isGrave } = steps[view.step]
  const fields = (
    <>
      <input type="hidden" name="version" value={view.version.version} />
      {view.step === 'submit' && (
        <SelectField label="请谁审" name="reviewer" defaultValue={refused?.entered.reviewer} errors={refused?.refused.fields.reviewer}>
          <option value="">请选</option>
          {view.colleagues.map(({ accountId, name, hasWritten }) => (
            <option key={accountId} value={accountId}>
              {hasWritten ? `${name}（也写过这一版，只能提意见）` : name}
            </option>
          ))}
        </SelectField>
      )}
      {(reason ?? (view.step === 'approve' && view.version.can.mustExplain)) && (
        <TextField
          label={reason ?? '为什么由您来通过'}
          {...(reason ? {} : { hint: '会记下来，作者和审稿人都看得到' })}
          name="reason"
          required
          rows={3}
          maxLength={500}
          defaultValue={refused?.entered.reason}
          errors={refused?.refused.fields.reason}
        />
      )}
    </>
  )
  if (isGrave)
    return (
      <Consequences touched={view.touched} missing={view.missing} undo={says} action={action} back={back}>
        {fields}
      </Consequences>
    )
  return (
    <PostForm className="stack narrow">
      {view.missing.map((sentence) => (
        <Notice key={sentence} kind="warn">
          <p>{sentence}</p>
        </Notice>
      ))}
      <p>{says}</p>
      {fields}
      <div className="row">
        <Button>{action}</Button>
        <ButtonLink kind="plain" href={back}>
          不做，回去
        </ButtonLink>
      </div>
    </PostForm>
  )
}
