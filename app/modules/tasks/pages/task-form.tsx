// The form in which a trainee hands something in, in the lesson and on the page of its own. Without scripts it is posted to that page.
import type { LessonTask } from '#app/lesson/compiled/lesson-tasks.ts'
import type { Refused } from '#app/http/refused.ts'
import { AttachmentFields, attachmentFieldNames } from '#app/modules/attachments/pages/attachment-fields.tsx'
import { OutboxForm } from '#app/shell/outbox-form.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { maxTaskText } from '../limits.ts'

interface TaskFormProps {
  task: LessonTask
  course: string
  lesson: string
  /** The version of the course on this page. */
  version: string
  refused?: Refused | null
}

export function TaskForm({ task, course, lesson, version, refused }: TaskFormProps) {
  const page = paths.task(course, lesson, task.id)
  return (
    <OutboxForm
      what="task"
      about={`${course}/${lesson}/${task.id}`}
      words={task.title}
      next={page}
      action={page}
      needs={{ names: task.kinds.map((kind) => attachmentFieldNames[kind]), words: '还没有放东西进来。' }}
    >
      <input type="hidden" name="version" value={version} />
      <AttachmentFields
        kinds={task.kinds}
        textMax={maxTaskText}
        idPrefix={`${task.id}-`}
        entered={refused?.entered}
        errors={refused?.refused.fields}
      />
      <Button wide>交给讲师</Button>
      <p className="saved-line" role="status" data-form-status="" />
      <div data-form-waiting="" />
    </OutboxForm>
  )
}
