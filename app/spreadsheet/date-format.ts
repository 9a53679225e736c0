// Which number formats show a date. The Chinese built-in formats are 27–36 and 50–58.

const isBuiltIn = (id: number) => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/**
 * Letters of day, month and year (e is the year in Chinese, aaa the weekday) outside quotes, brackets and escapes make
 * a date format.
 */
export const isDateFormat = (id: number, code?: string) =>
  code === undefined
    ? isBuiltIn(id)
    : /[ymd]|(?<![0#?.])e(?![+-])|a{3}/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_./g, '').replace(/general/i, ''))
