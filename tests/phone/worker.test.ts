// The service worker by itself: whose pages it shows, what it keeps, and what it says without a network.
import { afterEach, expect, test, vi } from 'vitest'
import { aWorker, leadingElsewhere, ours, portal } from '#tests/support/phone-worker.ts'

const lesson = '/courses/tea/one'
const aPage = (heading: string, more = '') => `<html>${more}<body><main><h1>${heading}</h1></main></body></html>`

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.resetModules() // test files share what they load: the next must not find this phone's
})

/** A phone on which somebody has read, and which then has lost its network. */
async function aReader(account = 'hers') {
  const phone = await aWorker({ '/': ours(aPage('学习')), [lesson]: ours(aPage('摘茶')), '/class': ours(aPage('我的班')) })
  await phone.keep(account, ['/', lesson, '/class'])
  for (const path of Object.keys(phone.network)) phone.network[path] = 'cut'
  return phone
}

const textOf = async (answer: Promise<Response> | null) => (await answer!).text()
const isKeptCopy = async (answer: Promise<Response> | null) => (await textOf(answer)).includes('data-kept-copy')

test('what was read is there without a network, and says that it is a kept copy', async () => {
  const phone = await aReader()
  const text = await textOf(phone.open(lesson).answer)
  expect(text).toContain('摘茶')
  expect(text).toContain('没有网，您看的是存下的页面。')
})

test('on a shared phone one account’s pages make way for the other’s, and are never shown to her', async () => {
  const phone = await aReader('hers')
  phone.network['/class'] = ours(aPage('她的班'))
  await phone.keep('another’s', ['/class'])
  expect(phone.names()).toEqual(['assets-1', 'pages-another’s'])
  phone.network['/class'] = 'cut'
  expect(await textOf(phone.open('/class').answer)).toContain('她的班')
  expect((await phone.open(lesson).answer!).status).toBe(503)
})

test.each(['/sign-in', '/sign-out', '/s/k2abcd', '/set-up/k2'])(
  'once a form to %s has led elsewhere nothing kept is shown, until a page of the same account asks',
  async (path) => {
    const phone = await aReader('hers')
    phone.network[path] = leadingElsewhere()
    await phone.post(path).answer
    expect(await isKeptCopy(phone.open(lesson).answer)).toBe(false)
    await phone.keep('hers', [])
    expect(await isKeptCopy(phone.open(lesson).answer)).toBe(true)
  },
)

test('a wrong PIN, no network, or a form that changes nobody closes nothing', async () => {
  const phone = await aReader()
  phone.network['/sign-in'] = ours('PIN 不对', { status: 422 })
  await phone.post('/sign-in').answer
  phone.network['/sign-in'] = 'cut'
  await phone.post('/sign-in').answer
  phone.network['/wishes/new'] = leadingElsewhere()
  await phone.post('/wishes/new').answer
  expect(await isKeptCopy(phone.open(lesson).answer)).toBe(true)
})

test('where there is no room even to note that the pages are closed, they go', async () => {
  const phone = await aReader('hers')
  phone.network['/sign-out'] = leadingElsewhere()
  phone.state.health = 'full'
  await phone.post('/sign-out').answer
  expect(phone.names()).toEqual(['assets-1'])
})

test('the server’s own page after signing out drops the pages; a hotel’s in its place does not', async () => {
  const phone = await aReader('hers')
  phone.network['/sign-in?out'] = portal()
  const first = phone.open('/sign-in?out')
  await first.answer
  await first.done()
  expect(phone.pathsIn('pages-hers')).toEqual(['/', '/class', lesson])
  phone.network['/sign-in?out'] = ours('已经退出')
  const second = phone.open('/sign-in?out')
  await second.answer
  await second.done()
  expect(phone.pathsIn('pages-hers')).toBe(null)
})

test('only what the server itself has answered whole is kept, and a hotel’s answer is not shown over a kept page', async () => {
  const phone = await aReader()
  phone.network[lesson] = portal()
  const opened = phone.open(lesson)
  expect(await isKeptCopy(opened.answer)).toBe(true)
  await opened.done()
  phone.network['/exams'] = portal()
  phone.network['/certificates'] = ours('坏了', { status: 500 })
  await phone.keep('hers', ['/exams', '/certificates'])
  expect(phone.pathsIn('pages-hers')).toEqual(['/', '/class', lesson])
  phone.network[lesson] = 'cut'
  expect(await textOf(phone.open(lesson).answer)).toContain('摘茶')
})

test('where nothing is kept a hotel’s answer is let through, so that people can sign in there', async () => {
  const phone = await aReader()
  phone.network['/exams'] = portal()
  expect(await textOf(phone.open('/exams').answer)).toContain('请登录')
})

