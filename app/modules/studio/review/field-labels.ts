// What the fields of a course's YAML, and of the front matter of lessons, are called to reviewers, who see one line of them.
import { courseLabels, questionLabels } from '#app/modules/courses/field-labels.ts'
import { frontMatterLabels } from '#app/lesson/front-matter-labels.ts'

export const fieldLabels: Record<string, string> = {
  ...frontMatterLabels,
  ...courseLabels,
  ...questionLabels,
  // Of a course as well as of a lesson; of a question as well as of an option.
  title: '标题',
  minutes: '分钟',
  text: '文字',
}
