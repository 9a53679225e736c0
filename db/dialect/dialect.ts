// What the rest of the program needs from the database engine's SQL dialect, under neutral names. Another engine is
// chosen here.
export { prepareQuery } from './sqlite/queries.ts'
export {
  arrival,
  beginsWith,
  contains,
  greatest,
  inOrderOfArrival,
  isFalse,
  joinedLines,
  joinedBySpaces,
  least,
  monthOf,
  yearOfDay,
} from './sqlite/expressions.ts'
export { isTable, subqueries, type Table, tableConfigOf } from './sqlite/tables.ts'
