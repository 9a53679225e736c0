// What the page of components shows beyond the forms: when an author uses each, its limits, and an example. The one place of the examples.
import { maxZones } from '#app/lesson/calculators.ts'
import { maxTaskPoints } from '#app/lesson/compiled/lesson-tasks.ts'
import { familyCharacters, partLimits } from '#app/lesson/exercise-components.tsx'
import { maxMarks } from '#app/lesson/media-components.tsx'

export interface Example {
  /** When it is used, in a sentence or two. */
  use: string
  /** What the form does not say. */
  rules?: readonly string[]
  /** As it stands in a lesson. */
  source: string
  /** How high it is on a phone, in pixels, as it comes. */
  height: number
}

/** The groups of the page, in order, and the components in each. A component that is always within another is shown with that. */
export const groups: readonly { label: string; components: readonly string[] }[] = [
  { label: '图、声音和视频', components: ['Figure', 'Marks', 'BeforeAfter', 'Audio', 'Video', 'Download'] },
  { label: '讲清楚', components: ['Note', 'Steps', 'Compare', 'Words', 'Policy'] },
  { label: '想一想、练一练', components: ['Check', 'FillIn', 'Order', 'Cards'] },
  { label: '动手做', components: ['Checklist', 'Task', 'Family'] },
  { label: '算一算', components: ['Calculator', 'PriceCalculator', 'FreightCalculator', 'YieldCalculator'] },
]

/** What the buttons above the text make, by their words. */
export const blockExamples: Readonly<Record<string, Example>> = {
  小节: {
    use: '一课分成几节，一节讲一件事。读到哪一节，系统记到哪一节。',
    rules: ['一课至少要有一节。', '一节不要超过一两屏。'],
    source: '## 选箱子\n\n箱子比货大一指宽就好。',
    height: 200,
  },
  小标题: {
    use: '一节里有两三个小点，用小标题分开。短的一节不用。',
    source: '### 箱子的大小\n\n比货大一指宽。\n\n### 箱子的厚薄\n\n重的货用五层的。',
    height: 270,
  },
  加粗: { use: '一句话里最要紧的几个字。一段里最多加粗一处，多了就不显眼。', source: '封口要贴**两道胶带**。', height: 120 },
  列表: { use: '几样并排的东西，不分先后。', source: '- 箱子\n- 旧报纸\n- 胶带', height: 190 },
  编号: { use: '几件事有先后，但不用一步一步照着做。要照着做，用“步骤”。', source: '1. 先称重\n2. 再问价\n3. 最后下单', height: 190 },
  链接: {
    use: '指到政府、平台的网页。离了那个网页，课也要读得懂。',
    rules: ['只能链到 https:// 开头的网址。'],
    source: '不明白的，看[中国政府网](https://www.gov.cn)。',
    height: 120,
  },
  表格: {
    use: '几样东西比几个数。手机窄，最多三列。',
    source: '| 重量 | 运费 |\n| --- | --- |\n| 1 公斤 | 4 元 |\n| 2 公斤 | 5 元 |',
    height: 240,
  },
}

const between = ({ least, most }: { least: number; most: number }, what: string) => `${least} 到 ${most} ${what}。`

