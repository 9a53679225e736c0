// The columns of a workbook with questions: how we write them, and how others call them.
import { createColumnFinder, type HeaderRules } from '#app/spreadsheet/header.ts'
import type { TemplateColumn } from '#app/spreadsheet/template.ts'
import { kindLabels } from '#app/modules/exams/plan/kind-labels.ts'

const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at))

type OptionColumn = `option${string}`
export type QuestionColumn = 'name' | 'kind' | 'text' | 'correct' | 'explanation' | 'difficulty' | 'tags' | 'lesson' | OptionColumn

export const optionColumns = letters.map((letter): OptionColumn => `option${letter}`)

const synonyms: Record<QuestionColumn, RegExp> = {
  name: /^(?:名称|题名|题目名称|试题名称)$/,
  kind: /^(?:题型|试题类型|题目类型|类型|题类)$/,
  text: /^(?:题目|题干|试题|试题内容|题目内容|问题|内容)$/,
  correct: /^(?:正确答案|答案|标准答案|参考答案|正确选项)$/,
  explanation: /^(?:解析|解释|答案解析|试题解析|题目解析|说明)$/,
  difficulty: /^(?:难度|难易|难易度|难度系数|难易程度)$/,
  tags: /^(?:标签|关键词|知识点)$/,
  lesson: /^(?:课|课时|所属课|章节|所属章节)$/,
  ...Object.fromEntries(
    letters.map((letter) => [`option${letter}`, new RegExp(`^(?:(?:备?选项|答案选项)${letter}|${letter}选?项)$`, 'i')]),
  ),
}

export const headerRules: HeaderRules<QuestionColumn> = {
  findColumn: createColumnFinder<QuestionColumn>(synonyms),
  isHeader: (header) => header.has('text') && header.has('correct'),
  isList: () => false,
}

export const difficultyLabels = { 1: '易', 2: '中', 3: '难' } as const

/** The columns that we write, with an example. `options`: how many columns of choices. */
export const templateColumns = (options: number): TemplateColumn[] => [
  { head: '名称', width: 16, example: '保质期怎么写', how: '题库里找这道题用的名字；空着就用题目开头的字。' },
  {
    head: '题型',
    width: 10,
    example: '单选题',
    how: '空着就看答案：一个字母是单选，几个是多选，对、错是判断。',
    choices: Object.values(kindLabels),
  },
  {
    head: '题目',
    width: 40,
    isNeeded: true,
    example: '腊肉的保质期应写在哪里？',
    how: '至少 4 个字，最多 2000 字；可以分行（Alt+Enter）。',
  },
  ...letters.slice(0, options).map((letter, at): TemplateColumn => ({
    head: `选项${letter}`,
    width: 18,
    example: ['商品页上', '发货单上', '不用写', '聊天里说'][at] ?? '',
    how: at < 3 ? '单选、多选至少三个选项；判断题不用填。' : '没有就空着。',
  })),
  { head: '正确答案', width: 12, isNeeded: true, example: 'A', how: '单选写一个字母，多选写几个（如 AC），判断写 对 或 错。' },
  { head: '解析', width: 40, example: '买家下单前就要看得到保质期。', how: '答完后给学员看的解释。' },
  { head: '难度', width: 8, example: '易', how: '易、中、难，或 1、2、3。', choices: Object.values(difficultyLabels) },
  { head: '标签', width: 16, example: '商品页、食品', how: '几个标签用顿号隔开。' },
  { head: '课', width: 16, example: '', how: '这道题讲的是哪一课。' },
]
