// What the tables of a round have in common.
import { paths } from '#app/shell/paths.ts'
import type { ListPart, Params } from '#app/ui/tables/table-query.ts'
import { type RoundListName, roundListNames } from '../lists.ts'

export interface RoundTableProps<Row> {
  part: ListPart<Row>
  roundId: string
  kept: Params
}

/** A list of a round with its caption and its workbook. */
export const toRoundTable = <Row>(list: RoundListName, { part, roundId, kept }: RoundTableProps<Row>) => ({
  id: list,
  caption: roundListNames[list],
  workbook: paths.roundListWorkbook(roundId, list),
  part,
  kept,
})
