// The normalised number of a household.
import { normaliseKey } from '#app/text/keys.ts'

/**
 * Normalises a household number: d000061 and Ｄ000061 become D000061, B—001 becomes B-001. If it is digits only, the value counts: 61, 61.0
 * and 000061 are one household, because a spreadsheet shows one number in all these ways.
 */
export const normaliseHouseholdNumber = (written: string) => normaliseKey(written)
