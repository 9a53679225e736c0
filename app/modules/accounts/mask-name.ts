// Names shown to people who need not know them whole.

/** 王小兰 → 王×兰, 王兰 → 王×. */
export function maskName(name: string) {
  const signs = [...name.trim()]
  if (signs.length <= 1) return name
  if (signs.length === 2) return `${signs[0]}×`
  return `${signs[0]}${'×'.repeat(signs.length - 2)}${signs.at(-1)}`
}
