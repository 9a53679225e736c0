// Names as they are compared in searches of people.

/**
 * Returns the characters of a name in one spelling: full-width letters, capitals and the various middle dots make no difference. `%`, `_`
 * and blanks are characters like others.
 */
export const normaliseSearchName = (typed: string): string[] => [
  ...typed
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[•‧∙・･．]/g, '·')
    .replace(/\s+/g, ' '),
]
