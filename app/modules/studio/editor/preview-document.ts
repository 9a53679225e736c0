// The lesson as a phone shows it, as a document of its own: without scripts, in a frame of 360 pixels.

import type { ReadingRule } from '#app/lesson/reading-check/findings.ts'
import { escapeHtml } from '#app/text/escape-html.ts'

/** What is wrong with a lesson, or could be better, at its place. */
export interface PlacedReason {
  line: number
  column?: number | undefined
  /** In Chinese, with what to do. */
  reason: string
  mend?: { from: number; to: number; insert: string; label: string } | undefined
}

/** What readers would stumble over: a rule, and what it is about. */
export interface PlacedFinding extends PlacedReason {
  rule: ReadingRule
  what: string
}

/** A lesson as it would look, and what is wrong with it. */
export interface Preview {
  title: string
  /** Null as long as something keeps it from being shown. */
  html: string | null
  /** What keeps it from review, although it may be shown. */
  problems: PlacedReason[]
  /** What the author should check, although it can be shown. */
  remarks: PlacedReason[]
  /** What readers would stumble over. */
  findings: PlacedFinding[]
}

export interface PreviewParts {
  /** Null: only what stands under a title. */
  title: string | null
  /** Compiled, and so harmless; empty if something keeps it from being shown, null if it is not there yet. */
  html: string | null
  /** The addresses of the styles that lessons have. */
  styles: readonly string[]
}

/** What is in the frame's `main`. */
export const previewBodyOf = ({ title, html }: Pick<PreviewParts, 'title' | 'html'>) =>
  !html
    ? `<p>${html === null ? '正在排版……过几秒还没有，请刷新这一页。' : '改好“要改的地方”，这里就有样子了。'}</p>`
    : `<article class="lesson">${title === null ? '' : `<h1>${escapeHtml(title)}</h1>`}<div>${html}</div></article>`

export const previewDocumentOf = ({ styles, ...lesson }: PreviewParts) =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>手机上的样子</title>${styles
    .map((href) => `<link rel="stylesheet" href="${escapeHtml(href)}">`)
    .join('')}</head><body><div class="phone"><main class="phone-main">${previewBodyOf(lesson)}</main></div></body></html>`
