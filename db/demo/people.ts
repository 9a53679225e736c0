// Invented people. No name, number or date here belongs to a real person.
import type { Random } from './random.ts'

// Surnames that are common around Enshi, and given names; sequence 000 makes everybody a woman (even 17th digit).
const surnames = Array.from('向田谭覃秦冉杨王李张刘陈黄罗吴周龙彭邓姚蒋曾滕郑')
const given = [
  '秀英',
  '桂兰',
  '春梅',
  '玉珍',
  '小琴',
  '腊梅',
  '红霞',
  '金花',
  '冬梅',
  '丽华',
  '翠平',
  '菊香',
  '雪莲',
  '美凤',
  '素芳',
  '云霞',
  '慧敏',
  '艳',
  '琼',
  '春燕',
  '明霞',
  '国珍',
  '兰',
  '玉梅',
  '小红',
  '淑芬',
  '银花',
  '启秀',
  '昌菊',
  '先翠',
]

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** Computes the check character of GB 11643 for the first 17 digits. */
export const checkCharacter = (digits: string) =>
  '10X98765432'[weights.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0) % 11]!

/**
 * Generates ID numbers with sequence 000, which is never issued, and a check character other than 0, so that none looks
 * like a number cut off by a spreadsheet. Each birthday is used once. The first six digits are another county's: they
 * do not say where somebody lives.
 */
export function idNumbers(random: Random) {
  const used = new Set<string>()
  return (oldest: number, youngest: number) => {
    for (;;) {
      const birthday = new Date(Date.UTC(random.whole(oldest, youngest), random.whole(0, 11), random.whole(1, 28)))
        .toISOString()
        .slice(0, 10)
      const digits = `422801${birthday.replaceAll('-', '')}000`
      if (used.has(digits) || checkCharacter(digits) === '0') continue
      used.add(digits)
      return { idNumber: digits + checkCharacter(digits), birthday }
    }
  }
}

/** Generates made-up names, each once. */
export function names(random: Random) {
  const used = new Set<string>()
  return (surname = random.pick(surnames)) => {
    for (let tries = 0; ; tries++) {
      const name = surname + random.pick(given) + (tries > 50 ? random.pick(Array.from('芳娟敏静')) : '')
      if (used.has(name)) continue
      used.add(name)
      return name
    }
  }
}

/** Generates made-up mobile numbers, in order. */
export function phones() {
  let next = 0
  return () => `1990000${String(++next).padStart(4, '0')}`
}
