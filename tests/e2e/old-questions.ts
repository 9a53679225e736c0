// Two hundred questions as instructors keep them in Moodle, as GIFT and as Moodle XML. Which of them cannot be asked here is said beside them.
const goods = ['土豆', '腊肉', '蜂蜜', '茶叶', '莼菜', '木耳', '核桃'] as const
const place = ['灶台', '阁楼', '地窖', '里屋', '院坝'] as const

interface OldQuestion {
  name: string
  text: string
  /** Each with its share of the points in percent; of a statement whether it is true. */
  answers: readonly (readonly [text: string, percent: number])[] | boolean
  explanation: string
}

/** One of three kinds; what it asks is said with its number, so that no two are alike. */
function oldQuestion(nth: number): OldQuestion {
  const [what, where] = [goods[nth % 7] ?? '', place[Math.floor(nth / 35) % 5] ?? '']
  if (nth % 5 === 3)
    return {
      name: `判断 ${nth}`,
      text: `第 ${nth} 批${what}放在${where}里，发货前要打开看一看。`,
      answers: true,
      explanation: '看过才知道好坏。',
    }
  if (nth % 5 === 4)
    return {
      name: `多选 ${nth}`,
      text: `第 ${nth} 批${what}从${where}拿出来以后要做什么？`,
      answers: [[`称一称 ${nth}`, 50], [`贴上单子 ${nth}`, 50], [`敲一敲 ${nth}`, -100]], // prettier-ignore
      explanation: '称了才知道运费。',
    }
  const two = [['新的纸箱', 100], ['用过的水果箱', 0]] as const // prettier-ignore
  return {
    name: `单选 ${nth}`,
    text: `第 ${nth} 批${what}从${where}拿出来，用哪种箱子装？`,
    answers: [...(nth % 2 === 0 ? two : two.toReversed()), [`${what}袋子`, 0]],
    explanation: '旧箱子路上会破。',
  }
}

const share = (percent: number, isOnly: boolean) => (isOnly ? (percent > 0 ? '=' : '~') : `~%${percent}%`)

/** The questions with these numbers, from 1. */
export const giftOf = (count: number) =>
  Array.from({ length: count }, (_, nth) => {
    const { name, text, answers, explanation } = oldQuestion(nth + 1)
    if (typeof answers === 'boolean') return `::${name}::${text}{${answers ? 'TRUE' : 'FALSE'}####${explanation}}`
    const isOnly = answers.some(([, percent]) => percent === 100)
    return `::${name}::${text}{${answers.map(([option, percent]) => share(percent, isOnly) + option).join(' ')} ####${explanation}}`
  })

/** Nine that are refused, each for a reason of its own. */
export const refusedInGift = [
  '::连线::配对{=新箱子 -> 土豆 =泡沫箱 -> 腊肉 =罐子 -> 蜂蜜}',
  '::几斤::一箱装几斤？{#5:1}',
  '::填空::箱底要垫____。{=纸 =报纸}',
  '::说一说::为什么要垫纸？{}',
  '::没有答案::装土豆用哪种箱子？{~旧的 ~湿的 ~塑料袋}',
  '::两个选项::用旧箱子还是新箱子？{=新的 ~旧的}',
  '::一样的::哪种箱子好用？{=新的 ~旧的 ~旧的}',
  '::公式::[html]<p>几箱合适：\\\\(x^2\\\\)？</p>{=两箱 ~三箱 ~四箱}',
  '::没关上::这一题没有写完{=新的 ~旧的',
]

const html = (tag: string, text: string) => `<${tag} format="html"><text><![CDATA[<p>${text}</p>]]></text></${tag}>`
const answerOf = (text: string, percent: number) => `<answer fraction="${percent}" format="html"><text><![CDATA[${text}]]></text></answer>`
const moodleQuestion = (type: string, { name, text, explanation = '', inner }: Partial<OldQuestion> & { inner: string }) =>
  `  <question type="${type}"><name><text>${name}</text></name>${html('questiontext', text ?? '')}${html('generalfeedback', explanation)}${inner}</question>`

const three = answerOf('新的', 100) + answerOf('旧的', 0) + answerOf('湿的', 0)
const refusedByMoodle = [
  ['matching', '连线', '把货和箱子连起来。', '<subquestion><text>土豆</text><answer><text>纸箱</text></answer></subquestion>'],
  ['numerical', '几斤', '一箱装几斤？', answerOf('5', 100)],
  ['shortanswer', '填空', '箱底要垫什么？', answerOf('纸', 100)],
  ['essay', '说一说', '为什么要垫纸？', ''],
  ['cloze', '完形', '箱底垫{1:SHORTANSWER:=纸}，再放货。', ''],
  ['calculated', '算一算', '{a} 箱加 {b} 箱是几箱？', answerOf('{a}+{b}', 100)],
  ['multichoice', '没有答案', '装土豆用哪种箱子？', answerOf('旧的', 0) + answerOf('湿的', 0) + answerOf('塑料袋', 0)],
  ['multichoice', '看图', '图里是哪一种？<img src="@@PLUGINFILE@@/box.png" alt="箱子">', three],
  ['multichoice', '看录像', '看完再答：<video src="box.mp4"></video>', three],
] as const

export const refusedNames = refusedByMoodle.map(([, name]) => name)

/** An export of Moodle with 200 questions, nine of which cannot be asked here. */
export const moodleExport = () =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>',
    '  <question type="category"><category><text>$course$/top/打包</text></category></question>',
    ...Array.from({ length: 191 }, (_, nth) => {
      const { answers, ...question } = oldQuestion(nth + 1)
      if (typeof answers === 'boolean')
        return moodleQuestion('truefalse', {
          ...question,
          inner: answerOf('true', answers ? 100 : 0) + answerOf('false', answers ? 0 : 100),
        })
      const isOnly = answers.some(([, percent]) => percent === 100)
      const inner = `<single>${isOnly}</single>${answers.map(([option, percent]) => answerOf(option, percent)).join('')}`
      return moodleQuestion('multichoice', { ...question, inner })
    }),
    ...refusedByMoodle.map(([type, name, text, inner]) => moodleQuestion(type, { name, text, inner })),
    '</quiz>',
  ].join('\n')
