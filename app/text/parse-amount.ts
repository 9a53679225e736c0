// Parses numbers as people write them, for every number field of the product. Runs on server and phone.

/** What may follow a number: it repeats what the field asks for. */
const units = '(?:元|人民币|块钱|块|圆|单|笔|件|个人|个|人|名|家|户|次|分钟|分|题|道|天|日|%|‰|rmb|cny)?'
/** No number is longer. */
const longest = 60
const powers = { 十: 10, 百: 100, 千: 1000, k: 1000, 万: 10_000, w: 10_000, 亿: 100_000_000 } as const
const power = '[十百千k万w亿]'
const pieces = new RegExp(`(\\d+(?:\\.\\d+)?)(${power}*)`, 'g')
const plain = new RegExp(`^(?:\\d+(?:\\.\\d+)?${power}+)*(?:\\d+(?:\\.\\d+)?${power}*)$`)
const inChinese: Record<string, string> = {
  〇: '0',
  零: '0',
  一: '1',
  二: '2',
  两: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
}

/**
 * Parses a number: `12,000`, `１２０００`, `12000元`, `￥12000.00`, `1.2万`, `1万2`, `两千` are all understood. Null if it is no
 * number or ambiguous, like `1,2` and `12 34`.
 */
export function parseAmount(entered: string): number | null {
  if (entered.length > longest) return null
  let text = entered
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .trim()
    .toLowerCase()
  text = text
    .replace(/^(?:约|大约|共|[¥￥$])\s*/, '')
    .replace(new RegExp(`\\s*${units}(?:整)?$`), '')
    .trim()
  const sign = /^[-−–]/.test(text) ? -1 : 1
  if (sign < 0 || text[0] === '+') text = text.slice(1).trim()
  if (/^[一二两三四五六七八九]/.test(text)) text = text.replace(/[零〇]/g, '')
  text = text.replace(/^十/, '1十').replace(/[一二两三四五六七八九零〇]/g, (word) => inChinese[word] ?? word)
  // Thousands separators: each group behind one has three digits.
  if (/^\d{1,3}(?:[,，'’\s、]\d{3})+(?:\.\d+)?(?!\d)/.test(text)) text = text.replace(/(\d)[,，'’\s、](?=\d{3}(?!\d))/g, '$1')
  text = text.replace(/\s+(?=[十百千k万w亿])/g, '')
  if (!plain.test(text)) return null
  return sign * valueOf(text)
}

/** `1万2千`: each part by its power; `1万2`: a last digit alone has the next lower power. */
function valueOf(text: string): number {
  let [whole, section, last] = [0, 0, 1]
  for (const [, digits, marks] of text.matchAll(pieces)) {
    const times = [...marks!].map((mark) => powers[mark as keyof typeof powers])
    const isLone = times.length === 0 && last > 1 && digits!.length === 1
    let value = Number(digits) * (isLone ? last / 10 : 1)
    for (const one of times) value *= one
    const largest = Math.max(1, ...times)
    if (largest >= 10_000 && section > 0 && section < largest) {
      // 十二万: what came before the large power is multiplied by it.
      whole += (section + Number(digits)) * times.reduce((product, one) => product * one, 1)
      section = 0
    } else section += value
    last = isLone ? 1 : largest
  }
  return Math.round((whole + section) * 1e6) / 1e6
}
