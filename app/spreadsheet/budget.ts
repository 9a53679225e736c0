// One budget for one file, over everything that reading it takes. Whatever is spent beyond it ends the reading.
import { type UnreadableCode, UnreadableFile } from './unreadable.ts'

/** What may be spent, and the sentence for who spends more. */
const limits = {
  /** Bytes that come out of the zip, each time they come out. */
  inflated: [600 * 1024 * 1024, 'bomb'],
  parts: [2_000, 'bomb'],
  sheets: [200, 'too-many-sheets'],
  /** Rows that hold something, over all sheets. */
  rows: [200_000, 'too-large'],
  /** Row elements, empty ones included: programs write them for a whole sheet, of several sheets. */
  rowElements: [5_000_000, 'too-large'],
  /** Links between parts. */
  links: [20_000, 'bomb'],
  /** Cells, those included that are left out before a cell far to the right, and those that a merged cell fills. */
  cells: [12_000_000, 'too-many-cells'],
  /** Lines of a .csv, empty ones included: Excel's own limit, and a little. */
  lines: [1_100_000, 'too-large'],
  merges: [50_000, 'too-many-merges'],
  strings: [4_000_000, 'too-many-cells'],
  /** Bytes of shared texts. */
  text: [128 * 1024 * 1024, 'too-much-text'],
  /** Characters of all cells, a shared text as often as it is used. */
  characters: [100_000_000, 'too-much-text'],
} as const satisfies Record<string, readonly [number, UnreadableCode]>

export type Expense = keyof typeof limits

/** What may be spent where the file is read in the midst of other work: some hundredths of a second. */
const inlineLimits: Partial<Record<Expense, number>> = {
  inflated: 1_500_000,
  cells: 150_000,
  rows: 10_000,
  lines: 20_000,
  merges: 2_000,
  sheets: 30,
}

/** A file that looked small is more work than can be done in the midst of other work. */
export class InlineLimitExceeded extends Error {}

export class FileBudget {
  private readonly spent = new Map<Expense, number>()

  constructor(private readonly atOnce = false) {}

  /** Throws UnreadableFile once more is spent than one file may; where it is read at once, TooMuchAtOnce before that. */
  spend(what: Expense, amount = 1) {
    const sum = (this.spent.get(what) ?? 0) + amount
    this.spent.set(what, sum)
    if (this.atOnce && sum > (inlineLimits[what] ?? Infinity)) throw new InlineLimitExceeded()
    if (sum > limits[what][0]) throw new UnreadableFile(limits[what][1])
  }
}

/** What ended the reading: a limit as itself, and whatever else went wrong as damage. */
export const toDamage = (fault: unknown) =>
  fault instanceof UnreadableFile || fault instanceof InlineLimitExceeded ? fault : new UnreadableFile('damaged')

/** Of all parts together, as the zip declares them. */
export const maxInflatedBytes = limits.inflated[0]
/** The widest row; what stands further right is told and not read. */
export const maxColumns = 512
/** The last row that is read; empty ones below it are passed over. */
export const maxRow = limits.rows[0]
/** Of a cell that is read for what it means; lists of goods are the longest. */
export const maxTextJudged = 1_000
/** Excel's own limit. */
export const maxTextInCell = 32_767
