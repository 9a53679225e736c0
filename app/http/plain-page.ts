// A self-contained page for responses that come before the routes.
import type { Response } from 'express'

interface PlainContent {
  title: string
  sentence: string
  /** Where home is, if not here. */
  home?: string | undefined
}

/** Renders a heading and a sentence, both ours, and a link home. */
export const renderPlainHtml = ({ title, sentence, home = '/' }: PlainContent) =>
  `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · 梯队</title></head>` +
  `<body style="margin:2rem auto;max-width:34rem;padding:0 1rem;font:18px/1.7 system-ui,sans-serif;color:#1f2a24;background:#fbf9f3"><h1>${title}</h1><p>${sentence}</p><p><a href="${home}" style="color:#1d6147">回首页</a></p></body></html>`

export const sendPlainPage = (response: Response, status: number, content: PlainContent) =>
  void response.status(status).set('Cache-Control', 'no-store').type('html').send(renderPlainHtml(content))
