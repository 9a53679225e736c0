// GIFT as Moodle reads it, and what people write.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeQuestionFile } from '#app/importing/questions/write-questions.server.ts'
import { anyQuestion, bare, codeOf, readFrom, refusalOf } from '#tests/support/question-files.ts'

const one = async (gift: string) => {
  const { questions } = await readFrom(gift, 'gift')
  expect(questions).toHaveLength(1)
  return questions[0]
}

test('the usual examples', async () => {
  expect(await one('谁住在咸丰？{~张三 =李四 ~王五}')).toMatchObject({
    kind: 'single',
    text: '谁住在咸丰？',
    options: [{ text: '张三' }, { text: '李四' }, { text: '王五' }],
    correct: ['b'],
    line: 1,
  })
  expect(await one('腊肉要{~晒 =熏 ~煮}三天。')).toMatchObject({ text: '腊肉要_____三天。', correct: ['b'] })
  expect(await one('::名字::腊肉要写保质期。{TRUE#错了#对了####法律要求。}')).toMatchObject({
    name: '名字',
    kind: 'trueFalse',
    correct: ['a'],
    explanation: '法律要求。\n选“对”：对了\n选“错”：错了',
  })
  expect(await one('哪几个是对的？{~%50%甲 ~%50%乙 ~%-100%丙}')).toMatchObject({
    kind: 'multiple',
    correct: ['a', 'b'],
    notes: [expect.stringContaining('全部选对')],
  })
  expect(await one('只有一个对？{~%100%甲 ~乙 ~%0%丙}')).toMatchObject({ kind: 'single', correct: ['a'] })
  expect(await one('哪一个全对？{=甲 ~%50%乙 ~丙}')).toMatchObject({
    kind: 'single',
    correct: ['a'],
    notes: [expect.stringContaining('乙')],
  })
})

test('escapes, formats, tags and categories', async () => {
  const { questions } = await readFrom(
    '$CATEGORY: $course$/top/打包\n\n// question: 7  name: x\n// [id:7] [tag:易碎] [tag:a\\]b] [tag:难度:3] [tag:课:packing]\n::a\\:\\:b::[html]<p>1 &lt; 2<br>3 \\= 3 &eacute;</p><ul><li>一</li><li>二</li></ul>{\n =对\\~的#好\n ~\\#2\n ~[plain]<b>\n}\n',
  )
  expect(questions).toMatchObject([
    {
      name: 'a::b',
      text: '1 < 2\n3 = 3 é\n- 一\n- 二',
      options: [{ text: '对~的' }, { text: '#2' }, { text: '<b>' }],
      explanation: '好',
      tags: ['易碎', 'a]b', '打包'],
      difficulty: 3,
      lesson: 'packing',
      line: 5,
    },
  ])
})

test.each([
  ['问答题怎么办？{}', 'kind-unsupported'],
  ['哪一年的事？{#1949:1}', 'kind-unsupported'],
  ['省会是哪里？{=武汉 =武汉市}', 'kind-unsupported'],
  ['连起来吧：{=甲->一 =乙->二}', 'kind-unsupported'],
  ['只是一段说明文字。', 'kind-unsupported'],
  ['甲是{=一 ~二 ~三}，乙是{=一 ~二 ~三}。', 'embedded-answers-unsupported'],
  ['甲是 {1:MULTICHOICE:=一~二} 吗？', 'embedded-answers-unsupported'],
  ['哪个是对的？{~甲 ~乙 ~丙}', 'no-right-answer'],
  ['哪个是对的？{=甲 =乙 ~丙}', 'several-right-answers'],
  ['哪个是对的？{=甲 ~乙}', 'too-few-options'],
  ['哪个是对的？{~%50%甲 ~%50%乙}', 'no-wrong-option'],
  ['哪个是对的？{=甲 ~乙 ~乙}', 'same-options'],
  ['哪个是对的？{=甲 ~乙 ~#反馈}', 'empty-option'],
  ['哪个是对的？{=甲 ~乙 ~丙', 'syntax'],
  ['哪个是对的？=甲 ~乙 ~丙}', 'syntax'],
  ['::名字没有关 哪个是对的？{=甲 ~乙 ~丙}', 'syntax'],
  ['哪个？{=甲 ~乙 ~丙}', 'too-short'],
  [`${'长'.repeat(2_001)}{=甲 ~乙 ~丙}`, 'too-long'],
  [`选项太多了吧{=甲 ${Array.from({ length: 26 }, (_, at) => `~${at}`).join(' ')}}`, 'too-many-options'],
  ['[html]看图：<img src\\="@@PLUGINFILE@@/3.png">{=甲 ~乙 ~丙}', 'picture-missing'],
  ['[html]看图：<img src\\="https\\://example.com/3.png">{=甲 ~乙 ~丙}', 'picture-missing'],
  ['[html]<table><tr><td>一</td></tr></table>是什么？{=甲 ~乙 ~丙}', 'markup-unsupported'],
  ['[html]<p>x<sup>n+q</sup> 是多少？</p>{=甲 ~乙 ~丙}', 'markup-unsupported'],
  ['[html]<p>\\\\(x^2\\\\) 是多少？</p>{=甲 ~乙 ~丙}', 'markup-unsupported'],
  ['[html]<script>alert(1)</script>是多少？？{=甲 ~乙 ~丙}', 'markup-unsupported'],
  ['[html]<p>用 <stdio.h> 吗？</p>{=甲 ~乙 ~丙}', 'markup-unsupported'],
])('%s is refused as %s', async (gift, code) => {
  expect(await refusalOf(`$CATEGORY: x\n\n${gift}`)).toBe(code)
})

