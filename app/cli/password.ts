// A password on standard input: as an argument it would be visible to everybody on the machine in the list of
// processes, and stay in the shell's history.
import type { ReadStream } from 'node:tty'
import { Refusal } from '#app/refusal.ts'

/** More than any password has (fields.ts), and the most that is read. */
const maxPasswordBytes = 1_000

/**
 * Returns the first line of standard input. Refuses with 422 if there is none, if it is too long, and at a terminal,
 * which would show it.
 */
export async function readPassword(input: NodeJS.ReadableStream & Pick<ReadStream, 'isTTY'> = process.stdin): Promise<string> {
  if (input.isTTY) throw new Refusal(422, '请把密码从文件或管道送进来，例如在命令后面写 < 密码文件：直接打字会显示在屏幕上。')
  let text = ''
  input.setEncoding('utf8')
  for await (const piece of input) {
    text += String(piece)
    if (text.includes('\n') || text.length > maxPasswordBytes) break
  }
  const [line = ''] = text.split(/\r?\n/)
  if (line === '') throw new Refusal(422, '标准输入里没有密码：密码应写在第一行。')
  if (line.length > maxPasswordBytes) throw new Refusal(422, '标准输入的第一行太长，不是密码。')
  return line
}
