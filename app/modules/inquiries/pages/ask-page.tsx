// Where a trainee asks about a section: in words, by voice, with a photograph; and what she and her class asked before.
import type { Refused } from '#app/http/refused.ts'
import { AttachmentFields } from '#app/modules/attachments/pages/attachment-fields.tsx'
import { OutboxForm, WaitingForms } from '#app/shell/outbox-form.tsx'
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { TraineePhone, WaitingSheets } from '#app/shell/trainee-phone.tsx'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import { maxText } from '../inquiry-form.ts'
import type { AskPage as Shown } from '../inquiries.server.ts'
import { renderShownReply } from '../shown-reply.ts'
import { OwnInquiries } from './own-inquiries.tsx'

interface AskPageProps extends Shown {
  account: string
  script: string
  /** The section that is chosen already, as `lesson/s1`; null if none is. */
  at: string | null
  refused: Refused | null
}

export function AskPage({ account, script, course, versionId, lessons, own, shown, at, refused }: AskPageProps) {
  const [entered, errors] = [refused?.entered, refused?.refused.fields]
  const chosen = entered?.at ?? at
  const lesson = lessons.find(({ slug }) => chosen?.startsWith(`${slug}/`))
  return (
    <PhonePage
      title="问老师"
      back={
        lesson && chosen
          ? { href: paths.lesson(course.slug, lesson.slug, chosen.split('/')[1]), label: '课文' }
          : { href: paths.course(course.slug), label: '目录' }
      }
    >
      <ErrorSummary refused={refused?.refused} />
      <h1>哪里不明白？</h1>
      <p>写字、说话、拍照都行。没有网也能问，有网会自动发给老师。</p>
      <WaitingForms />
      <OutboxForm
        what="ask"
        about={course.slug}
        words="问老师"
        next={`${paths.ask(course.slug)}#own`}
        does={{ do: 'ask' }}
        needs={{ names: ['text', 'voice', 'picture'], words: '请写要问什么，或者说一段、拍一张照片' }}
      >
        <input type="hidden" name="version" value={versionId} />
        <SelectField label="问哪一节" name="at" required defaultValue={chosen ?? ''} errors={errors?.at}>
          <option value="">请选</option>
          {lessons.map(({ slug, title, sections }) => (
            <optgroup key={slug} label={title}>
              {sections.map((section) => (
                <option key={section.id} value={`${slug}/${section.id}`}>
                  {section.title}
                </option>
              ))}
            </optgroup>
          ))}
        </SelectField>
        <AttachmentFields
          kinds={['text', 'voice', 'photograph']}
          textLabel="要问什么"
          textMax={maxText}
          entered={entered}
          errors={errors}
        />
        <Button wide>发给老师</Button>
      </OutboxForm>
      <h2 id="own">我问过的</h2>
      <OwnInquiries inquiries={own} />
      {shown.length > 0 && <h2>同学问过的</h2>}
      {shown.map((reply) => (
        <div key={reply.id} dangerouslySetInnerHTML={{ __html: renderShownReply(reply) }} />
      ))}
      <WaitingSheets />
      <TraineePhone account={account} src={script} keep={[paths.ask(course.slug), paths.ownInquiries()]} />
    </PhonePage>
  )
}
