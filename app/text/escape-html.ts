// Text inside HTML.

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' }

/** Escapes text for HTML as React does, in an attribute or between tags. */
export const escapeHtml = (value: string | number) => String(value).replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)
