// A household's number, in the one way in which the register keeps it.

/** As it is kept, however it was typed: d000061 and Ｄ000061 are D000061. */
export const plainHouseholdNumber = (written: string) => written.normalize('NFKC').replace(/[\s'’]/g, '').toUpperCase()
