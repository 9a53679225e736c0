// A form that is not as its schema wants it is refused in Chinese, also where the schema has no sentence of its own.
import { expect, test } from 'vitest'
import { z } from 'zod'
import { parseForm, readForm } from '#app/http/forms.server.ts'

const Asked = z.discriminatedUnion('do', [z.object({ do: z.literal('residence'), from: z.string(), version: z.coerce.number() })])
const fieldsOf = (entered: Record<string, string>) => {
  try {
    return parseForm(new URLSearchParams(entered), Asked)
  } catch (refused) {
    return (refused as { fields: Record<string, string[]> }).fields
  }
}

test('what was left out, what is no number, and what nobody knows how to do', () => {
  expect(fieldsOf({ do: 'residence', version: '1' })).toEqual({ from: ['这一项没有填。'] })
  for (const entered of [{ do: 'residence', from: '2019-01-01', version: 'x' }, { do: 'juggle' }] as Record<string, string>[]) {
    const sentences = Object.values(fieldsOf(entered)).flat()
    expect(sentences).toEqual([expect.stringMatching(/^[\u4e00-\u9fff]/)])
    expect(sentences[0]).not.toMatch(/Invalid|expected|received/)
  }
})

test.each([
  ['JSON', 'application/json', '{bad'],
  ['a form in parts without what parts them', 'multipart/form-data', 'phone=1'],
  ['nothing that says what it is', 'text/plain', 'phone=1'],
])('%s is no form', async (_, type, body) => {
  const request = new Request('http://localhost/', { method: 'POST', headers: { 'Content-Type': type }, body })
  await expect(readForm(request, Asked)).rejects.toMatchObject({ status: 422, message: expect.stringContaining('不是表单') })
})
