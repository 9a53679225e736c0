// The files that hold the questions of a course: questions.yaml and, once that is full, questions-2.yaml and so on. One file stays small
// enough to be merged, compared and kept at each change.

const pattern = /^questions(?:-([2-9]|[1-9]\d))?\.yaml$/

/** The one that every course has. */
export const firstBankFile = 'questions.yaml'
export const isBankFile = (name: string): boolean => pattern.test(name)
const nthOf = (name: string) => Number(pattern.exec(name)?.[1] ?? 1)

/** Those of these names that hold questions, in their order. */
export const listBankFiles = (names: Iterable<string>): string[] =>
  [...names].filter(isBankFile).sort((one, other) => nthOf(one) - nthOf(other))

/** The name of the file after the last of these; null if there can be no more. */
export function nameNextBankFile(names: Iterable<string>): string | null {
  const last = listBankFiles(names).at(-1)
  const name = `questions-${last === undefined ? 2 : nthOf(last) + 1}.yaml`
  return isBankFile(name) ? name : null
}

/** Questions go into the next file from this many bytes on: about a hundred of them. */
export const fullBankFileBytes = 80_000
/** And from this many lines on: a file with more than 5,000 is not read (app/lesson/read-yaml.ts), and short questions have many. */
export const fullBankFileLines = 3_000

/** As many as exams draw from. */
export const maxBankQuestions = 5_000
