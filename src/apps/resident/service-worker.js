// The phone app's own keeper: its script and style are kept, so that the page opens without network and on a slow one.
// It never keeps an answer of the server: what is shown without network is kept by the page, for one account (kept.ts).
const files = [
  /* the build writes the list of files here */
]
const version = '/* the build writes its hash here */'
const store = `doorstep-m-${version}`
const page = '/m/'
const networkPatienceMillis = 4000

self.addEventListener('install', event => {
  event.waitUntil(
    caches
      .open(store)
      .then(cache => cache.addAll([page, ...files]))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', event => {
  event.waitUntil(
    caches
      .keys()
      .then(names =>
        Promise.all(
          names.filter(name => name.startsWith('doorstep-m-') && name !== store).map(name => caches.delete(name)),
        ),
      )
      .then(() => self.clients.claim()),
  )
})

/** The page comes from the network while that answers in time; a new release is then seen at once. */
const openPage = async request => {
  const kept = await caches.match(page)
  if (!kept) return fetch(request)
  const late = new Promise(resolve => setTimeout(() => resolve(kept), networkPatienceMillis))
  return Promise.race([fetch(request).catch(() => kept), late])
}

self.addEventListener('fetch', event => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin || !url.pathname.startsWith('/m/')) return
  if (request.mode === 'navigate') event.respondWith(openPage(request))
  else if (url.pathname.startsWith('/m/assets/'))
    // A file's name holds its hash: what is kept under it never changes.
    event.respondWith(caches.match(request).then(kept => kept || fetch(request)))
})
