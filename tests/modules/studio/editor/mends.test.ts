// All that can be wrong with a lesson, kind by kind: which of it one press mends, and why the rest is somebody's to think about.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { placeholders } from '#app/lesson/placeholders.ts'
import { readingRules } from '#app/lesson/reading-check/findings.ts'
import { describeComponents } from '#app/modules/studio/editor/describe-components.ts'
import { findMend } from '#app/modules/studio/editor/mends/mends.ts'
import { previewLesson } from '#app/modules/studio/editor/preview.task.ts'
import { readingOptionsOf } from '#app/modules/courses/courses.server.ts'
import type { Preview } from '#app/modules/studio/editor/preview-document.ts'

const forms = describeComponents()
const tierOptions = readingOptionsOf('entrepreneur', [], { knownNames: [] })
const front = 'title: 课\nsummary: 一句话。\nminutes: 5\nobjectives:\n  - 会做一件事'
const body = '## 看\n\n箱子要新的。\n\n## 做\n\n<Steps>\n1. 垫纸。\n2. 装箱。\n</Steps>\n'
const lesson = (text: string, head = front) => `---\n${head}\n---\n\n${body}\n${text}\n`
/** A lesson whose front matter has a line in the place of another one. */
const begun = (line: string, now: string) => lesson('', front.replace(line, now))

interface Case {
  source: string
  /** What is said, as far as it names the kind. */
  says: string
  /** What the button says, or why there is none. */
  mend: string | null
  why?: string
}
const mended = (says: string, mend: string, source: string): Case => ({ says, mend, source })
const thought = (says: string, why: string, source: string): Case => ({ says, mend: null, why, source })

const words = 'Only the author knows the words.'
const cut = 'Only the author knows what can be left out, or goes into another lesson.'
const form = 'Pressing the line opens the form, with the field that is wrong.'
const option = (text: string, more = '') => `<Option text="${text}"${more}>\n为什么\n</Option>`
const check = (...options: string[]) => `<Check id="c" question="问？">\n${options.join('\n')}\n</Check>`

