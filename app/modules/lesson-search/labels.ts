// Chinese words for what is found.
import type { PassageKind } from './passages.ts'

export const passageKindLabels: Record<PassageKind, string> = { lesson: '课', section: '小节', word: '词', question: '试题' }
