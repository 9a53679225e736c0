// Names of people, and what hides them in lists that hang out.
import { expect, test } from 'vitest'
import { findPersonNameDoubt, findPersonNameFault, normaliseName } from '#app/text/person-name.ts'

test.each([
  ['王○兰', '“○”是圆圈符号，不是字'],
  ['王●兰', '“●”是圆圈符号，不是字'],
  ['王〇〇', '“〇〇”遮住了名字'],
  ['王X兰', '“X”是字母，遮住了名字'],
  ['王xx', '“xx”是字母，遮住了名字'],
  ['王Ｘ兰', '“X”是字母，遮住了名字'],
  ['王×兰', '“×”是乘号，遮住了名字'],
  ['王*兰', '“*”是星号，遮住了名字'],
  ['王＊＊', '“＊＊”是星号，遮住了名字'],
  ['王□兰', '“□”是方块，遮住了名字'],
  ['王某某', '“某某”遮住了名字'],
  ['王O兰', '“O”是字母，不是字'],
  ['王o兰', '“o”是字母，不是字'],
  ['王Ｏ兰', '“O”是字母，不是字'],
  ['王0兰', '“0”是数字，不是字'],
  ['王ⅹ兰', '“ⅹ”是罗马数字，遮住了名字'],
  ['王Ⅹ兰', '“Ⅹ”是罗马数字，遮住了名字'],
  ['王Х兰', '“Х”是俄文字母'],
  ['王Χ兰', '“Χ”是希腊字母'],
])('in %s, %s', (written, what) => expect(findPersonNameFault(normaliseName(written))).toContain(what))

test.each(['TRUE', 'false', '12', '1,061', '-5', '同上', '是', '无'])('%s is no name', (written) =>
  expect(findPersonNameFault(normaliseName(written))).toBe(`姓名“${normaliseName(written)}”不是姓名。请照身份证填写。`),
)

test('〇 is a character, a dot parts two names, and Latin names hide nothing', () => {
  for (const name of ['李〇', '王〇兰', '阿依●古丽', '阿依·古丽', 'Alex Fox', 'John O’Neill', '王某'])
    expect(findPersonNameFault(normaliseName(name))).toBeNull()
  expect(normaliseName('阿依●古丽')).toBe('阿依·古丽')
  expect(findPersonNameDoubt('王〇兰')).toContain('“〇”要是用来遮住名字的')
  expect(findPersonNameDoubt('王某')).toContain('像是遮住了名字')
  expect(findPersonNameDoubt('田大春')).toBeNull()
})
