// What authors write is never run as code, and what is refused says where and why.
import { expect, test } from 'vitest'
import { checkLesson, compileLesson, hashLesson, pipelineVersion } from '#app/lesson/compile.server.ts'
import { maxLessonLength } from '#app/lesson/complexity-limits.ts'
import { formatProfit, computeProfit, computeProfitShares } from '#app/lesson/profit.ts'
import { isAllowedUrl, UnsafeLesson } from '#app/lesson/safe-lesson.ts'

const head = '---\ntitle: 课\nsummary: 一课\nminutes: 5\nobjectives: [会做一件事]\n---\n'
const right = '<Option text="对" right>\n因为这样。\n</Option>'
const wrong = '<Option text="不对">\n因为那样。\n</Option>'

/** Sources that are refused, each with the line on which it must be, and words of the reason. Line 7 is the first after the head. */
const refused: [what: string, source: string, line: number, reason: string][] = [
  ['an expression', `${head}{globalThis.hacked = 1}`, 7, '花括号'],
  ['an expression in a sentence', `${head}好 {process.exit(1)} 吗`, 7, '花括号'],
  ['an expression in a heading', `${head}\n## {globalThis.hacked = 1}`, 8, '花括号'],
  ['an expression in a table', `${head}| a |\n|---|\n| {globalThis.hacked = 1} |`, 9, '花括号'],
  ['an expression in a component', `${head}<Note>\n{globalThis.hacked = 1}\n</Note>`, 8, '花括号'],
  ['an import', `${head}import fs from 'node:fs'`, 7, 'import'],
  ['an import of a file on disk', `${head}import pkg from '../package.json'`, 7, 'import'],
  ['an import far below', `${head}好。\n\n\nimport pkg from '../package.json'`, 10, 'import'],
  ['an export', `${head}export const x = 1`, 7, 'export'],
  ['an export of a layout', `${head}export default () => null`, 7, 'export'],
  ['front matter that is code', '---js\n{ title: (globalThis.hacked = 1) }\n---\n文', 1, '“js”'],
  ['front matter that is code, after a space', '--- javascript\n{ title: (globalThis.hacked = 1) }\n---\n文', 1, '“javascript”'],
  ['front matter that is coffee', '---coffee\ntitle: 1\n---\n文', 1, '“coffee”'],
  ['front matter in JSON', '---json\n{}\n---\n文', 1, '“json”'],
  ['a second front matter that is code', `${head}\n---js\n{ title: (globalThis.hacked = 1) }\n---\n`, 9, '花括号'],
  ['no front matter', '# 课', 1, '以 --- 开头'],
  ['front matter without an end', '---\ntitle: 课\n', 1, '少了一行 ---'],
  [
    'front matter with a YAML tag that runs code',
    '---\ntitle: !!js/function "function () { globalThis.hacked = 1 }"\nsummary: 一课\n---\n文',
    2,
    '记号不能用',
  ],
  [
    'front matter that blows up',
    `---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ntitle: *d\n---\n文`,
    2,
    '引用',
  ],
  [
    'front matter with a key that is none',
    '---\ntitle: 课\nsummary: 一课\nlayout: x\nminutes: 5\nobjectives: [会做一件事]\n---\n文',
    4,
    '没有“layout”这一项',
  ],
  ['front matter with words for a number', '---\ntitle: 课\nsummary: 一课\nminutes: 十\nobjectives: [会做一件事]\n---\n文', 4, '分钟'],
  ['front matter by the names of its fields', `${head.replace('minutes: 5', 'minutes: 110')}文`, 4, '分钟：一课最多 60 分钟'],
  ['one of several in front matter', `${head.replace('会做一件事', '会做一件事, 会')}文`, 5, '学完会做什么第 2 条：这一条太短'],
  ['a title that is missing', '---\nsummary: 一课\nminutes: 5\nobjectives: [会做一件事]\n---\n文', 2, '少了课名'],
  ['a script', `${head}<script>alert(1)</script>`, 7, '<script>'],
  ['an image of HTML', `${head}<img src="x" onerror="alert(1)" />`, 7, '<img>'],
  ['an iframe', `${head}\n<iframe src="https://example.com" />`, 8, '<iframe>'],
  ['a style sheet', `${head}<style>x</style>`, 7, '<style>'],
  ['a component that is none of ours', `${head}<Danger />`, 7, '<Danger>'],
  ['a component that is none of ours, in a sentence', `${head}这里 <Danger /> 有`, 7, '<Danger>'],
  ['a name from the prototype', `${head}<constructor />`, 7, '<constructor>'],
  ['a member of an object', `${head}<Figure.x />`, 7, '<Figure.x>'],
  ['a fragment', `${head}<>好</>`, 7, '<>'],
  ['a computed attribute', `${head}<Figure src={"a.svg"} alt="图" />`, 7, '引号里的文字'],
  ['a spread attribute', `${head}<Figure {...x} />`, 7, '{...}'],
  ['an attribute that is none', `${head}<Figure src="a.svg" alt="图" onClick="x" />`, 7, 'onClick'],
  ['an attribute written twice', `${head}<Figure src="a.svg" src="b.svg" alt="图" />`, 7, '写了两次'],
  ['an attribute from the prototype', `${head}<Note constructor="x">好</Note>`, 7, 'constructor'],
  ['dangerouslySetInnerHTML', `${head}<Note dangerouslySetInnerHTML="x">好</Note>`, 7, 'dangerouslySetInnerHTML'],
  ['a style', `${head}<Note style="x">好</Note>`, 7, 'style'],
  ['a missing attribute', `${head}<Figure src="a.svg" />`, 7, '少了 alt'],
  ['a picture without words', `${head}<Figure src="a.svg" alt=" " />`, 7, '少了 alt'],
  ['a javascript link', `${head}[点](javascript:alert(1))`, 7, '地址'],
  ['a javascript link in disguise', `${head}[点](&#106;avascript:alert(1))`, 7, '地址'],
  ['a data link', `${head}[点](data:text/html,x)`, 7, '地址'],
  ['a link by definition', `${head}[点][a]\n\n[a]: javascript:alert(1)`, 9, '地址'],
  ['a link without a scheme', `${head}[点](//example.com)`, 7, '地址'],
  ['a link with backslashes', `${head}[点](\\\\\\\\example.com)`, 7, '地址'],
  ['a link over http', `${head}[点](http://example.com)`, 7, '地址'],
  ['a bare address over http', `${head}看 http://example.com 这里`, 7, '地址'],
  ['a picture outside a Figure', `${head}![图](a.svg)`, 7, '<Figure'],
  ['a figure from elsewhere', `${head}<Figure src="https://example.com/a.svg" alt="图" />`, 7, '地址'],
  ['a figure outside the folder', `${head}<Figure src="../../secret.svg" alt="图" />`, 7, '地址'],
  ['a figure that is no picture', `${head}<Figure src="a.mp4" alt="图" />`, 7, '地址'],
  ['a figure of a kind that is not taken', `${head}<Figure src="a.gif" alt="图" />`, 7, '地址'],
  ['a sound from elsewhere', `${head}<Audio src="https://example.com/a.mp3" title="听" transcript="文字" />`, 7, '地址'],
  ['a sound that nobody can read', `${head}<Audio src="a.mp3" title="听" transcript=" " />`, 7, '少了 transcript'],
  ['a video without a poster', `${head}<Video src="a.mp4" title="看" transcript="文字" />`, 7, '少了 poster'],
  ['a video of another kind', `${head}<Video src="a.webm" poster="a.jpg" title="看" transcript="文字" />`, 7, '.mp4'],
  [
    'a mark outside the picture',
    `${head}<Marks src="a.jpg" alt="图">\n<Mark x="101" y="5" title="叶">\n嫩\n</Mark>\n</Marks>`,
    8,
    '百分之几',
  ],
  [
    'a mark whose place is a style',
    `${head}<Marks src="a.jpg" alt="图">\n<Mark x="1;top:0" y="5" title="叶">\n嫩\n</Mark>\n</Marks>`,
    8,
    '百分之几',
  ],
  ['a mark that explains nothing', `${head}<Marks src="a.jpg" alt="图">\n<Mark x="1" y="5" title="叶"></Mark>\n</Marks>`, 8, '空的'],
  ['a mark without a photograph', `${head}<Mark x="1" y="5" title="叶">\n嫩\n</Mark>`, 7, '<Marks>'],
  ['marks without a mark', `${head}<Marks src="a.jpg" alt="图"></Marks>`, 7, '至少要有一个'],
  [
    'two marks under one finger',
    `${head}<Marks src="a.jpg" alt="图">\n<Mark x="10" y="5" title="叶">\n嫩\n</Mark>\n<Mark x="12" y="6" title="梗">\n细\n</Mark>\n</Marks>`,
    7,
    '挨得太近',
  ],
  ['a comparison with a drawing', `${head}<BeforeAfter before="a.svg" after="b.jpg" beforeAlt="前" afterAlt="后" />`, 7, '照片'],
  ['a workbook to take along', `${head}<Download src="form.xlsx" title="表" />`, 7, '声音、视频或 PDF'],
  ['a program to take along', `${head}<Download src="https://example.com/a.mp3" title="程序" />`, 7, '地址'],
  ['a file to take along whose name leads elsewhere', `${head}<Download src="a.mp3" title="../a" />`, 7, '最多 30'],
  ['an unclosed tag', `${head}<Note>\n好`, 7, '没有写完整'],
  ['an unclosed brace', `${head}好 { 吗`, 7, '没有写完整'],
  ['a title in the text', `${head}# 课`, 7, '##'],
  ['a section inside a note', `${head}<Note>\n## 里面\n</Note>`, 8, '里面'],
  ['a section without a name', `${head}## `, 7, '空的'],
  ['a link without words', `${head}[](https://example.com)`, 7, '要有字'],
  ['a link of blanks', `${head}[ ](https://example.com)`, 7, '要有字'],
  ['a footnote', `${head}好[^1]\n\n[^1]: 脚注`, 7, '脚注'],
  ['a list to tick that nothing keeps', `${head}- [ ] 做了`, 7, '<Checklist>'],
  ['a component in a sentence', `${head}请看 <Note>好</Note> 吧`, 7, '单独写一行'],
  ['a kind of note that is none', `${head}<Note kind="ad">好</Note>`, 7, 'ad'],
  ['an empty note', `${head}<Note></Note>`, 7, '空的'],
  ['steps that are no list', `${head}<Steps>\n先这样\n</Steps>`, 7, '清单'],
  ['a check with one option', `${head}<Check id="c" question="对吗？">\n${right}\n</Check>`, 7, '两个'],
  ['a check without a right option', `${head}<Check id="c" question="对吗？">\n${wrong}\n${wrong}\n</Check>`, 7, 'right'],
  ['a check with two right options', `${head}<Check id="c" question="对吗？">\n${right}\n${right}\n</Check>`, 7, '只能有一个'],
  [
    'a check with other things in it',
    `${head}<Check id="c" question="对吗？">\n你看\n\n${right}\n${wrong}\n</Check>`,
    7,
    '只能写 <Option>',
  ],
  [
    'an option that explains nothing',
    `${head}<Check id="c" question="对吗？">\n${right}\n<Option text="不对"></Option>\n</Check>`,
    11,
    '空的',
  ],
  ['an option outside a check', `${head}${right}`, 7, '<Check>'],
  ['an item outside a checklist', `${head}<Item id="a">\n做了\n</Item>`, 7, '<Checklist>'],
  [
    'two checks with one id',
    `${head}<Check id="c" question="对吗？">\n${right}\n${wrong}\n</Check>\n\n<Check id="c" question="对吗？">\n${right}\n${wrong}\n</Check>`,
    16,
    '用了两次',
  ],
  ['two items with one id', `${head}<Checklist id="l">\n<Item id="a">甲</Item>\n<Item id="a">乙</Item>\n</Checklist>`, 7, '一样'],
  ['an id with spaces', `${head}<Checklist id="a b">\n<Item id="a">甲</Item>\n</Checklist>`, 7, '小写字母'],
  ['a price that is no number', `${head}<Calculator price="便宜" />`, 7, '要写一个数'],
  ['a link in disguise of an entity without its number', `${head}[点](javascript&colon;alert(1))`, 7, '地址'],
  ['a link with a tab in its scheme', `${head}[点](java&Tab;script:alert(1))`, 7, '地址'],
  ['a link that hides its host behind a name', `${head}[点](https://bank.example@example.com)`, 7, '地址'],
  ['an address in angle brackets', `${head}<javascript:alert(1)>`, 7, '没有写完整'],
  ['a bare address over http in brackets', `${head}[看 http://example.com]`, 7, '地址'],
  ['a drawing in the text', `${head}<svg onload="x" />`, 7, '<svg>'],
  ['a style sheet', `${head}<style>body</style>`, 7, '<style>'],
  ['an element of another namespace', `${head}<svg:script />`, 7, '<svg:script>'],
  ['the name of the prototype', `${head}<__proto__ />`, 7, '<__proto__>'],
  ['a comment of HTML', `${head}<!-- 看不见 -->`, 7, '注释'],
  ['a comment of MDX', `${head}{/* 看不见 */}`, 7, '花括号'],
  ['writing turned around', `${head}好\u202E吗`, 7, 'U+202E'],
  ['a name turned around', '---\ntitle: 课\u2066\n---\n', 2, 'U+2066'],
  ['a sign without width', `${head}验\u200B证码`, 7, 'U+200B'],
  ['a bell', `${head}好\u0007`, 7, 'U+0007'],
  ['a nought', `${head}好\u0000`, 7, 'U+0000'],
  [
    'front matter that grows without end',
    '---\na: &a [x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b]\n---\n文',
    2,
    '引用',
  ],
  ['front matter for the prototype', '---\n__proto__: { polluted: 1 }\n---\n文', 2, '__proto__'],
  ['front matter with a type that is a program', '---\ntitle: !!js/function x\n---\n文', 2, '! 记号'],
  ['front matter as a tower', `---\ntitle: ${'['.repeat(200)}\n---\n文`, 2, '太深'],
  ['a tower of quotes', `${head}${'>'.repeat(900)} 好`, 7, '太深'],
  ['a tower of lists in one line', `${head}${'- '.repeat(400)}好`, 7, '太深'],
  ['a tower of lists', `${head}${Array.from({ length: 60 }, (_, i) => `${' '.repeat(2 * i)}- 好`).join('\n')}`, 20, '太深'],
  ['a tower of notes', `${head}${'<Note>\n\n'.repeat(300)}好`, 19, '没有关上'],
  ['thousands of stars', `${head}${`${'*'.repeat(500)}\n`.repeat(8)}`, 7, '记号'],
  ['thousands of brackets', `${head}${`${'['.repeat(500)}\n`.repeat(8)}`, 7, '记号'],
  ['thousands of rows', `${head}| a | b |\n|---|---|\n${'| a | b |\n'.repeat(2000)}`, 106, '记号'],
  ['thousands of addresses', `${head}${'[a]: /x\n\n'.repeat(2500)}`, 1005, '太多'],
  ['a line without end', `${head}${'字'.repeat(1001)}`, 7, '太长'],
  [
    'a check that says false of what is right',
    `${head}<Check id="c" question="对吗？">\n<Option text="对" right="false">\n因为。\n</Option>\n${wrong}\n</Check>`,
    8,
    'right',
  ],
  [
    'a check with one option twice',
    `${head}<Check id="c" question="对吗？">\n${right}\n${wrong.replace('不对', '对')}\n</Check>`,
    7,
    '一样',
  ],
  ['a check within a note', `${head}<Note>\n<Check id="c" question="对吗？">\n${right}\n${wrong}\n</Check>\n</Note>`, 8, '里面'],
  ['a comparison of nothing', `${head}<Compare>\n好\n</Compare>`, 7, '<Bad>'],
]

