// Characters and words that readers know although they are rare in print, and plain words for rare ones.

/**
 * Goods, and what people in the villages do with their hands every day: rare in newspapers and novels, on which the ranks
 * are based, and on every sack and shop sign. Only words that a farmer reads without help belong here; others are explained in
 * the lesson, and waved through there. The names of places come with the programme.
 */
const knownPhrases = [
  // goods
  '富硒 硒土豆 红薯 薯片 苞谷 糍粑 糯米 蕨菜 蕨粑 魔芋 芋头 葛根 藤茶 莼菜 猕猴桃 榨菜 榨油 腌菜 腊肉 酢 藠头 花椒 木耳 香菇 蜂蜜',
  // what one does with goods
  '晾干 晒 炕 熏 炒 煮 腌 晾 秤 箩筐 筐 背篓 锄头 镰刀 粑 馍 馒头 捆 剥 削',
]

export const knownCharacters: ReadonlySet<string> = new Set(knownPhrases.join('').match(/\p{Script=Han}/gu))

/** Plain words for what has a rare character, as one would say them. */
export const plainTerms: readonly (readonly [rare: string, plain: string])[] = [
  ['攒', '存'],
  ['掰', '分'],
  ['拗口', '不顺口'],
  ['铝箔袋', '不透光的袋'],
  ['瑕疵', '毛病'],
  ['诠释', '说明'],
  ['馈赠', '送'],
  ['赝品', '假货'],
  ['骤降', '一下子降'],
  ['囤积', '存'],
  ['囤', '存'],
  ['甄别', '分清'],
  ['咨询', '问'],
  ['缴纳', '交'],
  ['缴', '交'],
  ['粘贴', '贴'],
  ['拽', '拉'],
  ['拎', '提'],
  ['寄予', '给'],
]