test.each([500, 502, 503])('where the server says %i the kept copy is shown; where it refuses, its refusal is', async (status) => {
  const phone = await aReader()
  phone.network['/class'] = ours('坏了', { status })
  expect(await isKeptCopy(phone.open('/class').answer)).toBe(true)
  phone.network['/class'] = ours('这不归您管', { status: 403 })
  expect(await textOf(phone.open('/class').answer)).toBe('这不归您管')
})

test('an answer of our own that leads elsewhere is followed; a hotel’s is not', async () => {
  const phone = await aReader()
  /** The worker is not told where it leads, and asks once more. */
  const leadTo = (page: Response) => {
    const replies = [leadingElsewhere(), page]
    phone.network['/class'] = () => replies.shift()!
  }
  leadTo(ours('请登录'))
  expect((await phone.open('/class').answer!).type).toBe('opaqueredirect')
  leadTo(portal())
  expect(await isKeptCopy(phone.open('/class').answer)).toBe(true)
})

test('with the phone full, pages come from the network as ever and what was kept before stays', async () => {
  const phone = await aReader()
  phone.state.health = 'full'
  phone.network[lesson] = ours(aPage('摘茶，新的'))
  phone.network['/exams'] = ours(aPage('考试'))
  const opened = phone.open(lesson)
  expect(await textOf(opened.answer)).toContain('摘茶，新的')
  await opened.done()
  await phone.keep('hers', ['/exams'])
  for (const path of [lesson, '/exams']) phone.network[path] = 'cut'
  const kept = await textOf(phone.open(lesson).answer)
  expect(kept).toContain('摘茶')
  expect(kept).not.toContain('新的')
  expect(phone.pathsIn('pages-hers')).toEqual(['/', '/class', lesson])
})

test('a store that never answers keeps a page up for no more than two seconds', async () => {
  const phone = await aReader()
  phone.network[lesson] = ours(aPage('摘茶，新的'))
  phone.state.health = 'hangs'
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  let text = ''
  void textOf(phone.open(lesson).answer).then((read) => (text = read))
  await vi.advanceTimersByTimeAsync(2_000)
  await vi.waitFor(() => expect(text).toContain('摘茶，新的'))
})

test.each([
  [lesson, 1_000],
  ['/class', 4_000],
])('while the network is silent, %s comes from the phone after %i milliseconds, and what arrives later is kept', async (path, patience) => {
  const phone = await aReader()
  let arrive: (answer: Response) => void = () => undefined
  vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => (arrive = resolve)))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  let text = ''
  const opened = phone.open(path)
  void textOf(opened.answer).then((read) => (text = read))
  await vi.advanceTimersByTimeAsync(patience - 1)
  expect(text).toBe('')
  await vi.advanceTimersByTimeAsync(1)
  await vi.waitFor(() => expect(text).toContain('data-kept-copy'))
  arrive(ours(aPage('来晚了')))
  await opened.done()
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
  expect(await textOf(phone.open(path).answer)).toContain('来晚了')
})

test('where nothing is kept a silent network is waited for 25 seconds, and then what is kept is offered by name', async () => {
  const phone = await aReader()
  phone.network['/courses/tea/two'] = 'silent'
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  let text = ''
  void textOf(phone.open('/courses/tea/two').answer).then((read) => (text = read))
  await vi.advanceTimersByTimeAsync(24_999)
  expect(text).toBe('')
  await vi.advanceTimersByTimeAsync(1)
  await vi.waitFor(() => expect(text).toContain('摘茶'))
})

test('a page says by itself what waits on it: an exam’s sheet comes exactly as it was drawn', async () => {
  const sheet = aPage('试卷')
  const phone = await aWorker({ '/attempts/k2': ours(sheet) })
  await phone.keep('hers', ['/attempts/k2'])
  phone.network['/attempts/k2'] = 'cut'
  expect(await textOf(phone.open('/attempts/k2').answer)).toBe(sheet)
})

test('an owner’s first page only leads to her shop: without a network the kept shop is shown', async () => {
  const phone = await aWorker({ '/shop': ours(aPage('我的店')) })
  await phone.keep('hers', ['/shop'])
  const answer = await phone.open('/').answer!
  expect([answer.status, answer.headers.get('Location')]).toEqual([302, '/shop'])
})

test('a lesson that is kept is not fetched again on anybody’s data plan; other pages are after ten minutes, or when told', async () => {
  const phone = await aWorker({ [lesson]: () => ours(aPage('摘茶')), '/class': () => ours(aPage('我的班')) })
  const fetched = () => phone.asked.splice(0).map(({ path }) => path)
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2019-03-04T01:00:00Z') })
  await phone.keep('hers', [lesson, '/class'])
  expect(fetched()).toEqual([lesson, '/class'])
  vi.setSystemTime('2019-03-04T01:09:59Z')
  await phone.keep('hers', [lesson, '/class'])
  expect(fetched()).toEqual([])
  vi.setSystemTime('2019-03-04T01:10:00Z')
  await phone.keep('hers', [lesson, '/class'])
  expect(fetched()).toEqual(['/class'])
  await phone.keep('hers', [lesson, '/class'], true)
  expect(fetched()).toEqual(['/class'])
})

