// Normalises characters that look right and are not: what is typed, pasted or read from a file passes here once, at the
// edge.

/**
 * Invisible characters: direction marks of chat programs, zero-width spaces, soft hyphens, byte-order marks, control
 * characters. Phones and PDF readers insert them; two texts that look the same would differ.
 */
const invisibleCharacters =
  /[\p{Default_Ignorable_Code_Point}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufff9-\ufffb]/gu

/** A joiner or a variation selector in an emoji is part of it. */
const ofEmoji = /\p{Extended_Pictographic}(?:[\ufe0e\ufe0f\u{1f3fb}-\u{1f3ff}]|\u200d(?=\p{Extended_Pictographic}))*/gu

/** Spaces of other widths; the wide one of Chinese texts stays. */
const otherBlanks = /[\u00a0\u1680\u2000-\u200a\u202f\u205f]/g

/** The radicals U+2E80–2EF3 that are also characters, by Unicode's EquivalentUnifiedIdeograph; NFKC does not change them. */
const radicals: Record<string, string> = Object.fromEntries(
  (
    '⺁厂 ⺂乛 ⺃乚 ⺄乙 ⺅亻 ⺆冂 ⺈刀 ⺉刂 ⺊卜 ⺋㔾 ⺌小 ⺍小 ⺎兀 ⺏尣 ⺐尢 ⺑尣 ⺒巳 ⺓幺 ⺔彑 ⺕彐 ⺖忄 ⺗㣺 ⺘扌 ⺙攵 ⺛旡 ⺜日 ⺝月 ⺞歺 ⺟母 ⺠民 ⺡氵 ⺢氺 ⺣灬 ⺤爫 ⺥爫 ⺦丬 ⺧牛 ⺨犭 ⺩王 ⺫目 ⺬示 ⺭礻 ⺮竹 ⺯糹 ⺰纟 ⺱罓 ⺲罒 ⺶羊 ⺹耂 ⺺肀 ⺼肉 ⺾艹 ⺿艹 ⻀艹 ⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻈讠 ⻉贝 ' +
    '⻊足 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏阝 ⻐钅 ⻑長 ⻒镸 ⻓长 ⻔门 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻟飠 ⻠饣 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀 ⻳龟'
  )
    .split(' ')
    .map((pair) => [...pair] as [string, string]),
)

/** Kangxi radicals, those of the supplement, and strokes: PDFs contain them in place of characters. */
const radical = /[\u2e80-\u2fd5]/gu

/** The characters of most texts: a text with only these needs no normalising. */
const plain = /^[\t\n\r\u0020-\u007e\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e\u2014\u2018-\u201d\u2026\u00b7]*$/

/**
 * Normalises a text: removes invisible characters, replaces radicals by characters, uses one encoding of each letter
 * (NFC) and plain spaces. Full-width characters stay, because Chinese texts use them; keys, numbers and secrets are
 * made half-width separately.
 */
export function normaliseText(text: string): string {
  if (plain.test(text)) return text
  return removeInvisible(text)
    .replace(radical, (sign) => radicals[sign] ?? sign.normalize('NFKC'))
    .replace(otherBlanks, ' ')
    .replaceAll('\u0085', '\n')
    .normalize('NFC')
}

/** Removes only invisible characters; emoji keep theirs. */
function removeInvisible(text: string) {
  if (!/\p{Extended_Pictographic}/u.test(text)) return text.replace(invisibleCharacters, '')
  let clean = ''
  let from = 0
  for (const { 0: emoji, index } of text.matchAll(ofEmoji)) {
    clean += text.slice(from, index).replace(invisibleCharacters, '') + emoji
    from = index + emoji.length
  }
  return clean + text.slice(from).replace(invisibleCharacters, '')
}

/** Normalises all texts in a form or a JSON body, including lists of them. */
export const normaliseEntered = (entered: unknown): unknown =>
  typeof entered === 'string' ? normaliseText(entered) : Array.isArray(entered) ? entered.map(normaliseEntered) : entered

/** Replaces every kind of hyphen, dash and minus by one. */
export const normaliseDashes = (text: string) =>
  text.replace(
    /[\u002d\u00ad\u058a\u1806\u2010-\u2015\u2043\u2053\u207b\u208b\u2212\u2500\u2796\u2e3a\u2e3b\u30fc\ufe31\ufe32\ufe58\ufe63\uff0d\uff70]+/g,
    '-',
  )

/** Normalises a text in which the width of characters means nothing: half-width, one kind of dash, nothing invisible. */
export const normaliseWidth = (text: string) => normaliseDashes(normaliseText(text).normalize('NFKC'))