const problemsOf = async (source: string) => {
  const fault = await compileLesson(source).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(fault).toBeInstanceOf(UnsafeLesson)
  return (fault as UnsafeLesson).problems
}

test.each(refused)('%s is refused', async (_, source, line, reason) => {
  const problems = await problemsOf(source)
  expect(
    problems.filter((problem) => problem.line === line && problem.reason.includes(reason)),
    JSON.stringify(problems),
  ).not.toEqual([])
  expect(problems.every((problem) => /[\u4e00-\u9fff]/.test(problem.reason) && problem.column > 0)).toBe(true)
  expect((globalThis as { hacked?: number }).hacked).toBeUndefined()
})

test('all that is wrong is told at once', async () => {
  const problems = await problemsOf(`${head}{1}\n\n<Danger />\n\n[点](javascript:1)`)
  expect(problems.map(({ line }) => line)).toEqual([7, 9, 11])
})

test('whoever checks a lesson and whoever shows it compile it once between them', async () => {
  const source = `${head}## 选品\n\n一件货。`
  const [{ lesson: checked }, shown] = [await checkLesson(source), await compileLesson(source)]
  expect(shown).toBe(checked)
})

test('a plain lesson becomes HTML in sections, with what it teaches above them', async () => {
  const { html, frontMatter, sections } = await compileLesson(
    `${head}开头。\n\n## 第一节 *好*\n\n<Note kind="warn">当心。</Note>\n\n## 第二节\n\n<Check id="c" question="对吗？">\n${right}\n${wrong}\n</Check>`,
  )
  expect(frontMatter).toEqual({ title: '课', summary: '一课', minutes: 5, objectives: ['会做一件事'] })
  expect(sections).toEqual([
    { id: 's1', title: '第一节 好' },
    { id: 's2', title: '第二节' },
  ])
  expect(html).toMatch(/^<div class="objectives">.*会做一件事.*<\/div><p>开头。<\/p>/s)
  expect(html).toContain('<section data-section="s1"><h2 id="s1">第一节 <em>好</em></h2>')
  expect(html).toMatch(/当心。.*<i data-end="s1"><\/i><\/section><section data-section="s2">.*<i data-end="s2"><\/i><\/section>$/s)
  expect(html.match(/<section/g)).toHaveLength(2)
  expect(html).not.toContain('<script')
})

