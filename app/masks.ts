// What is shown of ID numbers, phone numbers and names to people who need not know them whole; the only place with
// masks. A mask is judged together with everything that is shown beside it, on any page, in any payload, export or
// print: at least `minCandidates` numbers must fit all of it together. An ID number has six digits of a region, eight
// of the birthday, three of a sequence (odd for men) and a check character that follows from the rest. Region and sex
// are shown with people, and of the birthday the year: then the last two characters leave more than 3,000 numbers, the
// last three would leave 331, and beside a whole birthday even the last one leaves 45. The first seven digits of a
// phone number identify the city, so only the last two are shown. tests/site/masks.test.ts counts.

export const minCandidates = 500

const shownAtEnd = 2
const lastOf = (number: string) => `${'*'.repeat(Math.max(0, number.length - shownAtEnd))}${number.slice(-shownAtEnd)}`

/** ***************06: with the year of birth enough to tell two people of one name apart, and too little to misuse. */
export const maskIdNumber = lastOf

/** *********01 */
export const maskPhone = lastOf

/** Returns what may be shown of a birthday beside a masked ID number: the year. */
export const maskBirthday = (birthday: string) => Number(birthday.slice(0, 4))

/** 王小兰 → 王×兰, 王兰 → 王×, 王 → ×. */
export function maskName(name: string) {
  const signs = [...name.trim()]
  if (signs.length <= 1) return '×'
  if (signs.length === 2) return `${signs[0]}×`
  return `${signs[0]}${'×'.repeat(signs.length - 2)}${signs.at(-1)}`
}
