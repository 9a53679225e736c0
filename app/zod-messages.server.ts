// What a schema says that has no sentence of its own: plain Chinese instead of Zod's English. For the server's process
// alone, so that no browser loads the words.
import { z } from 'zod'

z.config({
  ...z.locales.zhCN(),
  customError: ({ code, input }) => (code === 'invalid_type' && input === undefined ? '这一项没有填。' : undefined),
})
