// What can be chosen as a PIN or a password, and what is a phone number.
import { describe, expect, test } from 'vitest'
import { faultOfPassword, faultOfPin, nothingKnown } from '#app/modules/accounts/secret-faults.ts'
import { mobileNumber } from '#app/modules/accounts/secrets.ts'

const own = { name: '田小禾', birthday: '1984-05-06', phones: ['13907264185'], idNumber: '422826198405060007' }

describe('a PIN', () => {
  test.each(['739154', '204816', '583927', '204060'])('%s can be taken', (pin) => {
    expect(faultOfPin(pin, own)).toBeNull()
  })

  test.each([
    ['12345', '6 个数字'],
    ['1234567', '6 个数字'],
    ['七三九一五四', '6 个数字'],
    ['000000', '都一样'],
    ['888888', '都一样'],
    ['123456', '连着'],
    ['654321', '连着'],
    ['567890', '连着'],
    ['098765', '连着'],
    ['121212', '重复'],
    ['520520', '重复'],
    ['112233', '成对'],
    ['147258', '常用'],
    ['840506', '生日'],
    ['198405', '生日'],
    ['060584', '生日'],
    ['050684', '生日'],
    ['135790', '连着'],
    ['123321', '重复'],
    ['112212', '重复'],
    ['726418', '手机号'],
    ['264185', '手机号'],
    ['060007', '身份证号'],
    ['422826', '身份证号'],
    ['580213', '日期'],
    ['991231', '日期'],
    ['201908', '日期'],
    ['159357', '常用'],
    ['112358', '常用'],
    ['131452', '常用'],
  ])('%s is refused: %s', (pin, reason) => {
    expect(faultOfPin(pin, own)).toContain(reason)
  })

  test('full-width figures are figures', () => {
    expect(faultOfPin('７３９１５４', nothingKnown)).toBeNull()
    expect(faultOfPin('１２３４５６', nothingKnown)).toContain('连着')
  })

  test('what is no day of any year is no date', () => {
    for (const pin of ['581332', '580230', '583900']) expect(faultOfPin(pin, nothingKnown)).toBeNull()
  })

  test('about one in twenty is refused, so that many are left', () => {
    const refused = Array.from({ length: 1000 }, (_, nth) => String((nth * 7919) % 1_000_000).padStart(6, '0')).filter((pin) =>
      faultOfPin(pin, nothingKnown),
    )
    expect(refused.length).toBeGreaterThan(30)
    expect(refused.length).toBeLessThan(80)
  })
})

describe('a password', () => {
  test.each(['山上的茶叶香飘千万里', 'correct horse battery', 'Xianfeng-2019-tea'])('%s can be taken', (password) => {
    expect(faultOfPassword(password, own)).toBeNull()
  })

  test.each([
    ['short', '至少'],
    ['aaaaaaaaaaaa', '重复'],
    ['password2019', '好猜'],
    ['1234567890ab', '好猜'],
    ['P@ssword2024!', '好猜'],
    ['woaini1314520', '好猜'],
    ['Admin-20240101', '好猜'],
    ['qwertyuiop12', '好猜'],
    ['1qaz2wsx3edc', '好猜'],
    ['学习进步学习进步学习进步', '好猜'],
    ['2024-05-06-08', '只有数字'],
    ['tea13907264185', '手机号'],
    ['茶香07264185好', '手机号'],
    ['茶叶060007茶叶香', '身份证号'],
    ['茶叶19840506香', '生日'],
    ['田小禾2024年好呀', '姓名'],
  ])('%s is refused: %s', (password, reason) => {
    expect(faultOfPassword(password, own)).toContain(reason)
  })

  test('one that is longer than anybody types is refused', () => {
    expect(faultOfPassword('茶'.repeat(100) + '香'.repeat(101), own)).toContain('太长')
  })
})

test('a phone number is taken as people write it', () => {
  for (const entered of ['13900000001', '139 0000 0001', '１３９０００００００１', '+86 139-0000-0001', '86 13900000001']) {
    expect(mobileNumber(entered)).toBe('13900000001')
  }
})

test('what is no mobile number is none', () => {
  for (const entered of ['', '1390000000', '139000000012', '07186822222', 'abc', '12900000001']) expect(mobileNumber(entered)).toBeNull()
})
