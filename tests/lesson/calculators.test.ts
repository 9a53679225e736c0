// Calculators understand amounts as people type them, and what they say adds up.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calculatorKinds, formatFreightTable, parseFreightTable, parseQuantity, usualFreight, workOut } from '#app/lesson/calculators.ts'
import { compileLesson } from '#app/lesson/compile.server.ts'
import { loader } from '#app/routes/public/calculator.tsx'

const head = '---\ntitle: 课\nsummary: 一课\nminutes: 5\nobjectives: [会做一件事]\n---\n'
const compile = async (text: string) => (await compileLesson(head + text)).html

test.each([
  ['3', '公斤', 3],
  ['六斤', '公斤', 3],
  ['３ 千克', '公斤', 3],
  ['500克', '公斤', 0.5],
  ['2.5KG', '公斤', 2.5],
  ['1吨', '公斤', 1000],
  ['两亩', '亩', 2],
  ['一成', '%', 10],
  ['5％', '%', 5],
  ['101', '%', null],
  ['1.2万', '元', 12_000],
  ['15块', '元', 15],
  ['-3', '元', null],
  ['', '元', null],
  ['多少', '元', null],
  ['999999999', '元', null],
  ['9'.repeat(90), '元', null],
])('%j in %s is %s', (typed, unit, amount) => expect(parseQuantity(typed, unit)).toBe(amount))

test('the examples come out as one reckons them by hand', () => {
  expect(workOut('price', { values: { cost: '18', box: '2.5', freight: '8', fee: '5', profit: '10' } })).toEqual({
    rows: [
      { label: '货、箱子和快递', amount: '28.50 元' },
      { label: '平台收走', amount: '2.03 元' },
      { label: '一单赚', amount: '10.07 元' },
    ],
    sentence: '卖 40.60 元，一单赚 10.07 元',
    faults: [],
  })
  expect(workOut('freight', { values: { weight: '3斤2' }, zone: '本省' }).faults).toEqual(['weight'])
  expect(workOut('freight', { values: { weight: '2.1' }, zone: '邻近的省' }).sentence).toBe('2.1 公斤寄到邻近的省，运费 10.00 元')
  expect(workOut('freight', { values: { weight: '1' }, zone: '没有这里' }).sentence).toBe('1 公斤寄到本省，运费 4.00 元')
  expect(workOut('yield', { values: { area: '2亩', perMu: '60斤', loss: '一成', price: '40' } }).sentence).toBe(
    '能卖 54 公斤，一共 2160.00 元',
  )
  expect(workOut('price', { values: { fee: '100' } })).toMatchObject({ sentence: expect.stringContaining('全收走了'), faults: ['fee'] })
})

test('a price always leaves at least what one wants to earn, and not a tenth of a yuan more than that takes', () => {
  const cents = fc.integer({ min: 0, max: 500_000 }).map((value) => value / 100)
  fc.assert(
    fc.property(cents, cents, cents, cents, fc.integer({ min: 0, max: 90 }), (cost, box, freight, profit, fee) => {
      const values = Object.fromEntries(Object.entries({ cost, box, freight, profit, fee }).map(([name, value]) => [name, String(value)]))
      const price = Number(/^卖 ([\d.]+) 元/.exec(workOut('price', { values }).sentence)?.[1])
      const left = (asked: number) => asked * (1 - fee / 100) - cost - box - freight
      expect(left(price)).toBeGreaterThanOrEqual(profit - 1e-6)
      expect(left(price - 0.1)).toBeLessThan(profit + 1e-6)
    }),
  )
})

test('a parcel costs more the heavier it is, and a kilogram begun costs as much as one', () => {
  const grams = fc.integer({ min: 1, max: 60_000 })
  const costOf = (gram: number) =>
    Number(/运费 ([\d.]+) 元/.exec(workOut('freight', { values: { weight: `${gram}克` }, zone: '远的省' }).sentence)?.[1])
  fc.assert(
    fc.property(grams, grams, (one, other) => {
      expect(Math.sign(costOf(one) - costOf(other)) * Math.sign(one - other)).toBeGreaterThanOrEqual(0)
      expect(costOf(one)).toBe(costOf(Math.ceil(one / 1000) * 1000))
    }),
  )
})