test('a page is kept with its styles, or not at all', async () => {
  const styled = aPage('学习', '<link rel="stylesheet" href="/assets/new.css">')
  const phone = await aWorker({ '/': ours(styled) })
  await phone.keep('hers', ['/'])
  expect(phone.pathsIn('pages-hers')).toEqual([])
  phone.network['/assets/new.css'] = ours('main{}')
  await phone.keep('hers', ['/'])
  expect([phone.pathsIn('pages-hers'), phone.pathsIn('assets-1')]).toEqual([['/'], ['/assets/new.css']])
  phone.network['/assets/new.css'] = 'cut'
  expect(await textOf(phone.load('/assets/new.css').answer)).toBe('main{}')
})

test('a new version of the worker takes over at once and drops what no kept page needs any more', async () => {
  const phone = await aWorker({
    '/': ours(aPage('学习', '<link rel="stylesheet" href="/assets/page.css"><script src="/islands/phone.js?v=1"></script>')),
    '/assets/page.css': ours('main{background:url(/pictures/tea.svg)}'),
    '/islands/phone.js?v=1': ours('import "./shared.js"'),
    '/islands/shared.js': ours('0'),
    '/pictures/tea.svg': ours('<svg/>'),
    '/assets/old.css': ours('old'),
  })
  for (const path of ['/islands/shared.js', '/pictures/tea.svg', '/assets/old.css']) {
    const loaded = phone.load(path)
    await loaded.answer
    await loaded.done()
  }
  phone.happen('install', {})
  expect(phone.skipWaiting).toHaveBeenCalledTimes(1)
  const opened = await phone.caches.open('pages-hers')
  const page = phone.network['/'] as Response
  await opened.put('/', page.clone())
  for (const path of ['/assets/page.css', '/islands/phone.js?v=1']) {
    const loaded = phone.load(path)
    await loaded.answer
    await loaded.done()
  }
  await phone.happen('activate', {}).done()
  expect(phone.claim).toHaveBeenCalledTimes(1)
  expect(phone.pathsIn('assets-1')).toEqual(['/assets/page.css', '/islands/phone.js?v=1', '/islands/shared.js', '/pictures/tea.svg'])
  expect(phone.pathsIn('pages-hers')).toEqual(['/'])
})

test('a form that nobody took is said to be unsent, and whether what was filled in is still there', async () => {
  const phone = await aReader()
  const said = async (to: string, from: string) => {
    const answer = await phone.post(to, { from }).answer!
    return [answer.status, /刚才的没有发出去。[^<]*|还没有退出登录[^<]*/.exec(await answer.text())![0]]
  }
  expect(await said('/class', '/class')).toEqual([503, '刚才的没有发出去。按返回键，填过的还在；有网了再按一次。'])
  expect(await said('/lookup', '/lookup')).toEqual([503, '刚才的没有发出去。那一页没有存在手机里，有网了请再填一次。'])
  expect(await said('/sign-out', '/')).toEqual([503, '还没有退出登录：要有网才能退出。存下的都还在。'])
})

test('desks, files and other sites are left to the browser', async () => {
  const phone = await aReader()
  const answers = [phone.post('/desk/rosters'), phone.open('/guide.pdf'), phone.load('/progress'), phone.load('/healthz')].map(
    ({ answer }) => answer,
  )
  expect(answers).toEqual([null, null, null, null])
  expect(
    phone.happen('fetch', { request: { url: 'https://elsewhere.example/', method: 'GET', mode: 'navigate', referrer: '' } }).answer,
  ).toBe(null)
})

test('a page of a desk is never kept, and shows nothing of a phone’s owner without a network', async () => {
  const phone = await aReader()
  const answer = phone.open('/desk/cohorts').answer
  const text = await textOf(answer)
  expect(text).toContain('没有网')
  expect(text).not.toContain('摘茶')
})

const aForm = (key: string) => ({ key, to: '/pairings/p/messages', words: '留言', fields: [] as [string, string][] })

test('when the network returns the worker sends what waits for the account that is named, and tells the open pages', async () => {
  const phone = await aWorker({ '/pairings/p/messages': () => Response.json({ saved: true }) })
  const { openForms } = await import('#app/phone/stored-forms.ts')
  await openForms('hers').put('1', aForm('1'))
  await openForms('another’s').put('2', aForm('2'))
  await phone.happen('sync', { tag: 'waiting/hers' }).done()
  expect(phone.asked).toEqual([{ path: '/pairings/p/messages', method: 'POST' }])
  expect(phone.told).toEqual([{ delivered: 'hers' }])
  expect([(await openForms('hers').all()).length, (await openForms('another’s').all()).length]).toEqual([0, 1])
})