test('a file from Windows reads the same, and tells the same lines', async () => {
  const windows = `\uFEFF${`${head}## 第一节\n\n好。`.replaceAll('\n', '\r\n')}`
  expect((await compileLesson(windows)).html).toBe((await compileLesson(`${head}## 第一节\n\n好。`)).html)
  expect((await problemsOf(`\uFEFF${`${head}好。\n\n<Danger />`.replaceAll('\n', '\r\n')}`))[0]).toMatchObject({ line: 9, column: 1 })
})

test('characters that mean something in HTML stay characters', async () => {
  const { html } = await compileLesson(`${head}\\<b> & "引号"\n\n\`<script>\`\n\n<Note title="<script>alert(1)</script>">好</Note>`)
  expect(html).toContain('&lt;b&gt; &amp; ')
  expect(html).not.toMatch(/<(b|script)>/)
})

test('a check explains each option without scripts', async () => {
  const { html } = await compileLesson(`${head}<Check id="c" question="对吗？">\n${right}\n${wrong}\n</Check>`)
  expect(html).toMatch(
    /<lesson-check data-check="c">.*对吗？.*<details class="option right"><summary>对<\/summary>.*✓ 对。.*因为这样。.*<details class="option"><summary>不对<\/summary>.*✗ 不对。.*因为那样。/s,
  )
})