const cases: Case[] = [
  // text
  mended('课文里不能写 <!-- 注释 -->', '删掉注释', lesson('字 <!-- 记 --> 字')),
  mended('这里的标签或花括号没有写完整', '把 < 当普通字', lesson('三 <五')),
  mended('课文里不能写花括号 { } 的程序', '把 { 当普通字', lesson('用 {x} 吧')),
  mended('课文里的标题从 ## 开始', '改成小节', lesson('# 大')),
  mended('标题是空的', '删掉空标题', lesson('##\n\n字')),
  mended('## 标题不能放在别的东西里面', '改成小标题', lesson('> ## 里面')),
  mended('课文里没有小节', '加一个小节标题', lesson('').replaceAll(/^## .*\n/gm, '')),
  mended('这一行里有看不见的字符', '删掉它', lesson('箱\u200b子')),
  mended('这一行太长', '在句号后面分成两段', lesson('箱子要新的，干的。'.repeat(120))),
  mended('这里一层套一层', '放到最外面一层', lesson('> > > > > 字')),
  mended('课文里不能写 import 或 export', '删掉这一行', lesson("import x from 'x'")),
  mended('这个地址不能用', '改成 https', lesson('看 [这里](http://example.com/a)。')),
  mended('这个地址不能用', '去掉链接，留下字', lesson('看 [这里](javascript:alert)。')),
  mended('链接要有字', '用网址当显示的字', lesson('看 [](https://example.com/a)。')),
  mended('图请用 <Figure', '改成课文里的图', lesson('字\n\n![一箱](stall.jpg)\n')),
  mended('图请用 <Figure', '去掉这张图', lesson('字 ![一箱](https://example.com/x.png) 字')),
  mended('课文里不用脚注', '去掉脚注的记号', lesson('字[^1]\n\n[^1]: 县志')),
  mended('课文里不用脚注', '改成“出处”', lesson('[^1]: 县志')),
  mended('能打勾的清单请用', '改成打勾的清单', lesson('- [ ] 买箱子\n- [x] 垫纸')),
  mended('没有起作用，会照原样显示', '去掉里面的空格', lesson('要** 新箱子 **。')),
  mended('没有起作用，会照原样显示', '去掉 **', lesson('要**新箱子。')),
  mended('中文里加粗请写成 **字**', '改成加粗', lesson('要__新箱子__。')),
  mended('这里是全角的 ＊＊', '改成加粗', lesson('要＊＊新箱子＊＊。')),
  mended('后面要有一个空格才是标题', '改成标题', lesson('##看一看')),
  mended('后面紧跟着汉字', '在地址后面加一个空格', lesson('看 https://example.com/?q=茶 吧')),
  mended('链接要用半角的括号', '改成链接', lesson('看 [这里]（https://example.com/a）。')),
  mended('这里还是占位的字，请写课文', '删掉这一行', lesson('这里写课文。')),
  thought('课文太长', cut, lesson('箱子要新的。\n\n'.repeat(4_000))),
  thought('这一段里的记号', 'A table with so many cells is to be another one.', lesson('| 字 '.repeat(310))),
  thought('整课的标签和方括号太多', cut, lesson('[字](/a)\n\n'.repeat(600))),
  thought('标签一层套一层', 'What is to be closed where, is not to be known.', lesson('<Note kind="tip">\n'.repeat(8))),
  // components
  mended(
    'id“a”用了两次',
    '换一个编号',
    lesson('<Checklist id="a">\n<Item id="b">字</Item>\n</Checklist>\n\n<Checklist id="a">\n<Item id="b">字</Item>\n</Checklist>'),
  ),
  mended(
    '里有两个 <Item> 的 id 一样',
    '换一个编号',
    lesson('<Checklist id="a">\n<Item id="b">一</Item>\n<Item id="b">二</Item>\n</Checklist>'),
  ),
  mended('这个课文组件', '去掉标签，留下字', lesson('<b>字</b>')),
  mended('这个课文组件', '去掉 <br>', lesson('字<br/>字')),
  mended('这个课文组件', '改成 <Note>', lesson('<Notes kind="tip">\n\n字\n\n</Notes>')),
  mended('要单独写一行', '放到单独一行', lesson('字 <Figure src="a.svg" alt="一箱" /> 字')),
  mended('里不能用 {...}', '删掉花括号里的', lesson('<Figure src="a.svg" alt="一箱" {...x} />')),
  mended('只能写引号里的文字', '改成引号', lesson('<Figure src={"a.svg"} alt="一箱" />')),
  mended('没有 class 这一项', '删掉这一项', lesson('<Figure src="a.svg" alt="一箱" class="big" />')),
  mended('的 alt 写了两次', '删掉第二个', lesson('<Figure src="a.svg" alt="一箱" alt="两箱" />')),
  mended('少了 id', '编一个号', lesson('<Checklist title="做">\n<Item id="b">字</Item>\n</Checklist>')),
  mended('”不对：', '改成“12.50”', lesson('<PriceCalculator cost="12.50元" />')),
  mended('”不对：', '改成“tip”', lesson('<Note kind="小窍门">\n\n字\n\n</Note>')),
  mended('”不对：', '去掉等号后面的', lesson(check(option('一', ' right="yes"'), option('二')))),
  mended(
    '不能放在别的东西里面',
    '移到外面',
    lesson(`<Note kind="tip">\n\n字\n\n${check(option('一', ' right'), option('二'))}\n\n字\n\n</Note>`),
  ),
  mended('里面不能写字', '把字移到下面', lesson('<Figure src="a.svg" alt="一箱">\n\n字\n\n</Figure>')),
  mended('里面是空的', '删掉这个空的', lesson('<Note kind="tip">\n</Note>')),
  mended('<Steps> 里面要写一个', '一行一步，编上号', lesson('<Steps>\n- 垫纸。\n- 装箱。\n</Steps>')),
  thought('少了 alt', form, lesson('<Figure src="a.svg" />')),
  thought('要写在 <Check> 里面', 'What it belongs to is not there.', lesson(option('一'))),
  thought(
    '里面只能写 <Option>',
    'Whether the words belong to an option, or before the question, is the author’s.',
    lesson(check('字', option('一', ' right'), option('二'))),
  ),
  thought('<Compare> 里面要写', words, lesson('<Compare>\n<Bad title="一">\n字\n</Bad>\n</Compare>')),
  thought('<Check> 至少要有两个', words, lesson(check(option('一', ' right')))),
  thought('没有一个 <Option> 写了 right', 'Only the author knows which is right.', lesson(check(option('一'), option('二')))),
  thought(
    '只能有一个 <Option> 写 right',
    'Only the author knows which is right.',
    lesson(check(option('一', ' right'), option('二', ' right'))),
  ),
  thought('里有两个一样的 <Option>', words, lesson(check(option('一', ' right'), option('一')))),
  mended('<Checklist> 里面是空的', '删掉这个空的', lesson('<Checklist id="a">\n</Checklist>')),
  thought('<Cards> 至少要有', words, lesson('<Cards>\n<Card front="一">\n字\n</Card>\n</Cards>')),
  thought(
    '<Words> 最多',
    cut,
    lesson(`<Words>\n${'甲乙丙丁戊己庚辛壬癸子丑寅'.replace(/./g, (term) => `<Word term="${term}">\n字\n</Word>\n`)}</Words>`),
  ),
  thought('里有两个一样的 <Word>', words, lesson('<Words>\n<Word term="一">\n字\n</Word>\n<Word term="一">\n字\n</Word>\n</Words>')),
  thought('<Family> 里只写句子', words, lesson('<Family>\n\n- 字\n\n</Family>')),
  thought('<Family> 有', cut, lesson(`<Family>\n\n${'箱子要新的。'.repeat(50)}\n\n</Family>`)),
  thought('<Marks> 里至少要有', words, lesson('<Marks src="a.jpg" alt="一箱">\n</Marks>')),
  thought(
    '<Marks> 里最多',
    cut,
    lesson(
      `<Marks src="a.jpg" alt="一箱">\n${'123456789'.replace(/./g, (x) => `<Mark x="${x}0" y="10" title="一">\n字\n</Mark>\n`)}<Mark x="5" y="90" title="一">\n字\n</Mark>\n</Marks>`,
    ),
  ),
  thought(
    '挨得太近',
    'Only the author sees where it belongs.',
    lesson(
      '<Marks src="a.jpg" alt="一箱">\n<Mark x="10" y="10" title="一">\n字\n</Mark>\n<Mark x="11" y="10" title="二">\n字\n</Mark>\n</Marks>',
    ),
  ),
  thought('<FreightCalculator> 里至少', words, lesson('<FreightCalculator weight="3">\n</FreightCalculator>')),
  thought(
    '<FreightCalculator> 里最多',
    cut,
    lesson(
      `<FreightCalculator>\n${'甲乙丙丁戊己庚辛壬'.replace(/./g, (name) => `<Zone name="${name}" first="4" more="1" />\n`)}</FreightCalculator>`,
    ),
  ),
  thought(
    '里有两个一样的 <Zone>',
    words,
    lesson('<FreightCalculator>\n<Zone name="甲" first="4" more="1" />\n<Zone name="甲" first="5" more="1" />\n</FreightCalculator>'),
  ),
  thought(
    '<Task> 要写交什么',
    'Only the author knows what is to be handed in.',
    lesson('<Task id="t" title="做" points="看得清">\n\n字\n\n</Task>'),
  ),
  thought('<Task> 的 points 最多', cut, lesson('<Task id="t" title="做" points="一；二；三；四；五；六；七" text>\n\n字\n\n</Task>')),
  thought('<Task> 有 picture，就要写 alt', words, lesson('<Task id="t" title="做" points="看得清" text picture="a.jpg">\n\n字\n\n</Task>')),
  thought(
    '不在这门课的文件里',
    'Pressing the line opens the form, where a file is chosen.',
    lesson('<Figure src="gone.jpg" alt="一箱土豆" />'),
  ),
  thought('图上有什么还是占位的字', words, lesson('<Figure src="a.svg" alt="请写图上有什么" />')),
  // the lines that a lesson begins with
  mended('课文要以 --- 开头', '补上课名那几行', body),
  mended('开头要写课名（title）', '补上课名那几行', lesson('', '')),
  mended('开头的 --- 后面不能写', '删掉它', lesson('').replace('---', '---yaml')),
  mended('后面少了一行 ---', '补上 ---', lesson('').replace('\n---\n', '\n')),
  mended('YAML 写法不对', '加上引号', begun('课', '打包: 第一步')),
  mended('这里的 ! 记号不能用', '加上引号', begun('课', '!x 课')),
  mended('没有“author”这一项', '删掉这一项', begun('title: 课', 'title: 课\nauthor:\n  - 田作')),
  mended('要写学这一课的分钟数', '填 3 分钟', begun('minutes: 5\n', '')),
  mended('分钟数要写整数', '填 5 分钟', begun('minutes: 5', 'minutes: 4.6')),
  mended('分钟数要大于 0', '填 3 分钟', begun('minutes: 5', 'minutes: 0')),
  mended('少了一句话简介', '补上这一行', begun('summary: 一句话。\n', '')),
  mended('少了课名', '补上这一行', begun('title: 课\n', '')),
  mended('要列出学完会做什么', '补上这一行', begun('objectives:\n  - 会做一件事', '').replace('\n\n---', '\n---')),
  thought('课名太长', words, begun('课', '一箱土豆走一千里到手还是好的要怎样打包才行呢你说说看')),
  thought('简介太长', words, begun('一句话。', '一箱土豆走一千里。'.repeat(8))),
  thought('一课最多 60 分钟', cut, begun('minutes: 5', 'minutes: 90')),
  thought('这一条太短', words, begun('会做一件事', '会')),
  thought('这一条太长', words, begun('会做一件事', '会做一件事，'.repeat(8))),
  thought('至少写一条', words, begun('\n  - 会做一件事', ' []')),
  thought('最多写四条', cut, begun('  - 会做一件事', '  - 会做一件事\n'.repeat(5).trimEnd())),
  thought('这里引用（* 和 &）太多', 'Nobody types it.', begun('summary: 一句话。', `summary: &a 一句话。\nx: [${'*a, '.repeat(30)}*a]`)),
  thought(
    '放行要一行写一条',
    'The button that waves through writes it.',
    begun('minutes: 5', 'minutes: 5\naccepted:\n  - rule: rare-character\n    what: 镬\n    reason: 当地的菜名就这样'),
  ),
  thought('放行的理由太短', words, begun('minutes: 5', 'minutes: 5\naccepted:\n  - { rule: rare-character, what: "镬", reason: "好" }')),
  thought('“一句话简介”还是占位的字', words, begun('一句话。', '一句话说清这一课讲什么。')),
  thought('“学完会做什么”还是占位的字', words, begun('会做一件事', '学完会做的一件事')),
]

const files = ['a.svg', 'a.jpg', 'stall.jpg']
const look = (source: string) => previewLesson({ source, reading: { file: 'lesson.mdx', ...tierOptions }, files })
const reasonsOf = ({ problems, remarks }: Preview, says: string) =>
  [...problems, ...remarks].filter(({ reason }) => reason.includes(says)).map(({ reason }) => reason)

const seen = new Set<string>()

test.each(cases)('$says: $mend', async ({ source, says, mend }) => {
  const before = await look(source)
  const mistake = [...before.problems, ...before.remarks].find(({ reason }) => reason.includes(says))
  if (!mistake) throw new Error(JSON.stringify(before))
  seen.add(mistake.reason)
  const press = findMend(source, { line: mistake.line, column: mistake.column ?? 1, reason: mistake.reason }, forms)
  expect(press?.label ?? null).toBe(mend)
  if (!press) return
  const after = source.slice(0, press.from) + press.insert + source.slice(press.to)
  expect(reasonsOf(await look(after), says).length, after).toBeLessThan(reasonsOf(before, says).length)
})

/** What the check of lessons can say, as its source has it: a sentence with gaps. */
const sayings = [
  'safe-lesson.ts',
  'compile.server.ts',
  'complexity-limits.ts',
  'chinese.ts',
  'lesson-faults.ts',
  'placeholders.ts',
  'read-yaml.ts',
  'components.tsx',
  'exercise-components.tsx',
  'media-components.tsx',
  'calculator-components.tsx',
  'task-component.tsx',
].flatMap((file) => {
  const code = readFileSync(`app/lesson/${file}`, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|(?<=[,;)\]}] )\/\/.*$/gm, '')
  const literals = [...code.matchAll(/'([^'\n]*)'|`([^`]*)`/g)].map(([, plain, template]) => plain ?? template ?? '')
  // Of components only what is wrong with a whole: what an attribute holds is one kind.
  return literals.filter(
    (words) =>
      !(Object.values(placeholders) as string[]).includes(words) &&
      /\p{Script=Han}[^\n]*[。”]$/u.test(words) &&
      (!file.endsWith('.tsx') || /^<(?:[A-Z]|\$)/.test(words)),
  )
})

