// Names as they are compared in searches: of people, and of accounts.

/** Longer names are searched by their first characters. */
export const maxSigns = 40

/**
 * Returns the characters of a name in one spelling: full-width letters, capitals, blanks and the various middle dots make no difference
 * (曾 桂兰 is 曾桂兰). `%` and `_` are characters like others.
 */
export const normaliseSearchName = (typed: string): string[] => [
  ...typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[•‧∙・･．]/g, '·')
    .replace(/\s+/g, ''),
]
