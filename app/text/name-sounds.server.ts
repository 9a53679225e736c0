// How names are read in letters, for searches by sound: of people, of accounts, and of shops.
import { pinyin } from 'pinyin-pro'
import { maxSigns, normaliseSearchName } from './search-name.ts'

/** Readings of a name: rare ones beyond these are left out. */
const maxReadings = 8

const soundsKnown = new Map<string, string[]>()

/** Returns the readings of a character in plain letters, the usual one first; none if it has no reading. 吕 is read lv and lu. */
function soundsOf(sign: string): string[] {
  let sounds = soundsKnown.get(sign)
  if (!sounds) {
    const readings = /\p{Script=Han}/u.test(sign) ? pinyin(sign, { type: 'array', toneType: 'none', multiple: true }) : [sign]
    const plain = readings.flatMap((reading) =>
      reading.includes('ü') ? [reading.replace('ü', 'v'), reading.replace('ü', 'u')] : [reading],
    )
    const found = plain
      .map((reading) => reading.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase())
      .filter((reading) => /^[a-z]+$/.test(reading))
    if (soundsKnown.size > 40_000) soundsKnown.clear()
    soundsKnown.set(sign, (sounds = [...new Set(found)]))
  }
  return sounds
}

/** Builds the dictionary of readings, which takes a fifth of a second: before anybody waits, not in the first search. */
export const prepareSounds = () => void soundsOf('梯')

/** Returns the readings of a name, each as a list of one part for each character. Characters without a reading are skipped. */
function readingsOf(name: string, partsOf: (sounds: readonly string[]) => string[]): string[][] {
  let readings: string[][] = [[]]
  for (const sign of normaliseSearchName(name).slice(0, maxSigns)) {
    const parts = [...new Set(partsOf(soundsOf(sign)))]
    if (parts.length > 0) readings = parts.flatMap((part) => readings.map((before) => [...before, part])).slice(0, maxReadings)
  }
  return readings
}

/** Lists the readings of a name by syllables: 单小禾 is shan xiao he and dan xiao he. */
export const listSyllables = (name: string): string[][] => readingsOf(name, (sounds) => [...sounds])

/** Lists the readings of a name by first letters. */
export const listInitials = (name: string): string[][] => readingsOf(name, (sounds) => sounds.map((sound) => sound.charAt(0)))

/** Whether what was typed is how these characters begin to be read, whole syllables and a begun one: 唐崖 is tangy. */
function soundsLike(spoken: readonly (readonly string[])[], written: string): boolean {
  const [sounds, ...rest] = spoken
  return (
    written === '' ||
    (sounds?.some((sound) => sound.startsWith(written) || (written.startsWith(sound) && soundsLike(rest, written.slice(sound.length)))) ??
      false)
  )
}

/** Whether these are the first letters of characters that follow one another. */
const hasInitials = (spoken: readonly (readonly string[])[], written: string): boolean =>
  spoken.some((_, from) => [...written].every((letter, nth) => spoken[from + nth]?.some((sound) => sound.startsWith(letter)) ?? false))

interface ReadName {
  /** In one spelling. */
  text: string
  /** The readings of each character that has some. */
  spoken: string[][]
}
const namesRead = new Map<string, ReadName>()

/** Reads a name, and keeps it: thousands are looked through for each search. */
function readName(name: string): ReadName {
  let read = namesRead.get(name)
  if (!read) {
    const signs = normaliseSearchName(name)
    const spoken = signs
      .slice(0, maxSigns)
      .map(soundsOf)
      .filter((sounds) => sounds.length > 0)
    if (namesRead.size > 40_000) namesRead.clear()
    namesRead.set(name, (read = { text: signs.join(''), spoken }))
  }
  return read
}

const lettersOnly = /^[a-z]{2,24}$/

/**
 * By what a name was found: a part of it, which is `called` so, its sound, its initials; empty if it was not. `written` is what was typed,
 * by `normaliseSearchName`.
 */
export function explainName(name: string, written: string, called = '姓名'): string[] {
  const { text, spoken } = readName(name)
  if (text.includes(written)) return [called]
  if (!lettersOnly.test(written)) return []
  if (soundsLike(spoken, written)) return [`拼音 ${written}`]
  return hasInitials(spoken, written) ? [`拼音首字母 ${written}`] : []
}
