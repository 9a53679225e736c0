// What a course begins with: one lesson to write, and the arrangement of a course that can be changed.
import { stringify } from 'yaml'
import { placeholders } from '#app/lesson/placeholders.ts'
import type { StudioFile } from './files.server.ts'

/** The text of a lesson that was just added. */
export const newLesson = (title: string) => `---
title: ${stringify(title).trimEnd()}
summary: ${placeholders.lessonSummary}
minutes: 10
objectives:
  - ${placeholders.objective}
---

## 第一节

${placeholders.lessonText}
`

/** The files of a course that was just begun. */
export const newCourseFiles = (title: string): Pick<StudioFile, 'name' | 'content' | 'mediaHash'>[] => [
  {
    name: 'course.yaml',
    content: `${stringify({ title, summary: placeholders.courseSummary, hours: 8 })}lessons:
  - lesson-1
exam:
  single: 6
  multiple: 2
  trueFalse: 2
  minutes: 30
  passMark: 60
`,
    mediaHash: null,
  },
  { name: 'lesson-1.mdx', content: newLesson('第一课'), mediaHash: null },
  { name: 'questions.yaml', content: '[]\n', mediaHash: null },
]
