// Chromium as the stories and benches use it: a small phone or a desk, without what headless machines do not have.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'

/** The names it goes by; the shell is the same engine without a window to draw, and spares the processor a fifth. As in `.ci/browser`. */
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome']
const executablePath =
  process.env.CHROMIUM ??
  names.flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name))).find(existsSync)

/** The phone that everything must look right on. */
export const phone = { width: 360, height: 740 }
/** The desk that its pages are made for first. */
export const desk = { width: 1366, height: 768 }

export const launchChromium = (more: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    ...(executablePath && { executablePath }),
    args: [
      ...more,
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })

interface Choices {
  origin: string
  /** As `createSession` gives it. */
  cookie?: string
  scripts?: boolean
  /** Keep the service worker out where a test looks at the network itself. */
  worker?: boolean
}

/** A phone of its own, signed in if a session's cookie is given. */
export const aPhone = (browser: Browser, choices: Choices) => aScreen(browser, phone, choices)

/** A desk of its own, likewise. */
export const aDesk = (browser: Browser, choices: Choices) => aScreen(browser, desk, choices)

async function aScreen(
  browser: Browser,
  viewport: typeof desk,
  { origin, cookie, scripts = true, worker = true }: Choices,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport,
    locale: 'zh-CN',
    javaScriptEnabled: scripts,
    serviceWorkers: worker ? 'allow' : 'block',
  })
  if (cookie) {
    const [name, value] = cookie.split(';')[0]!.split('=')
    await context.addCookies([{ name: name!, value: value!, url: origin }])
  }
  return context
}