test('what does not go through is left for the browser to try again; a tag of somebody else’s does nothing', async () => {
  const phone = await aWorker({ '/pairings/p/messages': ours('', { status: 503 }) })
  const { openForms } = await import('#app/phone/stored-forms.ts')
  await openForms('hers').put('1', aForm('1'))
  await expect(phone.happen('sync', { tag: 'waiting/hers' }).done()).rejects.toThrow('something waits still')
  expect([phone.told, (await openForms('hers').all()).length]).toEqual([[], 1])
  phone.asked.splice(0)
  await phone.happen('sync', { tag: 'other' }).done()
  expect(phone.asked).toEqual([])
})

const photograph = (ending: string) => `/media/tea/${'0f'.repeat(12)}-${ending}`
const sound = `/media/tea/${'1e'.repeat(12)}.mp3`
const video = `/media/tea/${'2d'.repeat(12)}.mp4`
const handout = `/media/tea/${'4b'.repeat(12)}.pdf`
const illustrated = aPage(
  '摘茶',
  `<picture><source srcset="${photograph('360-1.avif')} 360w, ${photograph('720-1.avif')} 720w"><img src="${photograph('360-1.jpg')}"></picture><audio src="${sound}"></audio><video src="${video}" poster="${photograph('360-1.jpg')}"></video><a href="${handout}" download="价目表.pdf">下载</a>`,
)
const illustratedNetwork = () => ({
  [lesson]: ours(illustrated),
  [photograph('360-1.jpg')]: ours('jpeg'),
  [photograph('720-1.avif')]: ours('avif'),
  [sound]: ours('0123456789'),
  [video]: ours('video'),
  [handout]: ours('%PDF-1.7'),
})

/** Somebody opens the lesson, and all that the worker does about it is done. */
async function openedWhole(phone: Awaited<ReturnType<typeof aWorker>>) {
  const { answer, done } = phone.open(lesson)
  await answer
  await done()
}

test('of a lesson kept in advance the photographs are kept, in one form; its sounds once it is opened; a video or document never', async () => {
  const phone = await aWorker(illustratedNetwork())
  await phone.keep('hers', [lesson])
  expect(phone.pathsIn('assets-1')).toEqual([photograph('360-1.jpg')])
  await openedWhole(phone)
  expect(phone.pathsIn('assets-1')).toEqual([photograph('360-1.jpg'), sound])
  await phone.keep('hers', [video, handout])
  expect(phone.pathsIn('assets-1')).toEqual([photograph('360-1.jpg'), sound])
  expect(phone.load(video).answer).toBeNull()
  expect(phone.load(handout).answer).toBeNull()
})

test('what the page has loaded of a photograph is not fetched again in another form', async () => {
  const phone = await aWorker(illustratedNetwork())
  await phone.keep('hers', [photograph('720-1.avif'), lesson])
  expect(phone.pathsIn('assets-1')).toEqual([photograph('720-1.avif')])
  expect(phone.asked.map(({ path }) => path)).not.toContain(photograph('360-1.jpg'))
})

test('without a network any kept form of a photograph is shown, and a player gets the part of a sound that it asks for', async () => {
  const phone = await aWorker(illustratedNetwork())
  await phone.keep('hers', [lesson])
  await openedWhole(phone)
  for (const path of Object.keys(phone.network)) phone.network[path] = 'cut'
  expect(await textOf(phone.load(photograph('720-1.webp')).answer)).toBe('jpeg')
  const part = await phone.load(sound, { range: 'bytes=3-5' }).answer!
  expect([part.status, part.headers.get('Content-Range'), await part.text()]).toEqual([206, 'bytes 3-5/10', '345'])
  expect(await (await phone.load(sound).answer!).text()).toBe('0123456789')
  expect((await phone.load(sound, { range: 'bytes=10-' }).answer!).status).toBe(416)
  await expect(phone.load(`/media/tea/${'3c'.repeat(12)}-360-1.jpg`).answer).rejects.toThrow()
})

test('a part of a sound is not kept as if it were the whole', async () => {
  const phone = await aWorker({ ...illustratedNetwork(), [sound]: ours('345', { status: 206 }) })
  await phone.keep('hers', [lesson])
  const { answer, done } = phone.load(sound, { range: 'bytes=3-5' })
  expect((await answer!).status).toBe(206)
  await done()
  expect(phone.pathsIn('assets-1')).toEqual([photograph('360-1.jpg')])
})
