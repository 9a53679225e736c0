// ID-card numbers by GB 11643.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkCharacter, plainIdNumber, readIdNumber } from '#app/modules/households/id-number.ts'

const today = '2026-11-23'
const made = fc
  .record({
    region: fc.integer({ min: 110000, max: 659999 }),
    born: fc.integer({ min: 0, max: 40_000 }),
    sequence: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ region, born, sequence }) => {
    const birthday = new Date(Date.UTC(1910, 0, 1) + born * 86_400_000).toISOString().slice(0, 10)
    const digits = `${region}${birthday.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
    return { number: digits + checkCharacter(digits), birthday, sequence }
  })

test('every number made by the standard is read, with its birthday, and the sex by its 17th digit', () => {
  fc.assert(
    fc.property(
      made,
      ({ number, birthday, sequence }) =>
        void expect(readIdNumber(number, today)).toMatchObject({ ok: true, number, birthday, sex: sequence % 2 === 1 ? 'male' : 'female' }),
    ),
  )
})

test('any one wrong digit is found', () => {
  fc.assert(
    fc.property(made, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), ({ number }, place, by) => {
      const wrong = number.slice(0, place) + ((Number(number[place]) + by) % 10) + number.slice(place + 1)
      expect(readIdNumber(wrong, today)).toMatchObject({ ok: false, fault: 'checksum' })
    }),
  )
})

test('full-width signs, blanks, an apostrophe and a lower-case x are how offices write', () => {
  fc.assert(
    fc.property(made, ({ number }) => {
      const wide = [...number].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join('')
      for (const written of [wide, ` ${number.slice(0, 6)} ${number.slice(6)} `, `'${number}`, number.toLowerCase()])
        expect(plainIdNumber(written)).toBe(number)
    }),
  )
})

test.each([
  ['', 'missing'],
  ['  ', 'missing'],
  ['4.22826E+17', 'damaged'],
  ['422826660506000', 'damaged'],
  ['42282619660506000', 'damaged'],
  ['422826196605060003422826196605060003', 'damaged'],
  ['422826196602300009', 'checksum'],
  ['422826209901010000', 'checksum'],
])('“%s” is refused as %s, with a sentence that tells what to do', (written, fault) => {
  const read = readIdNumber(written, today)
  expect(read).toMatchObject({ ok: false, fault })
  expect(read.ok || read.sentence.length).toBeGreaterThan(6)
})

test('the number of a disability certificate is split: identity, kind and grade', () => {
  fc.assert(
    fc.property(
      made,
      ({ number }) =>
        void expect(readIdNumber(`${number}42`, today)).toMatchObject({ ok: true, number, disability: { kind: '4', grade: '2' } }),
    ),
  )
})
