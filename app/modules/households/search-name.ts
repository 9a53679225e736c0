// Names as they are compared when people are searched.

/** The signs of a name, however it was typed: full-width letters, capitals and the many middle dots are no difference. `%`, `_` and blanks are signs like others. */
export const normaliseSearchName = (typed: string): string[] => [
  ...typed
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[•‧∙・･．]/g, '·')
    .replace(/\s+/g, ' '),
]
