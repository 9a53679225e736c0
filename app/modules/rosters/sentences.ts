// Messages about a roster and its rows.

/** Joins sentences, each with its full stop. */
export const joinSentences = (said: readonly string[]) => said.map((one) => (one.endsWith('。') ? one : `${one}。`)).join('')

/** Formats the number of rows that state their household's status but do not name the household. */
export const formatMissingHousehold = (rows: number) =>
  `有 ${rows} 行写了贫困户属性或监测类型，却没有填户编号，这两项就没有记下。请在“户编号”一列填好（没有这一列就加上），再导入一次。`
