// `npm start` and `npm run demo`: what has to be set before the server's modules are loaded. React reads NODE_ENV when
// it is loaded, and is twice as slow without it.
process.env.NODE_ENV ??= 'production'
await import(new URL('../server/serve.js', import.meta.url).href)
