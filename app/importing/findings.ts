// What is found about a row of a list while it is validated: rosters and lists of shops alike.

/** Why a row is refused. */
export interface Problem<Code extends string> {
  /** The column as the sheet's reader knows it. */
  column: string
  code: Code
  message: string
}

/** An unknown word in an optional column: it is not stored, and the row is accepted without it. */
export interface LostWord<Column extends string> {
  column: Column
  word: string
}

/** Creates the lists of what is found about one row, and `refuse`, which adds a problem; the first problem is the reason for a refusal. */
export function createFindings<Column extends string, Code extends string>(columnLabels: Readonly<Record<Column, string>>) {
  const problems: Problem<Code>[] = []
  const lost: LostWord<Column>[] = []
  const refuse = (column: Column, code: Code, message: string) => void problems.push({ column: columnLabels[column], code, message })
  return { problems, lost, refuse }
}
