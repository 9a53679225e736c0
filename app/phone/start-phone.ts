// What every trainee page does on the phone: sends everything that waits for the account, says which exam sheets are
// still here, and what needs a network, and caches the pages that are needed offline.
import type { WaitingSheet } from '#app/modules/exams/sitting/stored-sheet.ts'
import { listWaitingSheets } from '#app/modules/exams/sitting/stored-sheet.ts'
import { registerSync } from './background.ts'
import { cacheForOffline } from './cache-pages.ts'
import { tellWhatNeedsNetwork } from './needs-network.ts'
import { isReload } from './reload.ts'
import { sendEverything } from './send-everything.ts'
import { setUpTextSizeForm } from './text-size.ts'

const firstPause = 5000
const maxPause = 60_000

interface Choices {
  account: string
  keep: readonly string[]
  /** The page sends learning progress itself. */
  hasProgressSender?: boolean
  /** The page sends forms itself. */
  hasFormSender?: boolean
}

export function startPhone({ account, keep, hasProgressSender = false, hasFormSender = false }: Choices) {
  let pause = firstPause
  let timer: ReturnType<typeof setTimeout> | undefined
  let underWay = false

  async function send() {
    if (underWay) return
    underWay = true
    clearTimeout(timer)
    const before = await listWaitingSheets(account)
    showSheets(before)
    const { sheets, waiting } = await sendEverything(account, { progress: !hasProgressSender, forms: !hasFormSender })
    underWay = false
    showSheets(sheets)
    // The page was rendered before the sheet arrived, so its exam status is outdated.
    if (!isReload() && sheets.some(({ status, attemptId }) => status === 'sent' && isShown(attemptId))) return location.reload()
    if (waiting === 0) return
    registerSync(account)
    timer = setTimeout(() => void send(), pause)
    pause = Math.min(maxPause, pause * 2)
  }
  const retry = () => {
    pause = firstPause
    void send()
  }
  addEventListener('online', retry)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && retry())
  setUpTextSizeForm()
  tellWhatNeedsNetwork()
  void send()
  cacheForOffline(account, keep)
}

const findElementsAbout = () => [...document.querySelectorAll<HTMLElement>('[data-attempts]')]
const idsOf = (element: HTMLElement) => element.dataset.attempts!.split(' ')
const isShown = (attemptId: string) => findElementsAbout().some((element) => idsOf(element).includes(attemptId))

/** Describes what of a sheet is still on this phone. */
function formatWaiting({ status, handIn, answers }: WaitingSheet) {
  const what = handIn ? '有一份答卷还在手机里' : `有一份答卷的 ${answers} 条答案还在手机里`
  if (status === 'refused') return `${what}，没有收下。请打开看看。`
  if (status === 'signedOut') return `${what}，登录后会自动交。`
  return `${what}，有网会自动交。交上去才知道结果，先不要再考。`
}

/** Lists the waiting sheets, and removes what must not be done meanwhile: `data-exam` and `data-attempts` name the sheets that prevent it. */
function showSheets(sheets: readonly WaitingSheet[]) {
  const waiting = sheets.filter(({ status }) => status !== 'sent')
  for (const element of findElementsAbout()) {
    const ids = idsOf(element)
    element.hidden = waiting.some(
      ({ attemptId, examId, status, handIn }) =>
        status !== 'refused' &&
        (handIn
          ? ids.includes(attemptId) || examId === element.dataset.exam
          : ids.includes(attemptId) && element.dataset.ongoing !== attemptId),
    )
    element.dataset.judged = ''
  }
  const place = document.getElementById('waiting-sheets')
  if (!place) return
  place.textContent = ''
  for (const sheet of waiting) {
    const notice = document.createElement('p')
    notice.className = 'notice warn'
    const link = document.createElement('a')
    link.href = `/attempts/${sheet.attemptId}`
    link.textContent = '打开这份答卷'
    notice.append(formatWaiting(sheet), ' ', link)
    place.append(notice)
  }
}
