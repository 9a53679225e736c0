// A phone or computer in words, from the browser's `User-Agent`: enough to recognise one's own.

type Named = readonly [RegExp, string]

const systems: readonly Named[] = [
  [/HarmonyOS|OpenHarmony/i, '鸿蒙手机'],
  [/iPad/, 'iPad'],
  [/iPhone/, '苹果手机'],
  [/Android(?!.*Mobile)/, '安卓平板'],
  [/Android/, '安卓手机'],
  [/Windows/, 'Windows 电脑'],
  [/Macintosh/, '苹果电脑'],
  [/Linux|X11/, 'Linux 电脑'],
]

// The specific ones first: each also names Chrome or Safari.
const browsers: readonly Named[] = [
  [/MicroMessenger/i, '微信'],
  [/DingTalk/i, '钉钉'],
  [/MQQBrowser|QQ\//i, 'QQ'],
  [/UCBrowser|UCWEB/i, 'UC 浏览器'],
  [/HuaweiBrowser/i, '华为浏览器'],
  [/MiuiBrowser/i, '小米浏览器'],
  [/360SE|360EE|QihooBrowser/i, '360 浏览器'],
  [/Edg/, 'Edge'],
  [/Firefox|FxiOS/, '火狐'],
  [/Chrome|CriOS/, '谷歌浏览器'],
  [/Safari/, 'Safari'],
]

const findName = (names: readonly Named[], userAgent: string) => names.find(([sign]) => sign.test(userAgent))?.[1]

/** A `User-Agent` in words: 安卓手机，微信. */
export function describeDevice(userAgent: string): string {
  const shown = userAgent.slice(0, 500)
  return [findName(systems, shown), findName(browsers, shown)].filter(Boolean).join('，') || '不认识的设备'
}
