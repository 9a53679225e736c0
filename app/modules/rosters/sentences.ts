// What is said of a roster and of its rows.

/** One after the other, each with its full stop. */
export const joinSentences = (said: readonly string[]) => said.map((one) => (one.endsWith('。') ? one : `${one}。`)).join('')

/** Of rows that say how their household stands and do not name it. */
export const formatMissingHousehold = (rows: number) =>
  `有 ${rows} 行写了贫困户属性或监测类型，却没有填户编号，这两项就没有记下。请在“户编号”一列填好（没有这一列就加上），再导入一次。`
