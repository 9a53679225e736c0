// Handles what trainees post, from a plain form or from the phone's outbox: the same fields, parsed once.
import { askInquiry, withdrawInquiry } from '#app/modules/inquiries/inquiries.server.ts'
import { askForm } from '#app/modules/inquiries/inquiry-form.ts'
import { handIn, parseTaskPlace } from '#app/modules/tasks/tasks.server.ts'
import { submissionForm } from '#app/modules/tasks/task-form.ts'
import { parseForm } from '../bodies/forms.server.ts'
import type { TraineeFormKind } from './kinds.ts'
import type { FormHandler } from './owner-forms.server.ts'
import { readAttachment, withoutFiles } from './pairing-forms.server.ts'

/** What is handed in for a task, named as `course/lesson/task`. Refuses like `handIn`. */
export const handleTaskForm: FormHandler = async (site, viewer, about, form) =>
  handIn(site, viewer, {
    ...parseTaskPlace(about),
    ...parseForm(withoutFiles(form), submissionForm),
    picture: await readAttachment(form, 'picture'),
    voice: await readAttachment(form, 'voice'),
  })

/** A question about a section of a course, or taking one back. Refuses like `askInquiry` and `withdrawInquiry`. */
export const handleAskForm: FormHandler = async (site, viewer, course, form) => {
  const wish = parseForm(withoutFiles(form), askForm)
  if (wish.do === 'withdraw') return withdrawInquiry(site, viewer, { inquiryId: wish.inquiry })
  const [lesson = '', section = ''] = wish.at.split('/')
  const brought = { picture: await readAttachment(form, 'picture'), voice: await readAttachment(form, 'voice') }
  await askInquiry(site, viewer, { course, lesson, section, version: wish.version, text: wish.text, brought })
}

export const traineeForms: Record<TraineeFormKind, FormHandler> = { task: handleTaskForm, ask: handleAskForm }
