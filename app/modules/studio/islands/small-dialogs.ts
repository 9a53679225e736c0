// The forms of links and tables.
import { escapeText } from '../editor/component-values.ts'
import { writeTable } from '../editor/table-values.ts'
import { button, labelled, make, setFault } from './elements.ts'
import { openFormDialog } from './form-dialog.ts'

/** Whether a lesson may lead there: a page over https, a page of ours, or a mailbox. */
const isAddress = (address: string) => /^(https:\/\/[^\s/@]+(\/\S*)?|mailto:\S+@\S+|\/[^\s/\\]\S*)$/.test(address)

/** People leave out what stands before an address. */
const completeAddress = (typed: string) =>
  /^(www\.|[\w-]+\.(com|cn|org|net|gov))/i.test(typed) ? `https://${typed}` : typed.replace(/^http:\/\//i, 'https://')

const escapeAddress = (address: string) =>
  address.replace(/[()\s<>]/g, (sign) => encodeURIComponent(sign).replace('(', '%28').replace(')', '%29'))

export function openLinkDialog({ text, address, done }: { text: string; address: string; done: (written: string) => void }) {
  const words = make('input', { type: 'text', value: text })
  const to = make('input', { type: 'text', value: address, inputMode: 'url', autocomplete: 'off' })
  openFormDialog({
    title: '链接',
    done: '放进去',
    fields: make('div', {}, labelled('显示的字', words), labelled('网址', to, '例如 https://www.gov.cn')),
    submit: () => {
      const complete = completeAddress(to.value.trim())
      setFault(words, words.value.trim() === '' ? '请写显示的字，读的人才知道点了去哪里。' : null)
      setFault(to, isAddress(complete) ? null : '这个网址不能用，要以 https:// 开头。')
      if (words.value.trim() === '' || !isAddress(complete)) return false
      done(`[${escapeText(words.value.trim()).replace(/[[\]]/g, '\\$&')}](${escapeAddress(complete)})`)
      return true
    },
  })
}

export function openTableDialog({ cells, before, done }: { cells: string[][]; before: string | null; done: (written: string) => void }) {
  const grid = cells.map((row) => [...row])
  const table = make('table')
  const fault = make('p', { className: 'wide-error', role: 'alert' })
  const renew = () =>
    table.replaceChildren(
      ...grid.map((row, nth) =>
        make(
          'tr',
          {},
          ...row.map((cell, at) =>
            make(
              nth === 0 ? 'th' : 'td',
              {},
              make('input', {
                type: 'text',
                value: cell,
                'aria-label': nth === 0 ? `第 ${at + 1} 列的名字` : `第 ${nth} 行第 ${at + 1} 列`,
                oninput: (event: Event) => (row[at] = (event.target as HTMLInputElement).value),
              }),
            ),
          ),
        ),
      ),
    )
  renew()
  const change = (label: string, work: () => void) =>
    button(
      label,
      () => {
        work()
        renew()
      },
      { className: 'button plain' },
    )
  openFormDialog({
    title: '表格',
    hint: '第一行是每一列的名字；空着的行和列会去掉。',
    done: before === null ? '放进去' : '改好了',
    fields: make(
      'div',
      {},
      fault,
      make('div', { className: 'cells' }, table),
      make(
        'div',
        { className: 'row' },
        change('＋ 加一行', () => grid.push((grid[0] ?? []).map(() => ''))),
        change('＋ 加一列', () => grid.forEach((row) => row.push(''))),
      ),
    ),
    submit: () => {
      const isEmpty =
        (grid[0] ?? []).every((cell) => cell.trim() === '') || grid.slice(1).every((row) => row.every((cell) => cell.trim() === ''))
      fault.textContent = isEmpty ? '请写每一列的名字，再至少写一行。' : ''
      if (isEmpty) return false
      done(writeTable(grid, before))
      return true
    },
  })
}
