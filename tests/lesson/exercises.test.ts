// Exercises answer as a patient teacher would: what means the same is the same answer, and a shuffle is always the same shuffle.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRightAnswer, normaliseAnswer } from '#app/lesson/answers.ts'
import { compileLesson } from '#app/lesson/compile.server.ts'
import { familyCharacters } from '#app/lesson/exercise-components.tsx'
import { needsExerciseScript, needsExerciseStyles, needsMediaScript } from '#app/lesson/compiled/lesson-parts.ts'
import { UnsafeLesson } from '#app/lesson/safe-lesson.ts'
import { shufflePlaces } from '#app/lesson/shuffle.ts'

const head = '---\ntitle: 课\nsummary: 一课\nminutes: 5\nobjectives: [会做一件事]\n---\n'
const compile = async (text: string) => (await compileLesson(head + text)).html
const card = (front: string, back = '反面。') => `<Card front="${front}">\n${back}\n</Card>`
const steps = (...texts: string[]) => texts.map((text) => `<Step text="${text}" />`).join('\n')

test.each([
  ['4', '4', '元', true],
  ['４', '4', '元', true],
  ['4元', '4', '元', true],
  ['四块', '4', '元', true],
  ['4.00 元', '4', '元', true],
  ['￥4', '4', '元', true],
  ['1.2万', '12000', '元', true],
  ['12,000', '12000', '元', true],
  ['40', '4', '元', false],
  ['-4', '4', '元', false],
  ['4斤', '4', '公斤', false],
  ['4 千克', '4', '公斤', true],
  ['4KG', '4', '公斤', true],
  ['三斤', '3', '斤', true],
  ['30 分', '30', '分钟', true],
  ['5％', '5', '%', true],
  ['3到5', '3-5', '天', true],
  ['３～５天', '3-5', '天', true],
  ['35', '3-5', '天', false],
  ['15', '1.5', '', false],
  ['一点五', '1.5', '', false],
  ['产地', '产地', '', true],
  ['“产 地”。', '产地', '', true],
  ['WiFi', 'wifi', '', true],
  ['产地名', '产地', '', false],
  ['产地', '产区|产地｜地方', '', true],
  ['', '4', '', false],
  ['。', '4', '', false],
  ['元', '4', '元', false],
  ['4'.repeat(100), '4', '', false],
])('%j for %j in %j: %s', (typed, answer, unit, isRight) => {
  expect(isRightAnswer(typed, answer.split(/[|｜]/), unit)).toBe(isRight)
})

test('what is typed in another width, case, with blanks, a full stop or the unit behind it is the same answer', () => {
  const word = fc.stringMatching(/^[甲乙丙丁a-z][甲乙丙丁a-z0-9]{0,8}$/)
  fc.assert(
    fc.property(word, fc.constantFrom('', ' ', '。', '！', ' 。'), fc.constantFrom('公斤', '亩', ''), (answer, tail, unit) => {
      const wide = answer.replace(/[a-z0-9]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
      for (const typed of [answer, wide, answer.toUpperCase(), ` ${answer}`, [...answer].join(' '), answer + tail, answer + unit + tail])
        expect(isRightAnswer(typed, [answer], unit), typed).toBe(true)
    }),
  )
})

test('amounts are equal by value only, however they are typed', () => {
  const hundredths = fc.integer({ min: 0, max: 9_999_999 })
  fc.assert(
    fc.property(hundredths, hundredths, (one, other) => {
      const [typed, answer] = [one, other].map((value) => (value / 100).toFixed(2)) as [string, string]
      expect(isRightAnswer(`${typed}元`, [answer], '元')).toBe(one === other)
      expect(isRightAnswer(String(one / 100), [typed])).toBe(true)
    }),
  )
})

test('comparing is total and quick, whatever is typed', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 70 }), fc.string({ maxLength: 6 }), (typed, unit) => {
      expect(normaliseAnswer(normaliseAnswer(typed, unit))).not.toMatch(/\s/)
      expect(typeof isRightAnswer(typed, [typed, '4'], unit)).toBe('boolean')
    }),
  )
})

