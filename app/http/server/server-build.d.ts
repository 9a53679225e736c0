// What Remix's plugin provides when the routes are imported by this name.
declare module 'virtual:remix/server-build' {
  export * from '@remix-run/dev/server-build'
}
