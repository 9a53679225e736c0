// The door: files are read and written in a thread, pictures included.
import { expect, test } from 'vitest'
import { readQuestions, writeQuestions, type QuestionToWrite } from '#app/importing/questions/questions.server.ts'
import { openThreads } from '#app/threads/threads.server.ts'
import { bare, png } from '#tests/support/question-files.ts'

const question = (at: number): QuestionToWrite => ({
  name: `第 ${at} 题`,
  kind: 'single',
  text: `看图 ![箱子](picture-1.png)，第 ${at} 个对不对？`,
  options: ['甲', '乙', '丙'].map((text, place) => ({ key: 'abc'.charAt(place), text })),
  correct: ['b'],
  explanation: '因为。',
  tags: [],
  pictures: [{ name: 'picture-1.png', bytes: Buffer.concat([png, Buffer.from([at % 256])]) }],
})

test('what is written in a thread is read in a thread', async () => {
  const threads = openThreads()
  try {
    const questions = Array.from({ length: 250 }, (_, at) => question(at))
    const { bytes, written } = await writeQuestions({ threads }, { owner: 'a', format: 'moodle-xml', questions })
    const read = await readQuestions({ threads }, { owner: 'a', bytes })
    expect([written, read.format]).toEqual([250, 'moodle-xml'])
    expect(read.questions.map(bare)).toEqual(questions)
    const refusal = { status: 422, message: expect.stringContaining('PDF') }
    await expect(readQuestions({ threads }, { owner: 'a', bytes: Buffer.from('%PDF') })).rejects.toMatchObject(refusal)
  } finally {
    await threads.close()
  }
})
