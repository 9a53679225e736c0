// What the kinds of questions are called on screen.
import type { QuestionKind } from '../draw.ts'

export const kindLabels: Record<QuestionKind, string> = { single: '单选题', multiple: '多选题', trueFalse: '判断题' }
