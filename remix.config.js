// Remix's own options. Remix on Vite no longer reads this file by itself: vite.config.ts hands it over.
/** @type {import('@remix-run/dev').VitePluginConfig} */
export default {
  future: {
    v3_fetcherPersist: true,
    v3_lazyRouteDiscovery: true,
    v3_relativeSplatPath: true,
    v3_routeConfig: true, // app/routes.ts
    v3_singleFetch: true,
    v3_throwAbortReason: true,
  },
}
