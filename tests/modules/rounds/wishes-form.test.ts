// A shop's wishes as they are posted: one choice a shop.
import { expect, test } from 'vitest'
import { parseForm } from '#app/http/bodies/forms.server.ts'
import { wishesForm } from '#app/modules/rounds/wishes-form.ts'

const read = (text: string) => parseForm(new URLSearchParams(text), wishesForm)

test('choices become wishes in order and vetoes; who got no choice is neither', () => {
  expect(read('what=wishes&choice-a=10&choice-b=2&choice-c=never&choice-d=&choice-e=1')).toEqual({
    wishes: ['e', 'b', 'a'],
    vetoes: ['c'],
  })
  expect(read('')).toEqual({ wishes: [], vetoes: [] })
})

test('two shops in one place are told at the second of them', () => {
  expect(() => read('choice-a=1&choice-b=1')).toThrow(
    expect.objectContaining({ status: 422, fields: { 'choice-b': ['第 1 志愿选了两家，请改一家。'] } }),
  )
})
