// What Remix's plugin gives where the screens are asked for by this name.
declare module 'virtual:remix/server-build' {
  export * from '@remix-run/dev/server-build'
}
