// The question bank of a version as it is stored. Each file is read once as long as it stays the same; between two files others have their
// turn.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Reader, Site } from '#app/site.ts'
import { loadBankFiles, type StudioFile } from '../files.server.ts'
import { type ListedQuestion, markOf, readBank } from './question-bank.ts'
import { createSimilarIndex, type SimilarIndex } from './similar.ts'

type Reading = Pick<Reader, 'select' | 'connection'>
/** A file of a bank; its questions are null if it cannot be read as it stands. */
type Part = StudioFile & { content: string; questions: readonly ListedQuestion[] | null }

export interface StoredBank {
  parts: Part[]
  /** Null if one of the files cannot be read as it stands. */
  questions: readonly ListedQuestion[] | null
}

interface Kept {
  /** By the mark of their text: the number of a revision that was not committed may come again. */
  parts: Map<string, readonly ListedQuestion[] | null>
  /** By the marks of their files. */
  banks: Map<string, readonly ListedQuestion[]>
  indexes: Map<readonly ListedQuestion[], SimilarIndex<ListedQuestion>>
}

const keptBanks = new WeakMap<Site, Kept>()
const most = { parts: 300, banks: 10 }

function keepFor(site: Site): Kept {
  const kept = keptBanks.get(site) ?? { parts: new Map(), indexes: new Map(), banks: new Map() }
  keptBanks.set(site, kept)
  return kept
}

/** Keeps the latest few. */
function keep<K, V>(kept: Map<K, V>, key: K, value: V, limit: number): V {
  kept.delete(key)
  for (const oldest of kept.keys()) {
    if (kept.size < limit) break
    kept.delete(oldest)
  }
  kept.set(key, value)
  return value
}

/** Loads the bank of a version. */
export const loadBank = async (site: Site, read: Reading, versionId: string): Promise<StoredBank> =>
  readStoredBank(site, await loadBankFiles(read, versionId))

/** Reads a bank of which the files are loaded, in their order. */
export async function readStoredBank(site: Site, files: Awaited<ReturnType<typeof loadBankFiles>>): Promise<StoredBank> {
  const kept = keepFor(site)
  const parts: Part[] = []
  const marks: string[] = []
  for (const file of files) {
    const mark = `${file.sequence} ${markOf(file.content)}`
    let questions = kept.parts.get(mark)
    if (questions === undefined) {
      questions = readBank(file.content)
      await nextTurn()
    }
    parts.push({ ...file, questions: keep(kept.parts, mark, questions, most.parts) })
    marks.push(mark)
  }
  if (parts.some(({ questions }) => questions === null)) return { parts, questions: null }
  const seal = marks.join(',')
  const questions = kept.banks.get(seal) ?? parts.flatMap((part) => part.questions ?? [])
  return { parts, questions: keep(kept.banks, seal, questions, most.banks) }
}

/** The questions of a bank by what they share with others. */
export function indexSimilar(site: Site, questions: readonly ListedQuestion[]): SimilarIndex<ListedQuestion> {
  const { indexes } = keepFor(site)
  return keep(indexes, questions, indexes.get(questions) ?? createSimilarIndex(questions), 3)
}
