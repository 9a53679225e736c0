// Chinese messages for schemas without messages of their own, instead of Zod's English. Only in the server process, so
// that no browser loads the texts.
import { z } from 'zod'

z.config({
  ...z.locales.zhCN(),
  customError: ({ code, input }) => (code === 'invalid_type' && input === undefined ? '这一项没有填。' : undefined),
})
