// Figures as people write them, understood in one place for all forms.
import { expect, test } from 'vitest'
import { wholeNumberField } from '#app/fields.ts'
import { parseAmount } from '#app/text/parse-amount.ts'

test.each([
  ['12000', 12000],
  ['12,000', 12000],
  ['12，000', 12000],
  ['1,234,567', 1234567],
  ['１２０００', 12000],
  ['12000元', 12000],
  ['12,000 元', 12000],
  ['￥12000', 12000],
  ['¥12,000.00', 12000],
  ['1.2万', 12000],
  ['1.2 万元', 12000],
  ['１．２万', 12000],
  ['3千', 3000],
  ['1万2', 12000],
  ['1万2千', 12000],
  ['2万5千3百', 25300],
  ['1.5亿', 150000000],
  ['1.2w', 12000],
  ['3k', 3000],
  ['0', 0],
  [' 61 ', 61],
  ['61.0', 61],
  ['12单', 12],
  ['5个人', 5],
  ['两千', 2000],
  ['十', 10],
  ['十二', 12],
  ['二十三', 23],
  ['一万二千', 12000],
  ['十二万', 120000],
  ['12 000', 12000],
  ['-5', -5],
  ['1.5', 1.5],
  ['没有', null],
  ['', null],
  ['1,2', null],
  ['12 34', null],
  ['1.2.3', null],
  ['1.23.4', null],
  ['abc', null],
  ['12-15', null],
  ['5元3角', null],
])('%j is %j', (entered, meant) => expect(parseAmount(entered)).toBe(meant))

test('what is wrong is said with the field’s own word', () => {
  const sales = wholeNumberField('卖了多少元', { max: 1000, tooLarge: '卖了多少元太大了，请核对' })
  const said = (entered: unknown) => sales.safeParse(entered).error?.issues.map(({ message }) => message)
  expect([said('很多'), said(''), said(undefined), said('1.5'), said('-1'), said('1.2万'), said('８００元')]).toEqual([
    ['卖了多少元要填数字'],
    ['请填卖了多少元'],
    ['请填卖了多少元'],
    ['卖了多少元要填整数'],
    ['卖了多少元不能小于 0'],
    ['卖了多少元太大了，请核对'],
    undefined,
  ])
})
