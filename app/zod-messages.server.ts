// Chinese messages for schemas without messages of their own, instead of Zod's English. Only in the server process, so
// that no browser loads the texts.
import { z } from 'zod'

/** For what came in the place of something else; undefined where Zod's own words are as good. */
const sentenceFor = (input: unknown) =>
  input === undefined
    ? '这一项没有填。'
    : Array.isArray(input)
      ? '这一项填了几次，只能填一次。'
      : input instanceof File
        ? '这一项要填文字，不能放文件。'
        : undefined

z.config({
  ...z.locales.zhCN(),
  customError: ({ code, input }) => (code === 'invalid_type' ? sentenceFor(input) : undefined),
})