test('what looks like HTML and is none stays', async () => {
  expect(await one('用 <stdio.h> 还是 a<x && c>d？{=甲 ~乙 ~丙}')).toMatchObject({ text: '用 <stdio.h> 还是 a<x && c>d？' })
})

test('a blank line within braces does not end a question, and a broken question ends at the next', async () => {
  const { questions } = await readFrom(
    '::一::哪个是对的？{\n=甲\n\n~乙\n~丙\n}\n\n::二::没有关上{\n=甲\n~乙\n\n::三::哪个是对的？{=甲 ~乙 ~丙}\n::四::紧跟着的？{T}',
  )
  expect(questions).toMatchObject([{ kind: 'single' }, { name: '二', code: 'syntax', line: 8 }, { name: '三' }, { name: '四', line: 13 }])
})

const three = '{=甲 ~乙 ~丙}'
const oneByOne = '{\n=甲\n~乙\n~丙\n}'

test.each([
  ['whole ones', `题一是什么？${three}\n题二是什么？${oneByOne}\n题三是什么？${oneByOne}\n题四对吗？{T}`, ['single', 'single', 'single', 'trueFalse']],
  ['texts of several lines', `题一\n是什么？${three}\n题二\n是什么？${three}`, ['single', 'single']],
  ['rests of sentences', `答案甲是${three}吗？\n答案乙是${three}\n的吗。\n丙对吗？{T}`, ['single', 'single', 'trueFalse']],
  ['formats', `[html]<p>题一是什么？</p>${three}\n[html]<p>题二是什么？</p>${three}`, ['single', 'single']],
  ['names without answers', `::一::说明在这里。\n::二::题二是什么？${three}`, ['kind-unsupported', 'single']],
  ['an answer that is not closed', `题一是什么？{=甲 ~乙 ~丙\n题二是什么？{\n=甲\n~乙\n题三是什么？${three}`, ['syntax', 'syntax', 'single']],
  ['an answer closed twice', `题一是什么？${three}}\n题二是什么？${three}`, ['syntax', 'single']],
  ['an answer that is not opened', `题一是什么？=甲 ~乙}\n题二是什么？${three}`, ['syntax', 'single']],
  ['an answer without braces', `题一是什么？\n=甲\n~乙\n题二是什么？${three}`, ['syntax', 'single']],
  ['two on one line', `题一是什么？${three} 题二是什么？${three}\n题三是什么？${three}`, ['embedded-answers-unsupported', 'single']],
  ['a sentence that goes on', `甲是${three}，\n乙是${three}。\n题三是什么？${three}`, ['embedded-answers-unsupported', 'single']],
  ['a sentence that may end anywhere', `答案甲是${three}\n或者\n答案乙是${three}\n题三是什么？${three}`, ['embedded-answers-unsupported', 'single']],
  ['code with braces', `题一是什么？{\n=if (a) {\n  b\n}\n~乙\n~丙\n}\n题二是什么？${three}`, ['syntax', 'single']],
])('questions that touch: %s cost each other nothing', async (_, gift, outcomes) => {
  const { questions } = await readFrom(gift, 'gift')
  expect(questions.map((one) => ('code' in one ? one.code : one.kind))).toEqual(outcomes)
}) // prettier-ignore

test('a comment between questions that touch is of the second', async () => {
  const { questions } = await readFrom(
    `// [tag:一]\n题一是什么？${three}\n// [tag:二]\n题二是什么？${three}\n// [tag:二]\n\n题三是什么？${three}`,
  )
  expect(questions).toMatchObject([{ tags: ['一'] }, { tags: ['二'], line: 4 }, { tags: [], line: 7 }])
})

test('any questions come back without a blank line and a name between them', async () => {
  const several = fc.array(anyQuestion.map((one) => ({ ...one, tags: [], explanation: '' })).map(({ difficulty: _d, lesson: _l, ...one }) => one), { minLength: 2, maxLength: 5 }) // prettier-ignore
  await fc.assert(
    fc.asyncProperty(several, async (given) => {
      const written = Buffer.from((await writeQuestionFile('gift', given)).bytes).toString('utf8')
      const touching = written.replace(/^::.*?[^\\]::/gm, '').replaceAll('\n\n', '\n')
      const read = (await readFrom(touching, 'gift')).questions.map(bare)
      expect(read).toMatchObject(given.map(({ name: _name, ...one }) => one))
    }),
    { numRuns: 150 },
  )
})

test('a text without any question is none of the formats', async () => {
  expect(await codeOf('今天天气很好。\n没有题。')).toBe('no-questions')
})
