// The words of the demo's courses in work: what two instructors write. All invented.

const front = (title: string, summary: string, minutes: number, objective: string) =>
  `---\ntitle: ${title}\nsummary: ${summary}\nminutes: ${minutes}\nobjectives:\n  - ${objective}\n---\n`

/** A lesson that is reviewed and published, and what its second version says better. */
export const packing = {
  slug: 'pack-potatoes',
  title: '土豆打包，不磕不碰',
  summary: '把土豆装进箱子，走一千里也不坏。',
  hours: 4,
  sentence: '箱底垫两层纸，四边也要垫。',
  betterSentence: '箱底垫两层纸，四边各垫一层，摇一摇不响才算好。',
  lesson: `${front('装一箱土豆', '箱子、纸、胶带，装好一箱土豆。', 8, '装一箱摇不响的土豆')}
一箱土豆要走一千里。装得好，到手还是好的。

## 选箱子

用新的五层纸箱。旧箱子软了，路上会破。

## 垫和装

箱底垫两层纸，四边也要垫。

<Steps>

1. 把土豆擦干。
2. 大的放下面。
3. 小的放上面，装满。

</Steps>

## 试一试

<Checklist id="box" title="做了没有">
<Item id="shake">我摇了摇箱子，不响</Item>
<Item id="tape">我封了两道胶带</Item>
</Checklist>
`,
}

/** A lesson that a colleague was asked to review. */
export const selling = {
  slug: 'first-live-sale',
  title: '第一次直播卖货',
  summary: '会准备一场半小时的直播。',
  hours: 6,
  lesson: `${front('播以前', '货、价钱、灯光，播以前先备好。', 10, '列一张直播要备的东西')}
第一场不求多，半小时就够。

## 备货

先备二十份，装好，称好。卖完了就说卖完了。

## 定价钱

价钱写在纸上，放在镜头看得到的地方。不说“最低价”，只说今天的价。

## 试一试

<Checklist id="before" title="播以前">
<Item id="stock">我备好了二十份货</Item>
<Item id="light">我试过灯光，脸是亮的</Item>
</Checklist>
`,
  remarks: [
    { at: '先备二十份', says: '二十份是按几斤一份算的？请写清楚。' },
    { at: '第一场不求多', says: '这一句好，可以再说一句几点播合适。' },
  ],
  answer: '一份三斤，下一稿写进去。',
}

/** A lesson somebody has only begun. */
export const photographs = {
  slug: 'photograph-goods',
  title: '拍清楚一张货图',
  summary: '用手机拍一张看得清的货图。',
  hours: 2,
  lesson: `${front('站在哪里拍', '光从哪里来，人站在哪里。', 6, '拍一张不花的货图')}
不用买灯。窗边就有好光。

## 找光

上午十点，把货放在窗边，人背对着窗外的太阳。

## 拍三张

远的一张，近的一张，切开的一张。
`,
}

const choices = (texts: readonly string[]) =>
  texts.map((text) => `${text}\nA. 照课上说的做\nB. 随便怎么做\nC. 看别人怎么做\n答案：A\n解析：课上说的，是试过很多次的办法。`)

/** Ten questions on a lesson, as they stand on a sheet: six with one right answer, two with several, two true or false. */
export const sheetOf = (topic: string) =>
  [
    ...choices(['开始以前', '选东西的时候', '做到一半', '快做好的时候', '做完以后', '下一次'].map((when) => `${topic}，${when}怎么办？`)),
    ...['要记住哪些？', '哪些不能忘？'].map(
      (text) => `${topic}，${text}\nA. 东西备齐\nB. 做完看一遍\nC. 越快越好\n答案：AB\n解析：备齐了，再看一遍，就不出错。`,
    ),
    ...['做完要自己看一遍。', '先备齐东西再动手。'].map((text) => `${topic}，${text}\n答案：对\n解析：看一遍、备齐了，就不用返工。`),
  ]
    .map((text, nth) => `${nth + 1}. ${text}`)
    .join('\n')
