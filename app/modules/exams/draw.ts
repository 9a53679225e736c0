// Draws the questions of an attempt, and the order of their options, from its recorded seed. The same seed always gives the same sheet, so
// that a sheet can be shown again years later. The generator is written here and not taken from a library for that reason: the order of
// options is computed at every view, and another generator, or another version of one, would reorder old sheets.

export const questionKinds = ['single', 'multiple', 'trueFalse'] as const
export type QuestionKind = (typeof questionKinds)[number]

/** Number of questions by kind. */
export type Blueprint = Record<QuestionKind, number>

/** 1 is easy, 3 is hard. */
export type Difficulty = 1 | 2 | 3

/** How many questions of a lesson, by kind; `difficulty` null for any of that lesson. */
export interface BlueprintPart extends Blueprint {
  lesson: string
  difficulty: Difficulty | null
}

export interface Drawable {
  id: string
  kind: QuestionKind
  lesson?: string | undefined
  difficulty?: number | undefined
}

/** Creates a stream of numbers in [0, 1) that is fully determined by the seed (xmur3 into sfc32; both in the public domain). */
function createRandom(seed: string): () => number {
  let hash = 1779033703 ^ seed.length
  for (const character of seed) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 3432918353)
    hash = (hash << 13) | (hash >>> 19)
  }
  const next = () => {
    hash = Math.imul(hash ^ (hash >>> 16), 2246822507)
    hash = Math.imul(hash ^ (hash >>> 13), 3266489909)
    return (hash ^= hash >>> 16) >>> 0
  }
  let [a, b, c, d] = [next(), next(), next(), next()]
  return () => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 4294967296
  }
}

/** Returns the items in an order determined by the seed. */
export function shuffle<T>(items: readonly T[], seed: string): T[] {
  const random = createRandom(seed)
  const order = [...items]
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    ;[order[last], order[other]] = [order[other]!, order[last]!]
  }
  return order
}

export const countQuestions = (blueprint: Blueprint) => questionKinds.reduce((total, kind) => total + blueprint[kind], 0)

/** Number of questions by kind that the bank lacks for the blueprint; empty if it has enough. */
export function findShortage(bank: readonly Drawable[], blueprint: Blueprint): Partial<Blueprint> {
  const lacking = questionKinds.map((kind) => [kind, blueprint[kind] - bank.filter((question) => question.kind === kind).length] as const)
  return Object.fromEntries(lacking.filter(([, missing]) => missing > 0))
}

export const isOfPart = ({ lesson, difficulty }: Drawable, part: Pick<BlueprintPart, 'lesson' | 'difficulty'>) =>
  lesson === part.lesson && (part.difficulty === null || difficulty === part.difficulty)

/** Those that say how hard come first: what they take, those that do not can no longer have. */
export const inDrawingOrder = <P extends Pick<BlueprintPart, 'difficulty'>>(parts: readonly P[]): P[] =>
  [...parts].sort((one, other) => Number(one.difficulty === null) - Number(other.difficulty === null))

/**
 * Draws the questions of one sheet: as many of each kind as the blueprint says, single choice first, true or false last. Each kind has its
 * own stream, and the order of the bank does not matter. Questions from the candidate's earlier sheets are drawn only when no others are
 * left: another chance tests what was learnt, not what was remembered. If the plan has parts, each is drawn within its lesson by a stream of
 * its own, and what is left of a kind as without them.
 */
export function drawQuestions<Q extends Drawable>(
  bank: readonly Q[],
  { parts = [], ...blueprint }: Blueprint & { parts?: readonly BlueprintPart[] },
  seed: string,
  seen: ReadonlySet<string> = new Set(),
): Q[] {
  const inOrder = (questions: readonly Q[], stream: string) => {
    const order = shuffle(questions, `${seed}/${stream}`)
    return [...order.filter(({ id }) => !seen.has(id)), ...order.filter(({ id }) => seen.has(id))]
  }
  return questionKinds.flatMap((kind) => {
    const ofKind = bank.filter((question) => question.kind === kind).sort((one, other) => (one.id < other.id ? -1 : 1))
    if (ofKind.length < blueprint[kind]) throw new Error(`The bank has ${ofKind.length} ${kind} questions, ${blueprint[kind]} are wanted`)
    const drawn = new Set<Q>()
    for (const part of inDrawingOrder(parts)) {
      const ofPart = ofKind.filter((question) => isOfPart(question, part) && !drawn.has(question))
      if (ofPart.length < part[kind])
        throw new Error(`The bank has ${ofPart.length} ${kind} questions of ${part.lesson}, ${part[kind]} are wanted`)
      for (const question of inOrder(ofPart, `${kind}/${part.lesson}/${part.difficulty ?? 'any'}`).slice(0, part[kind])) drawn.add(question)
    }
    const order = inOrder(ofKind, kind)
    const others = order.filter((question) => !drawn.has(question)).slice(0, Math.max(0, blueprint[kind] - drawn.size))
    for (const question of others) drawn.add(question)
    return order.filter((question) => drawn.has(question))
  })
}

/** Returns the options of a question in this sheet's order, with their keys unchanged. 对 and 错 keep their usual order. */
export function orderOptions<O>(question: Drawable & { options: readonly O[] }, seed: string): O[] {
  return question.kind === 'trueFalse' ? [...question.options] : shuffle(question.options, `${seed}/${question.id}`)
}
