// Starts a thread from the sources, in development and in tests. The loader that `--import tsx` sets up for the main
// thread does not apply to other threads.
import { register } from 'tsx/esm/api'

register()
await import('./thread.ts')
