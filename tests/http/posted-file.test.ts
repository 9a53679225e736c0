// Files that people choose, forget to choose, or choose though nothing is in them.
import { expect, test } from 'vitest'
import { getPostedFile, readPostedFiles } from '#app/http/bodies/posted-file.server.ts'

/** A form as it comes in, through the parser of requests. */
function posted(file: File) {
  const form = new FormData()
  form.set('file', file)
  return new Request('http://localhost/', { method: 'POST', body: form }).formData()
}

test('a file that was chosen is read, be it empty', async () => {
  const { fileName, bytes } = await getPostedFile(await posted(new File(['姓名'], '名单.csv')), '请选一个文件。')
  expect([fileName, bytes.toString()]).toEqual(['名单.csv', '姓名'])
  expect(await getPostedFile(await posted(new File([], '空.csv')), '请选一个文件。')).toEqual({
    fileName: '空.csv',
    bytes: Buffer.alloc(0),
  })
})

test('where no file was chosen, one is asked for', async () => {
  for (const form of [await posted(new File([], '')), new FormData()])
    await expect(getPostedFile(form, '请选一个文件。')).rejects.toMatchObject({ status: 422, fields: { file: ['请选一个文件。'] } })
})

test('the name of a file is made plain like what is typed: it is shown and kept', async () => {
  const form = await posted(new File(['x'], '价目\u202excod.\u0000\u200bdocx'))
  expect((await getPostedFile(form, '请选一个文件。')).fileName).toBe('价目xcod.docx')
  expect((await readPostedFiles(form)).map(({ fileName }) => fileName)).toEqual(['价目xcod.docx'])
})
