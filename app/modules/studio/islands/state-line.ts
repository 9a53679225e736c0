// How it stands with what was written, and who else is there, in a line above the text.
import type { SavingState } from '../editor/saving.ts'
import { make } from './elements.ts'

const stateLabels: Record<Exclude<SavingState['kind'], 'refused'>, [words: string, kind: string]> = {
  saved: ['已保存', 'good'],
  typed: ['还没有存，马上自动存', 'busy'],
  sending: ['正在存', 'busy'],
  offline: ['没有网络，先存在这台电脑上', 'warn'],
  signedOut: ['登录过期了，先存在这台电脑上', 'warn'],
  choosing: ['同一段两个人都改了，请选一个', 'warn'],
}

export function createStateLine(element: HTMLElement) {
  const others = make('span', { className: 'soft' })
  element.before(others)
  const say = (words: string, kind = '') => {
    element.textContent = words
    element.className = `writing-state ${kind}`
  }
  return {
    say,
    tell: (state: SavingState) => {
      if (state.kind === 'refused') return say(state.message, 'warn')
      say(...stateLabels[state.kind])
      if (state.kind === 'signedOut') element.append(' ', make('a', { href: '/sign-in', target: '_blank', rel: 'noopener' }, '在旁边登录'))
    },
    tellOthers: (names: readonly string[]) => void (others.textContent = names.length > 0 ? `${names.join('、')}也在写` : ''),
  }
}
