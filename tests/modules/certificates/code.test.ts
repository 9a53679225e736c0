// A slip of the hand is told from a code that is not ours.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newCode, readCode, sayCode } from '#app/modules/certificates/code.ts'

const code = fc.array(fc.nat(28), { minLength: 10, maxLength: 10 }).map(newCode)
const signs = [...'23456789ABCDEFGHJKMNPQRSTVWXY']

test('what was printed is read back, with blanks, dashes, small and full-width letters', () => {
  fc.assert(
    fc.property(code, (printed) => {
      for (const typed of [
        printed,
        sayCode(printed),
        printed.toLowerCase(),
        ` ${printed.slice(0, 6)}-${printed.slice(6)}`,
        [...printed].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join(''),
      ])
        expect(readCode(typed)).toBe(printed)
    }),
  )
})

test('any one wrong sign shows', () => {
  fc.assert(
    fc.property(code, fc.nat(11), fc.constantFrom(...signs), (printed, place, sign) => {
      fc.pre(printed[place] !== sign)
      expect(readCode(printed.slice(0, place) + sign + printed.slice(place + 1))).toBeNull()
    }),
    { numRuns: 2000 },
  )
})

test('any swap of two signs shows, neighbours or not', () => {
  fc.assert(
    fc.property(code, fc.nat(11), fc.nat(11), (printed, one, other) => {
      fc.pre(printed[one] !== printed[other])
      const swapped = [...printed]
      ;[swapped[one], swapped[other]] = [swapped[other]!, swapped[one]!]
      expect(readCode(swapped.join(''))).toBeNull()
    }),
    { numRuns: 5000 },
  )
})

test.each([
  ['', 'nothing'],
  ['2345', 'too short'],
  ['2345678923456', 'too long'],
  ['OOOOIIIIOOOO', 'signs that we do not use'],
])('%j is no code: %s', (typed) => {
  expect(readCode(typed)).toBeNull()
})
