// A slip of the hand is told from a code that is not ours.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeFromEntry, newCode, parseCode, formatCode } from '#app/modules/certificates/code.ts'

const code = fc.array(fc.nat(28), { minLength: 10, maxLength: 10 }).map(newCode)
const signs = [...'23456789ABCDEFGHJKMNPQRSTVWXY']

test('what was printed is read back, with blanks, dashes, small and full-width letters', () => {
  fc.assert(
    fc.property(code, (printed) => {
      for (const typed of [
        printed,
        formatCode(printed),
        printed.toLowerCase(),
        ` ${printed.slice(0, 6)}-${printed.slice(6)}`,
        [...printed].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join(''),
      ])
        expect(parseCode(typed)).toBe(printed)
    }),
  )
})

test('any one wrong sign shows', () => {
  fc.assert(
    fc.property(code, fc.nat(11), fc.constantFrom(...signs), (printed, place, sign) => {
      fc.pre(printed[place] !== sign)
      expect(parseCode(printed.slice(0, place) + sign + printed.slice(place + 1))).toBeNull()
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
      expect(parseCode(swapped.join(''))).toBeNull()
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
  expect(parseCode(typed)).toBeNull()
})

test('the check signs are those of the printed certificates, which no change may make wrong', () => {
  // 2 stands for 0, so of one sign at a time both sums are its value times the place, and times its square.
  const alone = (place: number) => newCode(Array.from({ length: 10 }, (_, at) => (at + 1 === place ? 1 : 0))).slice(10)
  const weights = Array.from({ length: 10 }, (_, at) => [at + 1, ((at + 1) * (at + 1)) % 29])
  expect(Array.from({ length: 10 }, (_, at) => alone(at + 1))).toEqual(weights.map((ones) => ones.map((one) => signs[one]).join('')))
})

test('a code is printed in groups of four', () => {
  expect(formatCode('23456789ABCD')).toBe('2345 6789 ABCD')
})

test('what is too long is none, though its beginning is one, and so is what has a sign that we do not use', () => {
  fc.assert(
    fc.property(code, fc.constantFrom(...signs, 'O', '0', 'I'), fc.nat(11), (printed, more, place) => {
      expect(parseCode(printed + more)).toBeNull()
      expect(parseCode(printed.slice(0, 11))).toBeNull()
      expect(parseCode(`${printed.slice(0, place)}O${printed.slice(place + 1)}`)).toBeNull()
    }),
  )
})

test('of what stands in an address forty signs are taken, without the blanks around them, and nothing of a file', () => {
  expect(codeFromEntry(`  ${'A'.repeat(50)}`)).toBe('A'.repeat(40))
  expect([codeFromEntry(' 2345 '), codeFromEntry(null), codeFromEntry(new File([], 'x'))]).toEqual(['2345', '', ''])
})