test('a shuffle keeps every step, is the same each time, and is never the right order', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 8 }), fc.string(), (count, name) => {
      const places = shufflePlaces(count, name)
      const right = Array.from({ length: count }, (_, i) => i)
      expect([...places].sort()).toEqual(right)
      expect(places).not.toEqual(right)
      expect(shufflePlaces(count, name)).toEqual(places)
    }),
  )
})

test('without scripts cards, words, answers and the right order are there to unfold, and the summary is text', async () => {
  const html = await compile(
    `<Cards>\n${card('硒是什么')}\n${card('富硒呢')}\n</Cards>\n\n<Words>\n<Word term="客单价" sound="kè dān jià">\n一个客人一次买多少钱。\n</Word>\n</Words>\n\n` +
      `<FillIn id="half" question="半斤多少钱？" answer="4|四块钱" unit="元">\n八块的一半。\n</FillIn>\n\n` +
      `<Order id="pack" question="先做哪一步？" why="纸垫在下面。">\n${steps('垫纸', '装货', '封口')}\n</Order>\n\n<Family>\n我会打包了。\n</Family>`,
  )
  expect(html).toMatch(/<details class="flash-card"><summary>硒是什么<\/summary><div>.*反面。.*<\/div><\/details>/s)
  expect(html).toMatch(/<dt>客单价<span> kè dān jià<\/span><\/dt><dd>.*一个客人一次买多少钱。.*<\/dd>/s)
  expect(html).toMatch(/<summary>看答案<\/summary><div><p><strong>4 元<\/strong><\/p>.*八块的一半。/s)
  const [shuffled, right] = [...html.matchAll(/<ol>(.*?)<\/ol>/gs)].map(([, list]) => list!.match(/(?<=>)[\u4e00-\u9fff]+/g))
  expect(right).toEqual(['垫纸', '装货', '封口'])
  expect([...shuffled!].sort()).toEqual([...right!].sort())
  expect(shuffled).not.toEqual(right)
  expect(html).toContain('<p>纸垫在下面。</p>')
  expect(html).toMatch(/<lesson-family><strong>说给家里人听<\/strong><div>.*我会打包了。.*<\/div><\/lesson-family>/s)
  expect(html).not.toMatch(/<(button|input|script)/)
})

test('scripts and styles of exercises are loaded only by lessons that have one', async () => {
  const of = async (text: string) => {
    const html = await compile(text)
    return [needsMediaScript(html), needsExerciseScript(html), needsExerciseStyles(html)]
  }
  expect(await of('字')).toEqual([false, false, false])
  expect(await of('\\<lesson-family\\> \\<div class="cards"\\>')).toEqual([false, false, false])
  expect(await of('<Calculator />')).toEqual([false, false, false])
  expect(await of('<Audio src="a.mp3" title="听" transcript="文字" />')).toEqual([true, false, false])
  expect(await of(`<Cards>\n${card('一')}\n${card('二')}\n</Cards>`)).toEqual([false, false, true])
  expect(await of('<Words>\n<Word term="词">\n意思。\n</Word>\n</Words>')).toEqual([false, false, true])
  expect(await of('<FillIn id="a" question="问" answer="答">\n因为。\n</FillIn>')).toEqual([false, true, true])
  expect(await of(`<Order id="a" question="问">\n${steps('一', '二', '三')}\n</Order>`)).toEqual([false, true, true])
  expect(await of('<Family>\n话。\n</Family>')).toEqual([false, true, true])
})

