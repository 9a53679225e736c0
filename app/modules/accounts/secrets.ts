// How secrets and phone numbers are meant, however they are typed. Runs on server and phone.

/** A secret as it was meant: Chinese keyboards give full-width figures and letters (１２３) that look the same. */
export const asMeant = (secret: string) => secret.normalize('NFKC')

/** Full-width digits, spaces and a country code are how people write; 11 digits are what is meant. Null if it is no mobile number. */
export function mobileNumber(entered: string): string | null {
  const digits = entered.normalize('NFKC').replace(/[\s()-]/g, '').replace(/^(\+?86)(?=1\d{10}$)/, '')
  return /^1[3-9]\d{9}$/.test(digits) ? digits : null
}
