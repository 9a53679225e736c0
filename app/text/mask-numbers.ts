// Numbers of people do not stay in texts that are kept in clear.

/** ID numbers and phone numbers, also damaged ones, begin like this; numbers of households stand behind 户编号 or 户. */
const longNumber = /(户编号\s*“?|户\s?)?([0-9０-９]{7,}[0-9０-９Xx]?)/g

/** The text with what may be somebody's ID or phone number cut to its first three digits. */
export const maskNumbers = (text: string) =>
  text.replace(longNumber, (whole: string, household: string | undefined, number: string) =>
    household ? whole : `${[...number].slice(0, 3).join('')}…`,
  )