/** What no lesson above brings about, and why. */
const beyond = new Map([
  ['课文里不能写 HTML。', 'The parser reads no HTML.'],
  ['“${namePath', 'A name, not a sentence.'],
  ['这一项缺少或写法不对。', 'All of our schemas have sentences of their own.'],
  ['这里看不懂，请检查写法。', 'The parser itself does not know what it is.'],
  ['文件太长，最多 ${maxLines} 行。', 'Of banks; a lesson is too long before.'],
  ['课程的“一句话简介”还是占位的字，请写学完会做什么。', 'Of course.yaml, which has a form.'],
])

test('every kind of mistake is in the list above, and one press mends most of them', () => {
  const isSeen = (saying: string) => {
    const words = saying
      .split(/\$\{(?:[^{}]|\{[^{}]*\})*\}/)
      .map((part) => part.replaceAll('\\\\', '\\').replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    return [...seen].some((reason) => new RegExp(`^(?:.*：)?${words.join('.*')}$`, 's').test(reason))
  }
  expect(sayings.filter((saying) => !isSeen(saying) && !beyond.has(saying))).toEqual([])
  expect(sayings.length).toBeGreaterThan(70)
  // What readers would stumble over is told by rules; their table says which of them one press mends.
  const rules = [...readFileSync('docs/reading-check.md', 'utf8').matchAll(/^\| `([a-z-]+)` \|.*\| ([^|]+) \|$/gm)]
  expect(new Set(rules.map(([, rule]) => rule))).toEqual(new Set(Object.keys(readingRules)))
  const kinds = new Set(cases.map(({ says }) => says))
  const mendedKinds = new Set(cases.flatMap(({ says, mend }) => (mend === null ? [] : [says]))).size
  const mendedRules = rules.filter(([, , mend]) => mend !== '–').length
  expect((mendedKinds + mendedRules) / (kinds.size + rules.length)).toBeGreaterThan(0.5)
})