test('a checklist can be ticked without scripts', async () => {
  const { html } = await compileLesson(
    `${head}<Checklist id="l" title="做完打勾">\n<Item id="a">称过了</Item>\n<Item id="b">问过了</Item>\n</Checklist>`,
  )
  expect(html).toContain('<label><input type="checkbox" name="a"/> <span>称过了</span></label>')
  expect(html.match(/<li>/g)).toHaveLength(3) // two items, and what the lesson teaches
})

test('the calculator works its example out without scripts, and its form leads to a page that works out others', async () => {
  const { html } = await compileLesson(`${head}<Calculator price="39.9" cost="15" box="2.5" freight="8" fee="5" returns="4" />`)
  expect(html).toContain('<form method="get" action="/calculator">')
  expect(html).toContain('<td data-share="fees">− 1.92</td>')
  expect(html).toContain('<td data-share="refunds">− 1.60</td>')
  expect(html).toContain('每卖一单，剩下 10.89 元')
})

test('what is shown of a sale adds up to what is left of it', () => {
  const sale = { price: 39.9, cost: 15, box: 2.5, freight: 8, fee: 5, returns: 4 }
  const sum = computeProfitShares(sale).reduce((total, { amount }) => total + Number(amount.replace('− ', '-')), 0)
  expect(sum).toBeCloseTo(computeProfit(sale), 1)
  expect(formatProfit({ ...sale, price: 20 })).toBe('每卖一单，倒贴 7.26 元')
  expect(formatProfit({ price: 10, cost: 10, box: 0, freight: 0, fee: 0, returns: 0 })).toBe('每卖一单，不赚不亏')
})

