// What the studio's scripts are told when what they sent is refused: one sentence that says why.
import { expect, test } from 'vitest'
import { readEditorBody } from '#app/http/bodies/editor-answers.server.ts'
import { savingBody } from '#app/modules/studio/editor/file-form.ts'
import { invalidInput, notFound, sentenceOf } from '#app/refusal.ts'

const sent = (body: unknown) => readEditorBody(new Request('http://localhost/', { method: 'POST', body: JSON.stringify(body) }), savingBody)

test('a text that is too long is not called incomplete', async () => {
  await expect(sent({ content: '字'.repeat(250_001), base: 1 })).rejects.toThrow('课文太长。请分成两课。')
  for (const body of [{ content: '字' }, { content: 5, base: 1 }, { content: '字', base: -1 }, [], null])
    await expect(sent(body)).rejects.toThrow('发来的内容不完整，没有收下。')
})

test('where there are no fields to mark, the sentence of the first one is said', () => {
  expect(sentenceOf(invalidInput({ base: ['不知道是从哪一稿改的。'] }))).toBe('不知道是从哪一稿改的。')
  expect(sentenceOf(notFound('这一稿'))).toContain('没有找到这一稿')
})
