// `audit verify` in sentences: what the ledger (db/ledger/README.md) finds wrong.
import { formatMoment } from '#app/calendar.ts'
import type { Site } from '#app/site.ts'
import type { LedgerFault } from '#db/ledger/fault.ts'
import { type Head, formatHead } from '#db/ledger/verify.ts'

export interface AuditTrail {
  entries: number
  events: number
  /** The head, which stands for the whole trail up to now; see `--head`. */
  head: string
  /** The first fault, in a sentence; null if there is none. */
  broken: string | null
  /** The first entry walked: not 1 if a noted head let the walk begin later. */
  from: number
  /** Number of entries that are older than the ledger, and not protected by a key. */
  unkeyed: number
}

/**
 * Walks the chain of audit entries, and compares workflow events and the rows of every watched table with it.
 * `notedHead` is a head that an earlier verification printed and somebody stored elsewhere: it must still be in the
 * chain, and everything before it is skipped. Refuses with 409 if the key is missing.
 */
export function verifyAudit(site: Pick<Site, 'verify'>, choices: { notedHead?: string; notedHeads?: readonly Head[] } = {}): AuditTrail {
  const { entries, events, head, fault, from, keyedSince } = site.verify(choices)
  return {
    entries,
    events,
    head: formatHead(head),
    broken: fault && formatLedgerFault(fault),
    from,
    unkeyed: from > 1 ? 0 : (keyedSince?.sequence ?? entries + 1) - 1,
  }
}

const eventFaults = { differs: '和审计记录不符。', missing: '不见了。', unconnected: '和它前面的事件接不上。' }

/** Formats a fault of the ledger. */
function formatLedgerFault(fault: LedgerFault): string {
  switch (fault.kind) {
    case 'entry':
      return `第 ${fault.sequence} 条审计记录被改过，或它前面少了记录。`
    case 'unkeyed':
      return `第 ${fault.sequence} 条审计记录没有密钥的印记：它不是系统写下的。`
    case 'cutOff':
      return `第 ${fault.after} 条审计记录后面少了 ${fault.missing} 条。`
    case 'headLost':
      return `早先记下的链头 ${fault.head} 不在审计链里：它之前的记录被重写过，或后来的被截掉了。`
    case 'totals':
      return `第 ${fault.sequence} 条审计记录的合计和它前面的记录不符。`
    case 'event':
      return `流程 ${fault.workflowId} 的第 ${fault.version} 个事件${eventFaults[fault.what]}`
    case 'astray':
      return `流程 ${fault.workflowId} 现在的状态和它的最后一个事件不符。`
    case 'triggers':
      return `数据库里的触发器被改过：${fault.names.join('、')}。`
    case 'rows':
      return fault.tables.map(formatTableFault).join('')
  }
}

function formatTableFault({ table, strange, lost, isTooLarge }: Extract<LedgerFault, { kind: 'rows' }>['tables'][number]) {
  const which = [
    ...(strange.length > 0 ? [`这些行不是系统写下的样子：${strange.join('、')}`] : []),
    ...lost.map(({ sequence, at, actor }) => `第 ${sequence} 条审计记录（${formatMoment(new Date(at))}，${actor}）写下的行不见了或被改过`),
    ...(isTooLarge ? ['行数太多，没有逐行查'] : []),
  ]
  return `表 ${table} 的内容和审计记录不符${which.length > 0 ? `（${which.join('；')}）` : ''}。`
}
