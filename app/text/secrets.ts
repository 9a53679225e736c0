// PINs and passwords as they are compared, however they were typed. Runs on server and phone.
import { normaliseText } from './characters.ts'

/**
 * A secret in the spelling that is hashed: Chinese keyboards type full-width digits and letters (１２３) that look the same,
 * and phone keyboards add a space after a word that they complete. Digits may be typed in groups.
 */
export function normaliseSecret(secret: string) {
  const plain = withBlanks(secret).trim()
  return /^[\d\s]+$/.test(plain) ? plain.replace(/\s/g, '') : plain
}

/** A secret with the spaces around it: older hashes were made before these were dropped. */
const withBlanks = (secret: string) => normaliseText(secret).normalize('NFKC')

/** The spellings to try against a hash, the likeliest first: as typed, and without the spaces around it. */
export const candidateSecrets = (typed: string): string[] => [...new Set([withBlanks(typed), normaliseSecret(typed)])]
