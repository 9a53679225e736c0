// Conditions that must hold before the server can start; a failure is reported in one sentence.
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import type { RequestListener, Server } from 'node:http'
import { formatFault } from '#app/cli/answer.ts'
import { findDemoFault } from '#app/demo/county.server.ts'
import { findSettingsFault } from '#app/modules/operations/operations.server.ts'
import { loadProgramme } from '#app/programme/programme.server.ts'
import { type Environment, readSettings } from '#app/settings.server.ts'
import { openSite } from '#app/site.server.ts'
import type { Site } from '#app/site.ts'
import { renderPlainHtml } from '../plain-page.ts'
import { standaloneHeaders } from './security.ts'
import { listen } from './listen.ts'

const minNodeVersion = [20, 19] as const

/** Returns what prevents the start, in one sentence; null if nothing does. */
export function findStartupFault({ node = process.versions.node, environment }: { node?: string; environment?: Environment } = {}):
  string | null {
  const [major = 0, minor = 0] = node.split('.').map(Number)
  if (major < minNodeVersion[0] || (major === minNodeVersion[0] && minor < minNodeVersion[1]))
    return `Node.js 的版本是 ${node}，太旧了：请安装 ${minNodeVersion.join('.')} 或更新的版本。`
  const wrong = findSettingsFault(environment)
  if (wrong) return wrong
  const { dataFolder: folder, programmeFile } = readSettings(environment)
  try {
    loadProgramme(programmeFile)
  } catch (fault) {
    return formatFault(fault)
  }
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 }) // as openSite would: only the owner may read what is in it
    accessSync(folder, constants.W_OK | constants.R_OK)
    if (existsSync(`${folder}/tidui.db`)) accessSync(`${folder}/tidui.db`, constants.W_OK)
  } catch {
    return `数据文件夹 ${folder} 不能写入：请改权限，或用 TIDUI_DATA 指定别的文件夹。`
  }
  return null
}

/** Formats the message for a server that could not listen. */
export function formatListenFault(fault: NodeJS.ErrnoException, port: number, host = '') {
  if (fault.code === 'EADDRINUSE') return `端口 ${port} 已被占用：请停掉占用它的程序，或用 PORT 换一个，例如 PORT=3001。`
  if (fault.code === 'EADDRNOTAVAIL' || fault.code === 'ENOTFOUND')
    return `监听地址「${host}」不是这台机器的：请改 TIDUI_HOST，例如 127.0.0.1。`
  if (fault.code === 'EACCES') return `没有权限使用端口 ${port}：请用 PORT 换一个大于 1024 的。`
  return `不能在端口 ${port} 上提供服务：${fault.message}`
}

function exitWith(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

/** Opens the installation and its key; on failure prints one sentence and exits. */
export function openSiteOrExit(mode: Site['mode']): Site {
  const inTheWay = findStartupFault() ?? (mode === 'demo' ? findDemoFault(readSettings().programmeFile) : null)
  if (inTheWay) exitWith(inTheWay)
  try {
    const site = openSite({ mode, hold: 'serve' })
    return site.keys && site
  } catch (fault) {
    return exitWith(formatFault(fault))
  }
}

/** Wraps the application: until it is ready, clients are told to wait, and nothing can be written into data that is still being loaded. */
export function withReadinessGate(application: RequestListener, isReady: () => boolean): RequestListener {
  return (request, response) => {
    if (isReady()) return application(request, response)
    response.writeHead(503, {
      ...standaloneHeaders(),
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Retry-After': '5',
      Refresh: '5',
    })
    response.end(renderPlainHtml({ title: '正在准备', sentence: '演示县正在装入，不到一分钟。请稍等，这一页会自己打开。' }))
  }
}

/**
 * Returns the address to listen on: `TIDUI_HOST`; otherwise only this machine if nobody outside should reach us
 * directly – behind a proxy, whose word about the client is trusted, and for a demo, whose passwords are public;
 * otherwise all addresses.
 */
export function hostToListenOn({ isDemo = false, host = readSettings().host, proxies = readSettings().proxies } = {}): string | undefined {
  return host || (isDemo || proxies > 0 ? '127.0.0.1' : undefined)
}

/** Listens on PORT, or 3000, and returns the server and its address; on failure prints one sentence and exits. */
export async function listenOrExit(application: RequestListener, { isDemo = false } = {}): Promise<{ server: Server; address: string }> {
  const { port } = readSettings()
  const host = hostToListenOn({ isDemo })
  const server = await listen(application, port, host).catch((fault: unknown) =>
    exitWith(formatListenFault(fault as NodeJS.ErrnoException, port, host)),
  )
  return { server, address: `http://localhost:${(server.address() as AddressInfo).port}` }
}
