// The bench rows of exams: five hundred who answer at once, two thousand who open the exam within a minute, and whole exams.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { openSite } from '#app/site.server.ts'
import type { Site } from '#app/site.ts'
import { answers } from '#db/schema/exams.ts'
import { aHallFull } from '#tests/support/exam-hall.ts'
import { workflowPage } from '#app/http/workflow-page.tsx'
import { type RunningServer, startServer } from '#tests/support/running-server.ts'

export interface Row {
  what: string
  figure: string
  budget: string
  ok: boolean
}

const seconds = 5
const rounds = 3
const answersASecond = 1600
const agent = new Agent({ keepAlive: true, maxSockets: 600 })

interface Reply {
  status: number
  /** Where a redirect leads. */
  location: string
  body: string
  milliseconds: number
}

function send(
  server: RunningServer,
  method: 'GET' | 'POST',
  path: string,
  cookie: string,
  body?: string,
  type = 'application/json',
): Promise<Reply> {
  const begun = performance.now()
  return new Promise((resolve, reject) => {
    const headers = { cookie, origin: server.origin, ...(body ? { 'content-type': type, 'content-length': Buffer.byteLength(body) } : {}) }
    const asked = request({ agent, host: '127.0.0.1', port: server.port, method, path, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (piece: string) => void (text += piece))
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          location: answer.headers.location ?? '',
          body: text,
          milliseconds: performance.now() - begun,
        }),
      )
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

const percentile = (times: number[], share: number) =>
  [...times].sort((one, other) => one - other)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Infinity

/** Sends at an even rate whatever comes back, as candidates do who do not wait for each other. */
async function atRate<T>(jobs: readonly (() => Promise<T>)[], aSecond: number) {
  const begun = performance.now()
  const underWay: Promise<T>[] = []
  while (underWay.length < jobs.length) {
    const due = Math.min(jobs.length, Math.floor(((performance.now() - begun) / 1000) * aSecond))
    while (underWay.length < due) underWay.push(jobs[underWay.length]!())
    await pause(1)
  }
  const outcomes = await Promise.allSettled(underWay)
  return { outcomes, seconds: (performance.now() - begun) / 1000 }
}

async function withSite<T>(work: (site: Site, dataFolder: string) => Promise<T>) {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tidui-bench-'))
  const site = openSite({ dataFolder })
  try {
    return await work(site, dataFolder)
  } finally {
    await site.close()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

/** What work gives, while one backup after another is made of the data folder; and how many were finished. */
async function whileBackingUp<T extends object>(dataFolder: string, work: () => Promise<T>): Promise<T & { backups: number }> {
  let backups = 0
  let goesOn = true
  const making = (async () => {
    while (goesOn) {
      const target = join(dataFolder, `bench-${backups}.db`)
      await promisify(execFile)(process.execPath, ['build/program/tidui.js', 'backup', target], {
        env: { ...process.env, TIDUI_DATA: dataFolder },
      })
      rmSync(target)
      backups += 1
    }
  })()
  const given = await work()
  goesOn = false
  await making
  return { ...given, backups }
}

/** How many answers were acknowledged, within how many milliseconds 99 of 100 of them, and how many were not. */
function judged(outcomes: readonly PromiseSettledResult<Reply>[]) {
  const times = outcomes.flatMap((outcome) =>
    outcome.status === 'fulfilled' && outcome.value.status === 200 && outcome.value.body.includes('"number"')
      ? [outcome.value.milliseconds]
      : [],
  )
  return { p99: percentile(times, 0.99), good: times.length, errors: outcomes.length - times.length }
}

/** Answers a second that leave the disk some time. */
const calmly = 200

/** 500 candidates answering, every answer durable before it is acknowledged. */
export const benchAnswers = () =>
  withSite(async (site, dataFolder): Promise<Row[]> => {
    const { openAll } = await aHallFull(site, 500)
    const sittings = await openAll()
    const server = await startServer({ dataFolder })
    try {
      const answer = (at: number) => () => {
        const { attemptId, cookie, sheet } = sittings[at % sittings.length]!
        const sequence = Math.floor(at / sittings.length) + 1
        const question = sheet.questions[sequence % sheet.questions.length]!
        const given = {
          device: 'bench-phone',
          sequence,
          questionId: question.id,
          chosen: [question.options[sequence % question.options.length]!.key],
          elapsed: sequence * 300,
        }
        return send(server, 'POST', `/attempts/${attemptId}/answers`, cookie, JSON.stringify({ answers: [given] }))
      }
      const jobs = Array.from({ length: answersASecond * seconds * rounds }, (_, at) => answer(at))
      await atRate(jobs.slice(0, answersASecond * 2), answersASecond) // warm-up; sent again below, and still one answer each
      const figures = []
      for (let round = 0; round < rounds; round++) {
        const { outcomes, seconds: took } = await atRate(
          jobs.slice(round * answersASecond * seconds, (round + 1) * answersASecond * seconds),
          answersASecond,
        )
        const { p99, good, errors } = judged(outcomes)
        figures.push({ p99, rate: good / took, errors })
      }
      const p99 = percentile(
        figures.map((figure) => figure.p99),
        0.5,
      )
      const rate = percentile(
        figures.map((figure) => figure.rate),
        0.5,
      )
      const errors = figures.reduce((sum, figure) => sum + figure.errors, 0)
      const missing = jobs.length - (await site.read.$count(answers))
      const during = await whileBackingUp(dataFolder, () =>
        atRate(
          Array.from({ length: calmly * seconds * 2 }, (_, at) => answer(jobs.length + at)),
          calmly,
        ),
      )
      const meanwhile = judged(during.outcomes)
      return [
        {
          what: `500 candidates answering, durable: p99, median of ${rounds} rounds`,
          figure: `${p99.toFixed(0)} ms, ${errors} errors, ${missing} missing`,
          budget: '≤ 50 ms, 0 errors',
          ok: p99 <= 50 && errors === 0 && missing === 0,
        },
        {
          what: `500 candidates answering, durable: rate, median of ${rounds} rounds`,
          figure: `${rate.toFixed(0)} answers/s`,
          budget: '≥ 1500 answers/s',
          ok: rate >= 1500,
        },
        {
          what: `${calmly} answers a second while backups are made: p99`,
          figure: `${meanwhile.p99.toFixed(0)} ms, ${meanwhile.errors} errors, ${during.backups} backups`,
          budget: '≤ 50 ms, 0 errors',
          ok: meanwhile.p99 <= 50 && meanwhile.errors === 0 && during.backups > 0,
        },
      ]
    } finally {
      await server.kill()
    }
  })

/** 2,000 phones open the exam within 60 seconds: its page, the start, the sheet. */
export const benchOpening = ({ phones = 2000, within = 60 } = {}) =>
  withSite(async (site, dataFolder): Promise<Row[]> => {
    const { examId, candidates } = await aHallFull(site, phones)
    const server = await startServer({ dataFolder })
    try {
      const times: number[] = []
      let errors = 0
      const step = async (expected: number, reply: Promise<Reply>) => {
        const { status, milliseconds } = await reply
        times.push(milliseconds)
        if (status !== expected) errors += 1
      }
      const open =
        ({ cookie }: (typeof candidates)[number]) =>
        async () => {
          await step(200, send(server, 'GET', `/exams/${examId}`, cookie))
          const begun = performance.now()
          const opened = await fetch(`${server.origin}/exams/${examId}`, {
            method: 'POST',
            redirect: 'manual',
            headers: { cookie, origin: server.origin, 'content-type': 'application/x-www-form-urlencoded' },
            body: 'begin=1',
          })
          times.push(performance.now() - begun)
          const sheet = opened.headers.get('location')
          if (opened.status !== 302 || !sheet) errors += 1
          else await step(200, send(server, 'GET', sheet, cookie))
        }
      await open(candidates[0]!)()
      times.length = 0
      const { outcomes } = await atRate(candidates.slice(1).map(open), phones / within)
      errors += outcomes.filter(({ status }) => status === 'rejected').length
      const p99 = percentile(times, 0.99)
      return [
        {
          what: `${phones} phones open the exam within ${within} s: p99`,
          figure: `${p99.toFixed(0)} ms, ${errors} errors`,
          budget: '≤ 300 ms, 0 errors',
          ok: p99 <= 300 && errors === 0,
        },
      ]
    } finally {
      await server.kill()
    }
  })

const formType = 'application/x-www-form-urlencoded'
const sheetIn = new RegExp(`id="${workflowPage.drawnFrom}">(.*?)</script>`, 's')

interface DrawnSheet {
  view: { questions: { id: string; options: { key: string }[] }[] }
}

/**
 * Whole exams, from the page before it to the result: twenty questions, each answer sent by itself and acknowledged from
 * disk before the next, by so many candidates at once.
 */
export const benchWholeExams = ({ exams = 400, together = 16 } = {}) =>
  withSite(async (site, dataFolder): Promise<Row[]> => {
    const { examId, candidates } = await aHallFull(site, exams + together, { single: 8, multiple: 6, trueFalse: 6 })
    const server = await startServer({ dataFolder })
    const timesOf = new Map<string, number[]>()
    const step = async (name: string, expected: number, asked: Promise<Reply>) => {
      const reply = await asked
      if (reply.status !== expected) throw new Error(`${name}: ${reply.status} ${reply.body.slice(0, 200)}`)
      const times = timesOf.get(name) ?? []
      times.push(reply.milliseconds)
      timesOf.set(name, times)
      return reply
    }
    const sit = async (cookie: string) => {
      await step('exam page', 200, send(server, 'GET', `/exams/${examId}`, cookie))
      const { location } = await step('start', 302, send(server, 'POST', `/exams/${examId}`, cookie, 'begin=1', formType))
      const { body } = await step('sheet', 200, send(server, 'GET', location, cookie))
      const { view } = JSON.parse(sheetIn.exec(body)![1]!) as DrawnSheet
      for (const [at, { id, options }] of view.questions.entries()) {
        const given = { device: 'bench-phone', sequence: at + 1, questionId: id, chosen: [options[0]!.key], elapsed: at * 10 }
        await step('answer', 200, send(server, 'POST', `${location}/answers`, cookie, JSON.stringify({ answers: [given] })))
      }
      const handed = await step('hand in', 302, send(server, 'POST', location, cookie, 'handIn=yes', formType))
      await step('result', 200, send(server, 'GET', handed.location, cookie))
    }
    const sitAll = async (seats: typeof candidates) => {
      const waiting = [...seats]
      const seat = async () => {
        for (let next = waiting.pop(); next; next = waiting.pop()) await sit(next.cookie)
      }
      await Promise.all(Array.from({ length: together }, seat))
    }
    try {
      await sitAll(candidates.slice(0, together)) // warm-up
      timesOf.clear()
      const begun = performance.now()
      await sitAll(candidates.slice(together))
      const rate = exams / ((performance.now() - begun) / 1000)
      const medians = [...timesOf].map(([name, times]) => `${name} ${percentile(times, 0.5).toFixed(0)}`).join(', ')
      return [
        {
          what: `whole exams of 20 questions, ${together} at once, durable (medians in ms: ${medians})`,
          figure: `${rate.toFixed(1)} a second`,
          budget: '≥ 100 a second',
          ok: rate >= 100,
        },
      ]
    } finally {
      await server.kill()
    }
  })

if (process.argv[1]?.endsWith('bench/exams.ts')) {
  const wanted = process.argv[2]
  const groups = { answers: benchAnswers, opening: benchOpening, whole: benchWholeExams }
  for (const [name, measure] of Object.entries(groups)) if (!wanted || wanted === name) for (const row of await measure()) console.log(row)
  agent.destroy()
}
