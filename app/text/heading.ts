/** A heading as it is compared: a section is found again in another version of its lesson by it, however it is spaced. */
export const spellHeading = (heading: string): string => heading.replace(/\s+/g, '')
