// The address of a shop or of goods, as somebody pasted it. It is shown, and never fetched.
import { maxLinkLength } from './limits.ts'

/** What apps put around an address when something is shared: the address is in the middle of it. */
const shared = /https?:\/\/[^\s"'<>《》「」【】“”，。！？；、）)]+/i

/** Returns the address in what was pasted, or the sentence that says what is wrong with it. */
export function parseLink(pasted: string): { link: string } | { fault: string } {
  const address = shared.exec(pasted)?.[0] ?? pasted.trim()
  if (address.length > maxLinkLength) return { fault: `网址太长，最多 ${maxLinkLength} 个字。请在店里点“分享”，再复制链接。` }
  if (/^http:/i.test(address)) return { fault: '网址要用 https:// 开头。请在店里点“分享”，再复制链接。' }
  if (!/^https:\/\//i.test(address) || !URL.canParse(address))
    return { fault: '这不是网址。网址用 https:// 开头，请在店里点“分享”，再复制链接。' }
  const { hostname, username, password, href } = new URL(address)
  if (username || password) return { fault: '网址里不能带用户名和密码。请在店里点“分享”，再复制链接。' }
  // A name that everybody can look up: no address of a device, and nothing inside our own network.
  if (!/^(?=.{4,253}$)([a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62}$/i.test(hostname) || /\.(local|internal|localhost)$/i.test(hostname))
    return { fault: '这个网址别人打不开。请在店里点“分享”，再复制链接。' }
  if (href.length > maxLinkLength) return { fault: `网址太长，最多 ${maxLinkLength} 个字。请在店里点“分享”，再复制链接。` }
  return { link: href }
}
