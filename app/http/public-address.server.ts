// The address by which the world outside reaches us: for what is printed, and scanned by somebody else's phone.
import { readSettings } from '#app/settings.server.ts'

/**
 * The whole address of a path. An office prints over its own network, under a name that no phone outside can open, so
 * `TIDUI_ADDRESS` says the public one; without it, the address by which this very page was asked for.
 */
export const toPublicUrl = (request: Request, path: string) => new URL(path, readSettings().address ?? request.url).href
