// What the forms of lesson components say beyond the component table, which has their fields, rules and labels. A component that says
// nothing more needs no line here.

import { noteNames } from '#app/lesson/components.tsx'

interface FormNotes {
  /** What it is for, in a line. */
  hint?: string
  /** Says more under a field. */
  hints?: Record<string, string>
  /** Fields for a sentence or more. */
  long?: readonly string[]
  /** Fields that are rarely needed. */
  rare?: readonly string[]
  /** What the values of a choice are called. */
  values?: Record<string, Record<string, string>>
  inner?: 'steps'
  innerLabel?: string
  atLeast?: number
  onlyOne?: { field: string; reason: string }
  /** The field that tells one from the other. */
  title?: string
}

const alt = '看不见图的人听到的就是这句话。'

export const formNotes: Record<string, FormNotes> = {
  Figure: { hint: '课程里的一张图，下面可以写一句话。', hints: { alt }, rare: ['width', 'height'], title: 'alt' },
  Note: {
    hint: '小窍门、当心、例子、出处。',
    hints: { title: '不写就用种类的名字。' },
    values: { kind: noteNames },
    innerLabel: '写什么',
    title: 'title',
  },
  Steps: { hint: '一步一步照着做。', inner: 'steps', innerLabel: '一步一行' },
  Compare: { hint: '不要这样，这样好。', innerLabel: '两边', atLeast: 2 },
  Bad: { innerLabel: '写什么', title: 'title' },
  Good: { innerLabel: '写什么', title: 'title' },
  Policy: { hint: '给谁、有什么、到什么时候、怎么办、找谁。', long: ['what', 'how'], title: 'name' },
  Check: {
    hint: '一道题，几个选项，选了就看到为什么。',
    long: ['question'],
    rare: ['id'],
    innerLabel: '选项',
    atLeast: 2,
    onlyOne: { field: 'right', reason: '请在对的那一个选项上勾“对的是这个”，只能勾一个。' },
    title: 'question',
  },
  Option: { innerLabel: '选了它，告诉他为什么', title: 'text' },
  Checklist: { hint: '做一件，勾一件。', rare: ['id'], innerLabel: '要做的事', title: 'title' },
  Item: { rare: ['id'], innerLabel: '做什么' },
  Calculator: { hint: '填几个数，算一算。', hints: { price: '都可以不填：不填就用常见的数。' } },
  Audio: { hint: '一段录音，附文字。', long: ['transcript'], title: 'title' },
  Video: { hint: '一段短视频，附文字。', long: ['transcript'], title: 'title' },
  Marks: { hint: '在图上点几处，各说一句。', hints: { alt }, innerLabel: '标记', title: 'alt' },
  Mark: { hints: { x: '0 到 100，图宽的百分之几。', y: '0 到 100，图高的百分之几。' }, innerLabel: '说什么', title: 'title' },
  BeforeAfter: { hint: '两张照片，之前和之后。', title: 'caption' },
  Cards: { hint: '正面一问，翻过来是答。', innerLabel: '卡片' },
  Card: { innerLabel: '背面', title: 'front' },
  Words: { hint: '难的词，各解释一句。', innerLabel: '词' },
  Word: { innerLabel: '什么意思', title: 'term' },
  FillIn: { hint: '空着一处，请人填。', rare: ['id'] },
  Order: { hint: '几步打乱了，请人排好。', rare: ['id'], innerLabel: '步骤，按对的顺序', atLeast: 3 },
  Step: { title: 'text' },
  PriceCalculator: { hint: '填本钱和想赚多少，算卖多少钱。', hints: { cost: '都可以不填：不填就用常见的数。' } },
  FreightCalculator: { hint: '填几公斤、寄到哪里，算运费。', innerLabel: '寄到的地方', atLeast: 1 },
  Zone: { title: 'name' },
  YieldCalculator: { hint: '填几亩、一亩采多少，算一采能卖多少。', hints: { area: '都可以不填：不填就用常见的数。' } },
  Download: { hint: '一段录音、一段视频或一个 PDF，可以存到手机上。', title: 'title' },
  Task: {
    hint: '学员做一件事，拍下来或说出来，交给讲师看。',
    hints: { points: '几条就用；隔开。学员看着它做，您照着它看。', photograph: '交什么，至少勾一样。', alt },
    long: ['points', 'example'],
    rare: ['id'],
    innerLabel: '做什么',
    title: 'title',
  },
  Family: { hint: '学完了，说给家里人听的几句话。', innerLabel: '说什么' },
}