const fillIn = (answer: string, more = '') => `<FillIn id="a" question="问" answer="${answer}"${more}>\n因为。\n</FillIn>`
test.each<[what: string, text: string, line: number, reason: string]>([
  ['one card', `<Cards>\n${card('一')}\n</Cards>`, 7, '至少要有 2 个 <Card>'],
  ['many cards', `<Cards>\n${Array.from({ length: 13 }, (_, i) => card(`第${i}张`)).join('\n')}\n</Cards>`, 7, '最多 12 个'],
  ['a card twice', `<Cards>\n${card('一')}\n${card('一')}\n</Cards>`, 7, '一样'],
  ['a card without a back', `<Cards>\n${card('一')}\n<Card front="二"></Card>\n</Cards>`, 11, '空的'],
  ['a long front', `<Cards>\n${card('一')}\n${card('字'.repeat(41))}\n</Cards>`, 11, '最多 40 字'],
  ['a card alone', card('一'), 7, '<Cards>'],
  ['cards in a note', `<Note>\n<Cards>\n${card('一')}\n${card('二')}\n</Cards>\n</Note>`, 8, '里面'],
  ['a word in a sentence', '这叫 <Word term="硒">矿物</Word> 。', 7, '单独写一行'],
  ['a word alone', '<Word term="硒">\n矿物。\n</Word>', 7, '<Words>'],
  ['no words', '<Words></Words>', 7, '至少要有 1 个'],
  ['a sound that is markup', '<Words>\n<Word term="硒" sound="<b>">\n矿物。\n</Word>\n</Words>', 8, '拼音'],
  ['an answer of signs', fillIn('。。'), 7, '一个答案最多'],
  ['an empty second answer', fillIn('4|'), 7, '一个答案最多'],
  ['many answers', fillIn('1|2|3|4|5|6|7'), 7, '最多 6 个'],
  ['a long answer', fillIn('字'.repeat(30)), 7, '最多 20 字'],
  ['an answer in two lines', fillIn('一\n二'), 7, '一个答案最多'],
  ['no answer', fillIn(' '), 7, '少了 answer'],
  ['a unit that is a sentence', fillIn('4', ' unit="元，不含运费"'), 7, '单位'],
  ['an answer that explains nothing', '<FillIn id="a" question="问" answer="4"></FillIn>', 7, '空的'],
  ['two steps', `<Order id="a" question="问">\n${steps('一', '二')}\n</Order>`, 7, '至少要有 3 个 <Step>'],
  ['nine steps', `<Order id="a" question="问">\n${steps(...'一二三四五六七八九')}\n</Order>`, 7, '最多 8 个'],
  ['a step twice', `<Order id="a" question="问">\n${steps('一', '二', '一')}\n</Order>`, 7, '一样'],
  ['a step alone', steps('一'), 7, '<Order>'],
  ['a step with words in it', '<Order id="a" question="问">\n<Step text="一">好</Step>\n</Order>', 8, '不能写字'],
  ['one id for two exercises', `${fillIn('4')}\n\n<Order id="a" question="问">\n${steps('一', '二', '三')}\n</Order>`, 11, '用了两次'],
  ['a table told to the family', '<Family>\n- 一\n- 二\n</Family>', 7, '只写句子'],
  ['a long summary', `<Family>\n${'字'.repeat(familyCharacters + 10)}\n</Family>`, 7, '念一遍要 63 秒'],
  ['a summary with code', '<Family>\n{1}\n</Family>', 8, '花括号'],
  ['a handler', fillIn('4', ' onInput="x"'), 7, 'onInput'],
])('%s is refused', async (_, text, line, reason) => {
  const fault = await compile(text).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(fault).toBeInstanceOf(UnsafeLesson)
  const { problems } = fault as UnsafeLesson
  expect(
    problems.filter((problem) => problem.line === line && problem.reason.includes(reason)),
    JSON.stringify(problems),
  ).not.toEqual([])
})

test('what an author types in an answer or a step stays text', async () => {
  const html = await compile(
    `${fillIn('a&#34; onclick=&#34;1')}\n\n<Order id="b" question="问">\n${steps('&lt;img&gt;', '二', '三')}\n</Order>`,
  )
  expect(html).not.toMatch(/<img|" onclick="/)
})

test('an attribute of any length is judged at once', async () => {
  const began = process.cpuUsage()
  for (const long of ['。', '字', '|', '。字', '字|', '<']) await compile(fillIn(long.repeat(900 / long.length))).catch(() => undefined)
  expect(process.cpuUsage(began).user).toBeLessThan(1_000_000)
})
