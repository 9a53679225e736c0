// Chinese messages for schemas without messages of their own, instead of Zod's English. Only in the server process, so
// that no browser loads the texts.
import { z } from 'zod'

/** For what came in the place of something else. */
const sentenceForType = (input: unknown, expected: unknown) =>
  input === undefined
    ? '这一项没有填。'
    : Array.isArray(input)
      ? '这一项填了几次，只能填一次。'
      : input instanceof File
        ? '这一项要填文字，不能放文件。'
        : expected === 'number'
          ? '这一项要填数字。'
          : '这一项填得不对。'

/** What a size is counted in; numbers have none. */
const units: Partial<Record<string, string>> = { string: '字', array: '项', set: '项', file: '字节' }

/** Zod's own words are for programmers: types, patterns, names in English. */
function sentenceFor(issue: z.core.$ZodRawIssue): string {
  const unit = 'origin' in issue ? (units[String(issue.origin)] ?? '') : ''
  switch (issue.code) {
    case 'invalid_type':
      return sentenceForType(issue.input, issue.expected)
    case 'invalid_value': {
      const isLeft = issue.input === undefined || issue.input === '' || issue.input === null
      return isLeft ? '请选一项。' : `这一项只能是：${issue.values.map(String).join('、')}。`
    }
    case 'too_big':
      return unit ? `最多 ${String(issue.maximum)} ${unit}。` : `不能大于 ${String(issue.maximum)}。`
    case 'too_small':
      return unit ? `至少 ${String(issue.minimum)} ${unit}。` : `不能小于 ${String(issue.minimum)}。`
    case 'invalid_format':
      return '这一项的写法不对。'
    case 'unrecognized_keys':
      return `没有这样的项：${issue.keys.join('、')}。`
    default:
      return '这一项填得不对。'
  }
}

z.config({ ...z.locales.zhCN(), customError: sentenceFor })
