// Sends a picture or another file to the version, and says in Chinese what became of it.
import { inNameOfPage } from '../in-name-of.ts'

/** `ends`: what would come behind it will not come either. */
export type Uploaded = { name: string } | { fault: string; ends?: boolean }

/** Somewhat less than a body may have. */
const maxBytes = 13_500_000

/** `tooLarge`: what to do with a file that is. */
export function createUpload(address: string, tooLarge: string) {
  return async (file: File): Promise<Uploaded> => {
    if (file.size > maxBytes) return { fault: `它有 ${Math.ceil(file.size / 1e6)} MB，最多 13 MB。${tooLarge}` }
    const form = new FormData()
    form.append('file', file, file.name || 'pasted.png')
    let answer: Response
    try {
      answer = await fetch(inNameOfPage(address), { method: 'POST', body: form, headers: { Accept: 'application/json' } })
    } catch {
      return { fault: '网断了，没有传上去。等有网了再试一次。', ends: true }
    }
    if (answer.status === 401 || answer.redirected) return { fault: '登录过期了。请在另一个窗口登录，再试一次。', ends: true }
    const told = (await answer.json().catch(() => ({}))) as { name?: string; message?: string }
    return answer.ok && told.name ? { name: told.name } : { fault: told.message ?? '没有传上去，请再试一次。' }
  }
}

/** The pictures of the version whose file is open at a path; what is sent comes to them. */
export function createPictures(path: string, files: string[]) {
  const version = path.replace(/\/files\/[^/]+$/, '')
  const send = createUpload(`${version}/upload`, '请先缩小，或者截成图再放。')
  return {
    files,
    addressOf: (file: string) => `${version}/media/${encodeURIComponent(file)}`,
    upload: async (file: File): Promise<Uploaded> => {
      const answer = await send(file)
      if ('name' in answer) files.push(answer.name)
      return answer
    },
  }
}
