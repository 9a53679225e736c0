// Pages made by the worker itself while offline, in place of the browser's own error page.
import { isCachedPath } from './cached-paths.ts'

/** The main pages and their titles. */
const mainPages = [
  { path: '/', title: '学习' },
  { path: '/class', title: '我的班' },
  { path: '/exams', title: '考试' },
  { path: '/certificates', title: '证书' },
  { path: '/shop', title: '我的店' },
  { path: '/follow-ups', title: '回访' },
]

const style =
  'body{font:20px/1.7 sans-serif;margin:0;padding:1.2em;background:#fbf8f1;color:#1f2a24}a{display:block;padding:.8em 1em;margin:.6em 0;min-height:60px;box-sizing:border-box;background:#fff;border:2px solid #1d6147;border-radius:12px;color:#1d6147;font-weight:700;text-decoration:none}ul{list-style:none;padding:0}'
/** In the text size chosen on this phone: uses `readTextSize`, because the page has no scripts to load. */
const sized =
  'var c=document.cookie,m=c.match(/(?:^|;\\s*)__Host-text=(\\d\\d)/)||c.match(/(?:^|;\\s*)text=(\\d\\d)/);if(m&&/22|26|30/.test(m[1]))document.body.style.fontSize=m[1]+"px"'

function page(title: string, body: string) {
  const html = `<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style><body><script>${sized}</script><main><h1>${title}</h1>${body}</main></body></html>`
  return new Response(html, { status: 503, headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}

const linksTo = (pages: readonly { path: string; title: string }[]) =>
  `<ul>${pages.map(({ path, title }) => `<li><a href="${path}">${title}</a></li>`).join('')}</ul>`

/** The cached pages of the phone's owner. */
export interface CachedPages {
  /** The paths of all cached pages. */
  kept: readonly string[]
  lessons: readonly { path: string; title: string }[]
}

/** Lists the pages that can be opened. */
function renderOffered({ kept, lessons }: CachedPages) {
  const main = mainPages.filter(({ path }) => kept.includes(path))
  return `${main.length > 0 ? `<h2>存下的页，现在就能看</h2>${linksTo(main)}` : ''}${lessons.length > 0 ? `<h2>存下的课，现在就能看</h2>${linksTo(lessons)}` : ''}`
}

/**
 * Renders the page for a path without a cached copy: offers other cached pages. It promises caching only for pages that
 * are cached, and only if the phone has an owner's pages.
 */
export function renderNoCopyPage(path: string, phone: CachedPages) {
  const isSomebodys = phone.kept.length > 0
  const said = !isCachedPath(path)
    ? '要有网才能看。'
    : isSomebodys
      ? '还没存到手机里。有网的时候打开一次，以后没网也能看。'
      : '还没存到手机里，要有网才能看。'
  return page('没有网', `<p>这一页${said}</p><p><a href="">再试一次</a></p>${renderOffered(phone)}`)
}

/** Renders the page for a form that was posted while offline. What was filled in is still there only if its page is cached. */
export function renderNotSentPage({ to, from }: { to: string; from: string }, phone: CachedPages) {
  const isThere = phone.kept.includes(from)
  const said =
    to === '/sign-out'
      ? `还没有退出登录：要有网才能退出。${phone.kept.length > 0 ? '存下的都还在。' : ''}`
      : isThere
        ? '刚才的没有发出去。按返回键，填过的还在；有网了再按一次。'
        : '刚才的没有发出去。那一页没有存在手机里，有网了请再填一次。'
  const links = renderOffered(phone)
  return page('没有网', `<p>${said}</p>${links || '<p><a href="/">回首页</a></p>'}`)
}

/** Adds a line to a cached copy that says so. */
export async function addCachedNotice(kept: Response) {
  const html = (await kept.text()).replace(
    /<main[^>]*>/,
    '$&<p class="notice warn" role="status" data-kept-copy>没有网，您看的是存下的页面。</p>',
  )
  return new Response(html, { status: 200, headers: kept.headers })
}
