// The text of HTML as React writes it.

const signs: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'", '&amp;': '&' }

export const toText = (html: string) => html.replace(/<[^>]*>/g, '').replace(/&(lt|gt|quot|#x27|amp);/g, (sign) => signs[sign] ?? sign)
