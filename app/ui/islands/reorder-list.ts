// Lists whose order is changed by dragging, or by the arrow keys on a handle. The new order is posted by the list's own form; without a
// script its buttons do the same.

/** Announces to screen readers what happened, and shows it. */
function createStatus(list: HTMLElement) {
  const status = document.createElement('p')
  status.className = 'soft reorder-status'
  status.setAttribute('role', 'status')
  list.after(status)
  return (words: string) => void (status.textContent = words)
}

/** Posts the form as it stands. Posts follow one another, so that the last order is the one that stays. */
function createSaver(form: HTMLFormElement, say: (words: string) => void) {
  let last: Promise<void> = Promise.resolve()
  const post = async () => {
    const body = new URLSearchParams([...new FormData(form)].map(([name, value]): [string, string] => [name, String(value)]))
    const answer = await fetch(form.action, { method: 'POST', body }).catch(() => null)
    say(answer?.ok ? '新的次序存好了。' : '次序没有存上，请刷新页面再试。')
  }
  return () => (last = last.then(post))
}

function setUpList(list: HTMLElement, form: HTMLFormElement) {
  const say = createStatus(list)
  const save = createSaver(form, say)
  const items = () => [...list.querySelectorAll<HTMLElement>(':scope > [data-reorder-label]')]
  const place = (item: HTMLElement) => items().indexOf(item)
  const formatMove = (item: HTMLElement) =>
    say(`${item.dataset.reorderLabel ?? ''}：现在是第 ${place(item) + 1} 个，共 ${items().length} 个。`)

  function moveBy(item: HTMLElement, step: number) {
    const other = items()[place(item) + step]
    if (!other) return
    if (step < 0) other.before(item)
    else other.after(item)
    item.querySelector<HTMLElement>('.reorder-handle')?.focus()
    formatMove(item)
    void save()
  }

  /** Puts the dragged item where the pointer is. The others move around it: an item that is moved itself loses the pointer. */
  function follow(item: HTMLElement, y: number) {
    for (const other of items()) {
      if (other === item) continue
      const { top, height } = other.getBoundingClientRect()
      if (y > top && y < top + height) {
        const [from, to] = [place(item), place(other)]
        if (to < from) item.after(...items().slice(to, from))
        else item.before(...items().slice(from + 1, to + 1))
        return
      }
    }
  }

  function addHandle(item: HTMLElement) {
    const handle = document.createElement('button')
    handle.type = 'button'
    handle.className = 'reorder-handle'
    handle.textContent = '⠿'
    handle.title = '拖动，或按上下键，改变次序'
    handle.setAttribute('aria-label', `${item.dataset.reorderLabel ?? ''}：拖动，或按上下键，改变次序`)
    handle.addEventListener('keydown', (event) => {
      const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
      if (step === 0) return
      event.preventDefault()
      moveBy(item, step)
    })
    handle.addEventListener('pointerdown', (down) => {
      const before = place(item)
      handle.setPointerCapture(down.pointerId)
      item.classList.add('dragged')
      const move = (event: PointerEvent) => follow(item, event.clientY)
      const end = () => {
        handle.removeEventListener('pointermove', move)
        item.classList.remove('dragged')
        if (place(item) === before) return
        formatMove(item)
        void save()
      }
      handle.addEventListener('pointermove', move)
      handle.addEventListener('lostpointercapture', end, { once: true })
    })
    item.prepend(handle)
  }
  for (const item of items()) addHandle(item)
}

/** Sets up each list with `data-reorder`; of its items those with `data-reorder-label` move. */
export function setUpReorderLists() {
  for (const list of document.querySelectorAll<HTMLElement>('[data-reorder]')) {
    const form = list.closest('form')
    if (form) setUpList(list, form)
  }
}
