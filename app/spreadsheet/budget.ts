// One budget per file, for everything that reading it takes. Exceeding it ends the reading.
import { type UnreadableCode, UnreadableFile } from './unreadable.ts'

/** The limits, and the kind of refusal when one is exceeded. */
const limits = {
  /** Bytes inflated from the zip, counted each time. */
  inflated: [600 * 1024 * 1024, 'bomb'],
  parts: [2_000, 'bomb'],
  sheets: [200, 'too-many-sheets'],
  /** Non-empty rows, over all sheets. */
  rows: [200_000, 'too-large'],
  /** Row elements, including empty ones: programs write them for whole sheets, and for several sheets. */
  rowElements: [5_000_000, 'too-large'],
  /** Links between parts. */
  links: [20_000, 'bomb'],
  /** Cells, including those omitted before a cell far to the right, and those covered by a merged cell. */
  cells: [12_000_000, 'too-many-cells'],
  /** Lines of a .csv, including empty ones: Excel's own limit, and a little more. */
  lines: [1_100_000, 'too-large'],
  merges: [50_000, 'too-many-merges'],
  strings: [4_000_000, 'too-many-cells'],
  /** Bytes of shared texts. */
  text: [128 * 1024 * 1024, 'too-much-text'],
  /** Characters of all cells; a shared text counts each time it is used. */
  characters: [100_000_000, 'too-much-text'],
} as const satisfies Record<string, readonly [number, UnreadableCode]>

export type Expense = keyof typeof limits

/** The limits for a file that is read on the main thread: some hundredths of a second. */
const inlineLimits: Partial<Record<Expense, number>> = {
  inflated: 1_500_000,
  cells: 150_000,
  rows: 10_000,
  lines: 20_000,
  merges: 2_000,
  sheets: 30,
}

/** A file that looked small is too much work for the main thread. */
export class InlineLimitExceeded extends Error {}

export class FileBudget {
  private readonly spent = new Map<Expense, number>()

  /** `raised`: limits that are higher for files of another kind. */
  constructor(
    private readonly atOnce = false,
    private readonly raised: Partial<Record<Expense, number>> = {},
  ) {}

  /** Throws UnreadableFile once the limit of a file is exceeded; for an inline read, InlineLimitExceeded before that. */
  spend(what: Expense, amount = 1) {
    const sum = (this.spent.get(what) ?? 0) + amount
    this.spent.set(what, sum)
    if (this.atOnce && sum > (inlineLimits[what] ?? Infinity)) throw new InlineLimitExceeded()
    if (sum > (this.raised[what] ?? limits[what][0])) throw new UnreadableFile(limits[what][1])
  }
}

/** Converts an error: an exceeded limit stays as it is, everything else is a damaged file. */
export const toDamage = (fault: unknown) =>
  fault instanceof UnreadableFile || fault instanceof InlineLimitExceeded ? fault : new UnreadableFile('damaged')

/** Of all parts together, as declared by the zip. */
export const maxInflatedBytes = limits.inflated[0]
/** The widest row; columns further right are reported and not read. */
export const maxColumns = 512
/** The last row that is read; empty ones below it are skipped. */
export const maxRow = limits.rows[0]
/** Maximum length of a cell that is interpreted; lists of goods are the longest. */
export const maxTextJudged = 1_000
/** Excel's own limit. */
export const maxTextInCell = 32_767
