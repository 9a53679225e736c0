// The check character of ID-card numbers by GB 11643 (ISO 7064 MOD 11-2). Runs on server and phone.

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** Computes the check character for the first 17 digits. */
export const checkCharacter = (digits: string) =>
  '10X98765432'[weights.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0) % 11]!
