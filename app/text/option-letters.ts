// How the choices of a question are counted: by letters.

/** Choices of one question at most: there are no more letters. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** What the choice at a place is called: A is the first. Empty beyond Z. */
export const letterAt = (place: number): string => alphabet.charAt(place)

/** The key by which the choice at a place is stored. */
export const keyAt = (place: number): string => letterAt(place).toLowerCase()