test('whatever is typed gives a sentence, and rows of the same number', () => {
  fc.assert(
    fc.property(fc.constantFrom(...calculatorKinds), fc.string(), fc.string(), (kind, typed, zone) => {
      const values = Object.fromEntries(['cost', 'fee', 'weight', 'area', 'loss', 'price'].map((name) => [name, typed]))
      const { rows, sentence } = workOut(kind, { values, zone })
      expect(sentence).toMatch(/\p{Script=Han}/u)
      expect(sentence).not.toMatch(/NaN|Infinity|undefined/)
      expect(rows).toHaveLength(workOut(kind, { values: {} }).rows.length)
    }),
  )
})

test('a price list goes through an address unchanged, and what is none is not taken', () => {
  expect(parseFreightTable(formatFreightTable(usualFreight))).toEqual(usualFreight)
  for (const text of [
    '',
    '1',
    '1,',
    '1,本省:4',
    '1,本省:4:1:2',
    '1,本省:四:1',
    '1,<b>:4:1',
    'x,本省:4:1',
    `1${',本省:4:1'.repeat(9)}`,
    '1,本省:-4:1',
  ])
    expect(parseFreightTable(text), text).toBeNull()
  fc.assert(fc.property(fc.string(), (text) => void parseFreightTable(text)))
})

test('without scripts a calculator shows its example, and its form takes its price list along', async () => {
  const html = await compile(
    '<FreightCalculator weight="3">\n<Zone name="本省" first="4" more="1" />\n<Zone name="新疆、西藏" first="18" more="15.5" />\n</FreightCalculator>',
  )
  expect(html).toContain('<form method="get" action="/calculator"><input type="hidden" name="kind" value="freight"/>')
  expect(html).toContain('name="table" value="1,本省:4:1,新疆、西藏:18:15.5"')
  expect(html).toContain('<option>新疆、西藏</option>')
  expect(html).toContain('3 公斤寄到本省，运费 6.00 元')
  expect(await compile('<PriceCalculator />')).toMatch(/<lesson-calculator data-kind="price">.*卖 37.40 元/s)
  expect(await compile('<YieldCalculator loss="0" />')).toContain('能卖 60 公斤，一共 2400.00 元')
})

const answerTo = async (query: string) =>
  loader({ request: new Request(`http://tidui.example/calculator?${query}`), params: {}, context: {} as never })

test('the page of calculators keeps what was typed, and takes nothing that is too long or no price list', async () => {
  expect(await answerTo('kind=freight&weight=六斤&zone=远&table=2,远:8:3')).toEqual({
    kind: 'freight',
    values: { weight: '六斤' },
    zone: '远',
    table: { zones: [{ name: '远', first: 8, more: 3 }], start: 2 },
  })
  expect(await answerTo(`kind=price&cost=${'贵'.repeat(99)}&table=x`)).toMatchObject({ values: { cost: '贵'.repeat(40), box: '2.5' } })
  expect(await answerTo('kind=constructor&price=20')).toMatchObject({ kind: null, values: { price: '20' } })
})

test.each<[what: string, text: string, reason: string]>([
  ['a price in words', '<PriceCalculator cost="贵" />', '要写一个数'],
  ['freight without a place', '<FreightCalculator weight="3"></FreightCalculator>', '至少要有一个 <Zone>'],
  ['a place twice', `<FreightCalculator>\n${'<Zone name="本省" first="4" more="1" />\n'.repeat(2)}</FreightCalculator>`, '一样'],
  ['a place that is markup', '<FreightCalculator>\n<Zone name="<b>" first="4" more="1" />\n</FreightCalculator>', '写地方'],
  ['a place that would split the list', '<FreightCalculator>\n<Zone name="a:1,b" first="4" more="1" />\n</FreightCalculator>', '写地方'],
  ['a place without its price', '<FreightCalculator>\n<Zone name="本省" first="4" />\n</FreightCalculator>', '少了 more'],
  ['a place alone', '<Zone name="本省" first="4" more="1" />', '<FreightCalculator>'],
  ['a calculator in a note', '<Note>\n<YieldCalculator />\n</Note>', '里面'],
])('%s is refused', async (_, text, reason) => {
  await expect(compile(text)).rejects.toThrow(reason)
})