export const componentExamples: Readonly<Record<string, Example>> = {
  Figure: {
    use: '说不清、一看就懂的东西：样子、位置、大小。',
    rules: ['照片进来会自动缩小，手机上最多 40 kB。'],
    source: '<Figure src="stall.svg" alt="高的货放后面，矮的放前面" caption="赶集那天的摊子" />',
    height: 330,
  },
  Marks: {
    use: '一张图上有几处要分别说：好茶叶看哪里，快递单填哪里。',
    rules: [`一张图上 1 到 ${maxMarks} 个标记，两个不要挨得太近，手指要点得准。`],
    source:
      '<Marks src="leaf.svg" alt="一片茶叶，叶尖朝左">\n<Mark x="22" y="40" title="叶尖">\n\n尖要完整，断了的不要。\n\n</Mark>\n<Mark x="80" y="62" title="叶梗">\n\n梗细、颜色嫩的好。\n\n</Mark>\n</Marks>',
    height: 470,
  },
  BeforeAfter: {
    use: '同一样东西，做之前和做之后差在哪里。',
    rules: ['两张照片从同一个地方拍，差别才看得出来。'],
    source:
      '<BeforeAfter before="stall-before.jpg" after="stall-after.jpg" beforeAlt="几样货堆在地上" afterAlt="几样货摆上了台子" caption="只多了一张台子" />',
    height: 630,
  },
  Audio: {
    use: '听了才学得会的：怎么招呼客人，怎么回一句话。识字不多的人也用得上。',
    rules: ['最长 5 分钟，最多 4 MB。', '说了什么，都要写成文字。', '点了才下载，写着多长、多大。'],
    source: '<Audio src="greeting.m4a" title="怎么招呼客人" transcript="先笑，再说一句：您看看，今天早上刚摘的。" />',
    height: 270,
  },
  Video: {
    use: '手上的动作，图说不清的。能用几张图说清，就用图：视频费流量。',
    rules: ['最多 20 MB，手机拍的 mp4 就行。', '说了什么，都要写成文字。', '点了才下载，写着多长、多大。'],
    source:
      '<Video src="wrap.mp4" poster="box.svg" title="打包只要三步" transcript="第一步，箱底垫一层纸。第二步，把土豆装紧。第三步，贴两道胶带。" />',
    height: 400,
  },
  Download: {
    use: '学完了还要用的：价目表、一段录音。打不开的人，在课文里也要读得到。',
    rules: ['PDF 最多 5 MB，只能是页面，不能带程序。'],
    source: '<Download src="price-list.pdf" title="价目表" />',
    height: 210,
  },
  Note: {
    use: '正文旁边的一句话：小窍门、要当心的、一个例子、话从哪里来。一节里最多一两个。',
    source: '<Note kind="warn" title="别用湿纸">\n\n湿纸会把箱底泡软。\n\n</Note>',
    height: 180,
  },
  Steps: {
    use: '学员拿着手机，一步一步照着做。一步只写一件事。',
    source: '<Steps>\n\n1. 箱底垫一层纸。\n2. 把土豆装紧。\n3. 贴两道胶带。\n\n</Steps>',
    height: 236,
  },
  Compare: {
    use: '一看就知道哪样好：回客人的话、摆货、拍照。',
    source: '<Compare>\n<Bad>\n\n“不退，自己看清楚再买。”\n\n</Bad>\n<Good>\n\n“坏了几个？拍给我看，我赔给您。”\n\n</Good>\n</Compare>',
    height: 330,
  },
  Words: {
    use: '这一课里绕不开、学员没听过的词。能换成平常话的，就不用它。',
    rules: [between(partLimits.Words, '个词')],
    source: '<Words>\n<Word term="首重" sound="shǒu zhòng">\n\n寄快递时，起步的那一公斤。\n\n</Word>\n</Words>',
    height: 250,
  },
  Policy: {
    use: '一条政策，学员要知道自己够不够条件、去哪里办。照文件写，写不准的先问清楚。',
    source:
      '<Policy name="创业补贴" who="返乡开网店的人" what="一次发一笔钱，多少看当年的通知" until="年底以前" how="带身份证去乡镇的窗口" contact="乡镇人社所" />',
    height: 600,
  },
  Check: {
    use: '讲完一件事，马上问一句，让学员自己想一遍。选错了，当场就看到为什么。',
    rules: ['不记分，讲师只看到各选项有几个人先选。'],
    source:
      '<Check id="check-1" question="土豆寄出去前，先做什么？">\n<Option text="垫一层纸" right>\n\n纸垫在下面，不磕碰。\n\n</Option>\n<Option text="先封口">\n\n还没装货，封不得。\n\n</Option>\n</Check>',
    height: 380,
  },
  FillIn: {
    use: '要自己算出来、想出来的，不给选项。',
    rules: ['几个说法都对，就都写上；先写的那个给学员看。'],
    source: '<FillIn id="half" question="腊肉一斤 48 元，半斤卖多少钱？" answer="24" unit="元">\n\n48 元的一半是 24 元。\n\n</FillIn>',
    height: 300,
  },
  Order: {
    use: '先后弄错就要出事的：打包、发货、退钱。',
    rules: [between(partLimits.Order, '步')],
    source:
      '<Order id="pack" question="打包土豆，先做哪一步？" why="口要等装好再封。">\n  <Step text="箱底垫一层纸" />\n  <Step text="把土豆装紧" />\n  <Step text="用胶带封口" />\n</Order>',
    height: 385,
  },
  Cards: {
    use: '要记住的问答，翻着看几遍。',
    rules: [between(partLimits.Cards, '张')],
    source:
      '<Cards>\n<Card front="一单是什么">\n\n客人付一次钱，就是一单。\n\n</Card>\n<Card front="什么时候发货">\n\n答应了哪一天，就在那一天以前。\n\n</Card>\n</Cards>',
    height: 275,
  },
  Checklist: {
    use: '一课学完，回家要做的几件事。做一件勾一件，勾了的手机记得住。',
    source:
      '<Checklist id="did" title="做完就打勾">\n  <Item id="box">找好三个箱子</Item>\n  <Item id="paper">找好一叠旧报纸</Item>\n</Checklist>',
    height: 290,
  },
  Task: {
    use: '要看到学员真的做出来：拍一张照片、录一段话。讲师看了回一句。一课最多一个。',
    rules: [`怎样算做到，最多 ${maxTaskPoints} 条。`, '手机上，下面还有交的地方。'],
    source:
      '<Task id="first-shot" title="拍一张货的照片" points="货占照片的一大半；光从旁边来，看得清" photograph text example="一碗土豆放在窗边，背后是白墙。">\n\n挑一样你要卖的货，放到窗边拍一张。\n\n</Task>',
    height: 510,
  },
  Family: {
    use: '课的末尾，念给家里人听的几句话。学员可以点一下，让手机念。',
    rules: [`一共最多 ${familyCharacters} 字，念一分钟。`, '只写句子，不放图和表。'],
    source: '<Family>\n\n今天我学了打包。箱底先垫纸，货要装紧，口要封好。\n\n</Family>',
    height: 250,
  },
  Calculator: {
    use: '一单赚多少，学员填自己的数来算。',
    source: '<Calculator price="39" cost="18" box="2.5" freight="8" fee="5" returns="3" />',
    height: 965,
  },
  PriceCalculator: {
    use: '知道花了多少、想赚多少，算该卖多少钱。',
    source: '<PriceCalculator cost="18" box="2.5" freight="8" fee="5" profit="10" />',
    height: 865,
  },
  FreightCalculator: {
    use: '几公斤、寄到哪里，算运费。照当地快递的价钱写。',
    rules: [`最多 ${maxZones} 个地方。`],
    source:
      '<FreightCalculator weight="3">\n  <Zone name="本省" first="4" more="1" />\n  <Zone name="江浙沪" first="6" more="2" />\n</FreightCalculator>',
    height: 645,
  },
  YieldCalculator: {
    use: '采一次能卖多少，学员填自己的地来算。',
    source: '<YieldCalculator area="2" perMu="30" loss="10" price="40" />',
    height: 795,
  },
}
