// Choosing a picture of the version by how it looks, or one of the computer.
import { button, make } from '../elements.ts'
import type { Uploaded } from './upload.ts'

export interface Pictures {
  /** The names of the course's pictures, sounds and videos; what is added comes to them. */
  files: string[]
  addressOf: (file: string) => string
  upload: (file: File) => Promise<Uploaded>
}

const isPicture = (name: string) => /\.(svg|jpg|png|webp)$/.test(name)

/** Thumbnails below a list of names: pressing one chooses it in the list. Null if the list is not of pictures. */
export function showThumbnails(
  select: HTMLSelectElement,
  endings: readonly string[],
  { files, addressOf, upload }: Pictures,
): HTMLElement | null {
  if (!endings.some((ending) => isPicture(`a.${ending}`))) return null
  const choose = (name: string) => {
    select.value = name
    select.dispatchEvent(new Event('input', { bubbles: true }))
    mark()
  }
  const grid = make('div', { className: 'thumbnails', role: 'group', 'aria-label': '课程里的图' })
  const add = (name: string) => grid.append(button('', () => choose(name), { 'aria-label': name, title: name, 'data-file': name }))
  const mark = () => {
    for (const one of grid.querySelectorAll<HTMLElement>('[data-file]')) {
      const { file = '' } = one.dataset
      one.setAttribute('aria-pressed', String(file === select.value))
      if (one.childElementCount === 0) one.append(make('img', { src: addressOf(file), alt: '', loading: 'lazy' }))
    }
  }
  const fitting = (name: string) => endings.some((ending) => name.endsWith(`.${ending}`)) && isPicture(name)
  for (const name of files.filter(fitting)) add(name)
  const status = make('span', { role: 'status', className: 'soft' })
  const input = make('input', { type: 'file', accept: 'image/*', hidden: true })
  input.addEventListener('change', () => {
    const [file] = input.files ?? []
    input.value = ''
    if (!file) return
    status.textContent = '正在传……'
    void upload(file).then((answer) => {
      status.textContent = 'name' in answer ? `传好了：${answer.name}` : answer.fault
      if (!('name' in answer)) return
      if (!fitting(answer.name)) return void (status.textContent = `放进课程了：${answer.name}。这里用不了这种文件。`)
      select.append(make('option', { value: answer.name }, answer.name))
      add(answer.name)
      choose(answer.name)
    })
  })
  select.addEventListener('change', mark)
  mark()
  return make(
    'div',
    { className: 'picture-choice' },
    grid,
    input,
    button('从电脑里选一张…', () => input.click(), { className: 'button plain' }),
    status,
  )
}
