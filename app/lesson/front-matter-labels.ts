// What the fields of a lesson's front matter are called: in the editor, in its problems, and to reviewers.
export const frontMatterLabels = {
  title: '课名',
  summary: '一句话简介',
  minutes: '分钟',
  objectives: '学完会做什么',
  accepted: '放行的地方',
} as const
