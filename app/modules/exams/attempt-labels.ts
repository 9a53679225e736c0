/** Labels of an attempt's states, in the terms of the state machine. */
export const attemptStateLabels: Record<string, string> = {
  sitting: '作答中',
  'collected.submitted': '已交卷',
  'collected.expired': '时间到，已收卷',
  'graded.passed': '通过',
  'graded.failed': '未通过',
}

/** Labels of an attempt's events: at the desk, in its history and in the diagram. */
export const attemptEventLabels = {
  begin: '开考',
  SUBMIT: '交卷',
  EXPIRE: '时间到',
  GRADE: '判卷',
  REGRADE: '补计晚到的答案，重新判卷',
  CLOSE: '不再等晚到的答案',
}
