// Parts of an exam's plan: how many of its questions are of which lesson, and of that lesson how hard. What no part names is of any lesson.
import { type BlueprintPart, type Difficulty, type Drawable, inDrawingOrder, isOfPart, type QuestionKind, questionKinds } from '../draw.ts'

export const difficulties = [1, 2, 3] as const satisfies readonly Difficulty[]
export const difficultyLabels: Record<Difficulty, string> = { 1: '容易', 2: '中等', 3: '难' }

/** A lesson times its difficulties, and any: a course has at most 200 lessons. */
export const maxParts = 800

/** What all parts together take, by kind. */
export const sumOfParts = (parts: readonly BlueprintPart[], kind: QuestionKind) => parts.reduce((sum, part) => sum + part[kind], 0)

export interface PartShortage {
  part: BlueprintPart
  kind: QuestionKind
  missing: number
}

/** Says of which parts the bank has too few questions, and how many are missing; empty if it has enough. */
export function findPartShortages(bank: readonly Drawable[], parts: readonly BlueprintPart[]): PartShortage[] {
  return inDrawingOrder(parts).flatMap((part) =>
    questionKinds.flatMap((kind) => {
      const there = bank.filter((question) => question.kind === kind && isOfPart(question, part)).length
      const taken = part.difficulty === null ? parts.filter((other) => other !== part && other.lesson === part.lesson) : []
      const missing = part[kind] - Math.max(0, there - sumOfParts(taken, kind))
      return part[kind] > 0 && missing > 0 ? [{ part, kind, missing }] : []
    }),
  )
}

/** What a lesson holds, as the form of the plan shows it: all of it, and by difficulty as far as its questions say how hard they are. */
export interface PartInBank extends BlueprintPart {
  title: string
}

/** Lists what could be drawn of each lesson, in the order of the course, without what has no questions. */
export function listPartsInBank({
  lessons,
  questions,
}: {
  lessons: readonly { slug: string; title: string }[]
  questions: readonly Drawable[]
}): PartInBank[] {
  return lessons.flatMap(({ slug, title }) =>
    [null, ...difficulties].flatMap((difficulty) => {
      const own = questions.filter((question) => isOfPart(question, { lesson: slug, difficulty }))
      if (own.length === 0) return []
      const count = (kind: QuestionKind) => own.filter((question) => question.kind === kind).length
      return [{ lesson: slug, title, difficulty, single: count('single'), multiple: count('multiple'), trueFalse: count('trueFalse') }]
    }),
  )
}

/** Names a part as a person reads it. */
export const formatPart = ({ lesson, difficulty }: Pick<BlueprintPart, 'lesson' | 'difficulty'>, titles: ReadonlyMap<string, string>) =>
  `「${titles.get(lesson) ?? lesson}」${difficulty === null ? '' : `（${difficultyLabels[difficulty]}）`}`
