// The address under which everybody's phones open the server: a scheme, a host, perhaps a port, and nothing more.

/** Whether a text is one; with a name and password before the host, or a backslash that browsers read as a path, it is none. */
export function isPublicOrigin(text: string): boolean {
  if (!/^https?:\/\/[^/?#@\\\s]+$/i.test(text) || !URL.canParse(text)) return false
  const { pathname, username, password } = new URL(text)
  return pathname === '/' && username === '' && password === ''
}
