// Files that come together: each that can be taken is, and of the others it is said which and why.
import { invalidInput, Refusal, sentenceOf } from '#app/refusal.ts'

/** Files that a refusal names; more are counted. */
const maxNamed = 8

const nameOf = (fileName: string) => ([...fileName].length > 40 ? `${[...fileName].slice(0, 40).join('')}……` : fileName)

/**
 * Takes files one after the other; what is wrong with one keeps none behind it from coming. Returns how many came. Throws 422 with a sentence
 * for each that did not; what is not the fault of one file ends it, with how many came before.
 */
export async function takeEach<F extends { fileName: string }>(files: readonly F[], take: (file: F) => Promise<unknown>): Promise<number> {
  const [only] = files
  if (files.length === 1 && only) {
    await take(only)
    return 1
  }
  let came = 0
  const faults: string[] = []
  for (const [nth, file] of files.entries())
    try {
      await take(file)
      came++
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault
      if (fault.status !== 422)
        throw came === 0 ? fault : new Refusal(fault.status, `前面的收下了 ${came} 个，后面的没有：${sentenceOf(fault)}`)
      faults.push(`第 ${nth + 1} 个（${nameOf(file.fileName)}）：${sentenceOf(fault)}`)
    }
  if (faults.length === 0) return came
  const named = faults.slice(0, maxNamed)
  const more = faults.length > maxNamed ? [`还有 ${faults.length - maxNamed} 个也没有收下。`] : []
  throw invalidInput({ file: [`收下了 ${came} 个，没有收下 ${faults.length} 个。`, ...named, ...more] })
}
