// ID-card numbers by GB 11643.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkCharacter, normaliseIdNumber, parseIdNumber } from '#app/modules/households/id-number.ts'

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
        void expect(parseIdNumber(number, today)).toMatchObject({
          ok: true,
          number,
          birthday,
          sex: sequence % 2 === 1 ? 'male' : 'female',
        }),
    ),
  )
})

test('any one wrong digit is found', () => {
  fc.assert(
    fc.property(made, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), ({ number }, place, by) => {
      const wrong = number.slice(0, place) + ((Number(number[place]) + by) % 10) + number.slice(place + 1)
      expect(parseIdNumber(wrong, today)).toMatchObject({ ok: false, fault: 'checksum' })
    }),
  )
})

test('full-width signs, blanks, an apostrophe and a lower-case x are how offices write', () => {
  fc.assert(
    fc.property(made, ({ number }) => {
      const wide = [...number].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join('')
      for (const written of [wide, ` ${number.slice(0, 6)} ${number.slice(6)} `, `'${number}`, number.toLowerCase()])
        expect(normaliseIdNumber(written)).toBe(number)
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
  const read = parseIdNumber(written, today)
  expect(read).toMatchObject({ ok: false, fault })
  expect(read.ok || read.sentence.length).toBeGreaterThan(6)
})

test('the number of a disability certificate is split: identity, kind and grade', () => {
  fc.assert(
    fc.property(
      made,
      ({ number }) =>
        void expect(parseIdNumber(`${number}42`, today)).toMatchObject({ ok: true, number, disability: { kind: '4', grade: '2' } }),
    ),
  )
})

test.each(['11010519491231002X', '440524188001010014', '34052419800101001X'])(
  'the check character of %s is the published one',
  (number) => {
    expect(checkCharacter(number.slice(0, 17))).toBe(number[17])
  },
)

test('the check character is that of ISO 7064 MOD 11-2, worked out digit by digit', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9), { minLength: 17, maxLength: 17 }), (digits) => {
      const carried = digits.reduce((sum, digit) => ((sum + digit) * 2) % 11, 0)
      const check = (12 - carried) % 11
      expect(checkCharacter(digits.join(''))).toBe(check === 10 ? 'X' : String(check))
    }),
  )
})

const bornOn = (birthday: string) => {
  const digits = `422826${birthday.replaceAll('-', '')}000`
  return digits + checkCharacter(digits)
}

test('nobody is born after today, or before 1900, whatever the check character says', () => {
  expect(parseIdNumber(bornOn(today), today)).toMatchObject({ ok: true, birthday: today })
  expect(parseIdNumber(bornOn('2026-11-24'), today)).toMatchObject({ ok: false, fault: 'checksum' })
  expect(parseIdNumber(bornOn('1900-01-01'), today)).toMatchObject({ ok: true })
  expect(parseIdNumber(bornOn('1899-12-31'), today)).toMatchObject({ ok: false, fault: 'checksum' })
})

const good = '422826199310070003'
const endingInX = (() => {
  for (let sequence = 0; ; sequence++) {
    const digits = `42282619931007${String(sequence).padStart(3, '0')}`
    if (checkCharacter(digits) === 'X') return `${digits}X`
  }
})()

const shortened = '身份证号被表格当成了数字（科学计数法或带小数点），后几位已经丢了。请把这一列设为“文本”，再照身份证重新填。'
const old = '这是 15 位的旧身份证号，现在不用了。请照现在的身份证填 18 位。'
const two = '一格里填了两个人的身份证号。请分成两行，每人一行。'
const hidden = '身份证号有几位被遮住了（* 或 X）。请照身份证填写完整的 18 位。'
const lengthOf = (count: number, more = '') => `身份证号应是 18 位，这里是 ${count} 位${more}。请照身份证重新填。`
const wrong = '身份证号有一位填错了（校验不对）。请照身份证核对。'

test.each([
  ['4.22826E+17', shortened],
  [`${good}.00`, shortened],
  ['422826660506000', old],
  ['42282666050600', lengthOf(14)],
  ['张三李四王五张三李四王五张三李', lengthOf(15, '，还有别的字')],
  [good + good, two],
  [`${good}/${good}`, two],
  [`${good}、；${good}`, two],
  [`${endingInX}和${endingInX}`, two],
  [`${good}和${endingInX}`, two],
  ['42282619931007000О', '身份证号里的“О”是俄文字母，不是身份证上的数字或字母 X。请照身份证改过来。'],
  ['42282619931007****', hidden],
  ['4228261993100700XX', hidden],
  ['422826XXXXXXXX0003', hidden],
  ['******************', hidden],
  ['4228261993****0003', hidden],
  ['4228261993X0070003', hidden],
  ['*42282619931007000X', hidden],
  ['42282619931007000X*', hidden],
  ['42282619931****', hidden],
  ['4228261993****', lengthOf(14, '，还有别的字')],
  ['张4228261993100700**', lengthOf(19, '，还有别的字')],
  ['4228261993100700**张', lengthOf(19, '，还有别的字')],
  [`9${good}`, lengthOf(19)],
  [`${good}5`, lengthOf(19)],
  [`9${good}42`, lengthOf(21)],
  [`${good}425`, lengthOf(21)],
  [`${good}82`, lengthOf(20)],
  [`${good}45`, lengthOf(20)],
  [bornOn('1966-02-30'), '身份证号里的出生日期 1966-02-30 不对。请照身份证核对。'],
  [`${good.slice(0, 17)}X`, wrong],
])('%s is refused in words that say what to do: %s', (written, sentence) => {
  expect(parseIdNumber(written, today)).toMatchObject({ ok: false, sentence })
})

test('an X stands for ten at the end, also before the kind and grade of a disability; whoever has none has none', () => {
  expect(parseIdNumber(endingInX, today)).toMatchObject({ ok: true, number: endingInX, disability: null })
  expect(parseIdNumber(`${endingInX}42`, today)).toMatchObject({ ok: true, number: endingInX, disability: { kind: '4', grade: '2' } })
  expect(parseIdNumber(good, today)).toMatchObject({ ok: true, number: good, disability: null })
})
