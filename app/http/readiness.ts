// What must be right before the server can start, each said in one sentence.
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'

const oldestNode = [20, 19] as const

/** What stands in the way of starting, in one sentence; null if nothing does. */
export function obstacle({ node = process.versions.node, dataFolder = process.env.TIDUI_DATA ?? 'data', port = process.env.PORT ?? '3000', address = process.env.TIDUI_ADDRESS ?? '' } = {}): string | null {
  const [major = 0, minor = 0] = node.split('.').map(Number)
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) return `Node.js 的版本是 ${node}，太旧了：请安装 ${oldestNode.join('.')} 或更新的版本。`
  if (!/^\d+$/.test(port) || Number(port) > 65535) return `端口「${port}」不对：PORT 应是 0 到 65535 之间的数。`
  if (address && !/^https?:\/\/[^/]+\/?$/.test(address)) return `公开地址「${address}」不对：TIDUI_ADDRESS 应写成 https://学习.某县.cn 这样，后面不带路径。`
  const folder = resolve(dataFolder)
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK | constants.R_OK)
    if (existsSync(`${folder}/tidui.db`)) accessSync(`${folder}/tidui.db`, constants.W_OK)
  } catch {
    return `数据文件夹 ${folder} 不能写入：请改权限，或用 TIDUI_DATA 指定别的文件夹。`
  }
  return null
}

/** The sentence for a server that could not listen. */
export function sayListenFault(fault: NodeJS.ErrnoException, port: number) {
  if (fault.code === 'EADDRINUSE') return `端口 ${port} 已被占用：请停掉占用它的程序，或用 PORT 换一个，例如 PORT=3001。`
  if (fault.code === 'EACCES') return `没有权限使用端口 ${port}：请用 PORT 换一个大于 1024 的。`
  return `不能在端口 ${port} 上提供服务：${fault.message}`
}
