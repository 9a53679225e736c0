// Vite builds the screens; the same file tells Vitest where the rules are tested.
import { vitePlugin as remix } from '@remix-run/dev'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { precompressFiles } from '#app/http/server/precompressed-files.ts'
import remixConfig from './remix.config.js'

/** Packs what browsers will fetch, once it is all written: the browser's part is built first, the server's last. */
const packing = (): Plugin => {
  let isLast = false
  return {
    name: 'tidui-packing',
    apply: 'build',
    configResolved: ({ build }) => void (isLast = !!build.ssr),
    closeBundle: () => void (isLast && precompressFiles('build/client')),
  }
}

/**
 * Builds the server's own program together with its screens, so that its process holds each module once: a class, a cache,
 * a table of what is under way. Remix's plugin would build the screens alone, and for browsers' JavaScript.
 */
const withServer = (): Plugin => ({
  name: 'tidui-server',
  apply: 'build',
  config: (_config, { isSsrBuild }) =>
    isSsrBuild
      ? {
          build: {
            target: 'node20',
            rollupOptions: {
              input: { index: 'virtual:remix/server-build', application: 'app/http/server/server.ts', serve: 'app/http/server/serve.ts' },
              output: { entryFileNames: '[name].js' },
            },
          },
        }
      : undefined,
})

export default defineConfig(({ mode }) => ({
  // Remix's refresh preamble breaks tests that render components, so the plugin stays out of them.
  plugins: [mode !== 'test' && [remix(remixConfig), withServer(), packing()]],
  build: { target: 'es2020', assetsInlineLimit: 0, reportCompressedSize: false },
  optimizeDeps: { noDiscovery: true, include: [] }, // what wakes in the browser is built by `build:islands`
  ssr: { external: ['mdx-bundler', 'esbuild', '@node-rs/argon2'] },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**', 'node_modules/**'],
    // By itself Vitest leaves one core to the terminal; there are two.
    maxWorkers: 2,
    // Each test has a site of its own, so the files share what they load: it is the half of a short file's time.
    isolate: false,
    // The built screens are loaded as they are: their source maps are too large to be looked for in each fault's stack.
    server: { deps: { external: [/\/build\/server\//] } },
    // A limit for what hangs, not for what is slow: a test that is cut off goes on beside the next ones, which then fail with it.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    env: { TIDUI_LOG: 'error' },
    setupFiles: ['tests/support/fail-on-console-error.ts'],
    reporters: ['default', './tests/support/slowest-tests.ts', './tests/support/coverage-by-folder.ts'],
    coverage: { include: ['app/**/*.{ts,tsx}', 'db/**/*.ts'], reporter: ['html'], reportsDirectory: 'build/coverage' },
  },
}))
