// What the fields of a course's YAML, and of the front matter of lessons, are called to reviewers.

export const fieldLabels: Record<string, string> = {
  title: '标题',
  summary: '一句话简介',
  minutes: '分钟',
  objectives: '学完会做',
  hours: '学时',
  lessons: '课的顺序',
  exam: '考试',
  single: '单选题',
  multiple: '多选题',
  trueFalse: '判断题',
  passMark: '及格线（%）',
  id: '编号',
  lesson: '哪一课',
  kind: '种类',
  text: '文字',
  options: '选项',
  correct: '正确的选项',
  explanation: '讲解',
}