test('the key of the cache changes with the source and with the pipeline', () => {
  expect(hashLesson('一')).not.toBe(hashLesson('二'))
  expect(hashLesson('一', 'next')).not.toBe(hashLesson('一'))
  expect(hashLesson('一', pipelineVersion)).toBe(hashLesson('一'))
})

test('what would keep a parser busy for minutes is refused before it begins', async () => {
  const began = process.cpuUsage()
  for (const tower of ['>'.repeat(20_000), '*'.repeat(10_000) + 'a' + '*'.repeat(10_000), '<Note>\n'.repeat(4000), '| a '.repeat(4000)])
    await problemsOf(head + tower)
  const { user } = process.cpuUsage(began)
  expect(user).toBeLessThan(1_000_000)
})

test('a lesson that is too long is refused before it is compiled', async () => {
  await expect(compileLesson(head + '字'.repeat(maxLessonLength))).rejects.toThrow('太长')
})

test('many at once come out right, and one that is refused does not stop those behind it', async () => {
  const all = await Promise.allSettled(['甲', '{1}', '丙', '丁'].map((words) => compileLesson(`${head}${words}`)))
  expect(all.map((one) => (one.status === 'fulfilled' ? one.value.html.slice(-8) : 'refused'))).toEqual([
    '<p>甲</p>',
    'refused',
    '<p>丙</p>',
    '<p>丁</p>',
  ])
})

test.each([
  ['/a', true],
  ['#s2', true],
  ['https://example.com', true],
  ['mailto:a@example.com', true],
  ['http://example.com', false],
  ['tel:110', false],
  ['JavaScript:alert(1)', false],
  ['java\nscript:alert(1)', false],
  ['  //example.com', false],
  ['/\\example.com', false],
])('the address %s is decent: %s', (url, decent) => {
  expect(isAllowedUrl(url)).toBe(decent)
})
