// A page for what is answered before the screens: it needs nothing but itself.
import type { Response } from 'express'

/** Answers with a heading and a sentence, both ours, and the way home. */
export function plainPage(response: Response, status: number, { title, sentence }: { title: string; sentence: string }) {
  response
    .status(status)
    .set('Cache-Control', 'no-store')
    .type('html')
    .send(
      `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · 梯队</title></head>` +
        `<body style="margin:2rem auto;max-width:34rem;padding:0 1rem;font:18px/1.7 system-ui,sans-serif;color:#1f2a24;background:#fbf9f3"><h1>${title}</h1><p>${sentence}</p><p><a href="/" style="color:#1d6147">回首页</a></p></body></html>`,
    )
}
