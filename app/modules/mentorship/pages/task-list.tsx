// An owner's tasks, each as a card that links to the page where it is done.
import { formatLastDay, formatMoment, formatMonthAlone, formatTerm } from '#app/calendar.ts'
import { formatList } from '#app/modules/shops/shop.ts'
import { Empty } from '#app/ui/notice.tsx'
import type { MissingFact, Task } from '../owner.server.ts'

export interface TaskAddresses {
  wishes(round: string, shop: string): string
  pairing(pairing: string): string
  checkIn(pairing: string): string
  months(shop: string): string
  rating(shop: string): string
  shop(shop: string): string
}

const missingFactLabels: Record<MissingFact, string> = {
  needs: '想学什么',
  ships: '要发什么样的货',
  teaches: '会教什么',
  handles: '发过什么样的货',
  start: '帮扶以前卖多少',
}

function formatTask(task: Task) {
  const by = (moment: string) => formatTerm(new Date(moment))
  switch (task.kind) {
    case 'fill':
      return { title: '把店里的情况填全', line: `还没填：${formatList(task.missing.map((gap) => missingFactLabels[gap]))}。结对按这些来配` }
    case 'wishes':
      return task.given
        ? { title: '志愿填好了', line: task.until ? `${by(task.until)}都可以改` : '还可以改' }
        : { title: '请填结对志愿', line: `想和谁结对，最多选五家${task.until ? `，${by(task.until)}填` : ''}` }
    case 'answer':
      return { title: `和${task.with}结对，您同意吗？`, line: `请在${by(task.until)}答复，过期就不算了` }
    case 'checkIn':
      return {
        title: task.isLate ? `该说说和${task.with}的帮扶了` : `说说和${task.with}的帮扶`,
        line: `${task.isLate ? `${formatMoment(new Date(task.due))} 就该说了` : `${by(task.due)}说，不到一分钟`}${task.otherTold ? '；对方已经说了' : ''}`,
      }
    case 'assess':
      return { title: `这次帮扶怎么样？`, line: `和${task.with}结对期满，请在${by(task.until)}写几句` }
    case 'goal':
      return { title: task.title, line: `${formatLastDay(task.dueOn)}完成${task.isLate ? '，已经过了日子' : ''}；做到了就传凭据` }
    case 'month':
      return { title: `报${formatMonthAlone(task.month)}的销售数字`, line: '卖了多少、几单、用了几个人' }
    case 'appeal':
      return { title: '网店有了信用评级', line: `不同意，${by(task.until)}可以申诉` }
  }
}

function address(task: Task, to: TaskAddresses) {
  switch (task.kind) {
    case 'wishes':
      return to.wishes(task.roundId, task.shopId)
    case 'checkIn':
      return to.checkIn(task.pairingId)
    case 'month':
      return to.months(task.shopId)
    case 'fill':
      return to.shop(task.shopId)
    case 'appeal':
      return to.rating(task.shopId)
    case 'goal':
      return `${to.pairing(task.pairingId)}#${task.goal}`
    default:
      return to.pairing(task.pairingId)
  }
}

export function TaskList({ tasks, to }: { tasks: readonly Task[]; to: TaskAddresses }) {
  if (tasks.length === 0) return <Empty>现在没有要您办的事。</Empty>
  return (
    <ul className="list">
      {tasks.map((task) => {
        const { title, line } = formatTask(task)
        const href = address(task, to)
        return (
          <li key={`${task.kind} ${href}`}>
            <a className="card" href={href}>
              <strong>{title}</strong>
              <br />
              {line}
            </a>
          </li>
        )
      })}
    </ul>
  )
}
