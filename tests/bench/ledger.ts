// The bench row of `audit verify`: how long it takes to hold a million answers against the chain.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { openSite } from '#app/site.server.ts'
import { startOrResumeAttempt, type Sheet, loadSheet } from '#app/modules/exams/exams.server.ts'
import { answers } from '#db/schema/exams.ts'
import { aHallFull } from '#tests/support/exam-hall.ts'
import type { Row } from './exams.ts'

/** So many writes wait at the same time, as they do while a hall answers. */
const together = 250

export async function benchLedger({ entries = 200_000 } = {}): Promise<Row[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tidui-bench-'))
  const site = openSite({ dataFolder })
  try {
    const { candidates, examId } = await aHallFull(site, 100)
    const sheets: { attemptId: string; question: Sheet['questions'][number] }[] = []
    for (const { viewer } of candidates) {
      const attemptId = await startOrResumeAttempt(site, viewer, { examId })
      sheets.push({ attemptId, question: (await loadSheet(site, attemptId)).questions[0]! })
    }
    for (let from = 0; from < entries; from += together)
      await Promise.all(
        Array.from({ length: together }, (_, at) => {
          const sequence = from + at
          const { attemptId, question } = sheets[sequence % sheets.length]!
          return site.write(
            'phone',
            'give answers',
            async (tx) =>
              void (await tx.insert(answers).values({
                id: `answer${sequence}`,
                attemptId,
                questionId: question.id,
                chosen: [question.correct[0]!],
                device: 'phone-of-bench',
                sequence,
                givenAt: tx.at,
                receivedAt: tx.at,
                status: 'inTime',
              })),
            { lane: 'exams' },
          )
        }),
      )
    const begun = performance.now()
    const found = await site.verify()
    const seconds = (performance.now() - begun) / 1000
    if (found.fault) throw new Error(`The chain is broken: ${JSON.stringify(found.fault)}`)
    const perMillion = (seconds / found.entries) * 1_000_000
    return [
      {
        what: '`audit verify` per million entries',
        figure: `${perMillion.toFixed(1)} s (${seconds.toFixed(2)} s for ${found.entries.toLocaleString('en')})`,
        budget: '≤ 6 s',
        ok: perMillion <= 6,
      },
    ]
  } finally {
    await site.close()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

if (process.argv[1]?.endsWith('bench/ledger.ts')) for (const row of await benchLedger()) console.log(row)
