// Raised and lowered figures have signs of their own: m², CO₂.

const raisedSigns: Record<string, string> = {
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
  '+': '⁺',
  '-': '⁻',
}
const loweredSigns: Record<string, string> = {
  '0': '₀',
  '1': '₁',
  '2': '₂',
  '3': '₃',
  '4': '₄',
  '5': '₅',
  '6': '₆',
  '7': '₇',
  '8': '₈',
  '9': '₉',
}

/** Writes a text as raised or lowered, if there is a sign for each of its characters. */
export function toRaised(text: string, position: string): string {
  const signs = position === 'superscript' ? raisedSigns : position === 'subscript' ? loweredSigns : null
  return signs && [...text].every((sign) => sign in signs) ? [...text].map((sign) => signs[sign]).join('') : text
}
