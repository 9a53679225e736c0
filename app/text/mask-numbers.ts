// Removes numbers of people from texts that are stored in clear.

/** What may begin an ID or phone number, even a damaged one; household numbers follow 户编号 or 户. */
const longNumber = /(户编号\s*“?|户\s?)?([0-9０-９]{7,}[0-9０-９Xx]?)/g

/** Returns the text with anything that may be an ID or phone number cut to its first three digits. */
export const maskNumbers = (text: string) =>
  text.replace(longNumber, (whole: string, household: string | undefined, number: string) =>
    household ? whole : `${[...number].slice(0, 3).join('')}…`,
  )
