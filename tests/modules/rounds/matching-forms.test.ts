// What the coordinator asks of a proposed matching, as her page sends it.
import { expect, test } from 'vitest'
import { acceptForm, parseChange } from '#app/modules/rounds/matching-forms.ts'
import { newId } from '#db/id.ts'

test('a matching of a thousand pairs is accepted as it was seen', () => {
  const pairs = Array.from({ length: 1_000 }, () => [newId(), newId()] as const)
  const expected = pairs.map((pair) => pair.join('/')).join(' ')
  expect(acceptForm.parse({ version: '3', expected })).toEqual({ version: 3, expected: pairs })
})

test('a change is read from the address; one that makes no sense is told from none', () => {
  expect(parseChange(new URLSearchParams())).toBeNull()
  expect(parseChange(new URLSearchParams('kind=place&east=one'))).toEqual({ kind: 'place', east: 'one' })
  expect(parseChange(new URLSearchParams('kind=place&east='))).toBe('mistaken')
})
