// A household's number, in the one way in which the register keeps it.
import { normaliseKey } from '#app/text/keys.ts'

/**
 * As it is kept, however it was typed: d000061 and Ｄ000061 are D000061, B—001 is B-001. Of digits alone the value counts:
 * 61, 61.0 and 000061 are one household, for a spreadsheet shows one number in all these ways.
 */
export const normaliseHouseholdNumber = (written: string) => normaliseKey(written)
