// The address by which the outside world reaches the server: for what is printed and scanned with another phone.
import { readSettings } from '#app/settings.server.ts'

/**
 * Returns the absolute URL of a path. An office prints over its own network, under a name that no phone outside can
 * open, so `TIDUI_ADDRESS` gives the public address; without it, the address of this request is used.
 */
export const toPublicUrl = (request: Request, path: string) => new URL(path, readSettings().address ?? request.url).href
