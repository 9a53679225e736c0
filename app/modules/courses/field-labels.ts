// What the fields of course.yaml, and of the files of its bank, are called: in the forms, in problems of the files, and to reviewers.
import { kindLabels } from '#app/modules/exams/plan/kind-labels.ts'

export const courseLabels = {
  title: '课程名',
  summary: '一句话简介',
  hours: '学时',
  lessons: '课文',
  exam: '考试',
  single: `抽几道${kindLabels.single}`,
  multiple: `抽几道${kindLabels.multiple}`,
  trueFalse: `抽几道${kindLabels.trueFalse}`,
  minutes: '考几分钟',
  passMark: '几分及格（满分 100）',
} as const

export const questionLabels = {
  id: '编号',
  lesson: '哪一课讲的',
  kind: '题型',
  text: '题目',
  options: '选项',
  key: '字母',
  correct: '正确答案',
  explanation: '为什么',
  picture: '图',
  alt: '图上有什么',
  name: '名字',
  difficulty: '难度',
  tags: '标签',
} as const
