// What can be chosen as a PIN or a password, and what is a phone number.
import { describe, expect, test } from 'vitest'
import { faultOfPassword, faultOfPin, mobileNumber } from '#app/modules/accounts/secrets.ts'

describe('a PIN', () => {
  test.each(['739154', '204816', '580213'])('%s can be taken', (pin) => {
    expect(faultOfPin(pin, '1984-05-06')).toBeNull()
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
  ])('%s is refused: %s', (pin, reason) => {
    expect(faultOfPin(pin, '1984-05-06')).toContain(reason)
  })

  test('full-width figures are figures', () => {
    expect(faultOfPin('７３９１５４', null)).toBeNull()
    expect(faultOfPin('１２３４５６', null)).toContain('连着')
  })

  test('the birthday of somebody else is nobody’s business', () => {
    expect(faultOfPin('840506', '1990-01-01')).toBeNull()
    expect(faultOfPin('840506', null)).toBeNull()
  })
})

describe('a password', () => {
  test.each(['山上的茶叶香飘千万里', 'correct horse battery', 'Xianfeng-2019-tea'])('%s can be taken', (password) => {
    expect(faultOfPassword(password, '田小禾')).toBeNull()
  })

  test.each([
    ['short', '至少'],
    ['aaaaaaaaaaaa', '重复'],
    ['password2019', '好猜'],
    ['1234567890ab', '好猜'],
    ['x'.repeat(201), '太长'],
  ])('%s is refused: %s', (password, reason) => {
    expect(faultOfPassword(password, '田小禾')).toContain(reason)
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
