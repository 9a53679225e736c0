// How names are read in letters, for searches by sound: of people, and of accounts.
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
