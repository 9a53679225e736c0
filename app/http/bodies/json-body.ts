// Parses JSON bodies: their length is limited by the table of limits, and their depth here.

/** Our own batches nest four deep. */
const deepest = 12

/** Returns the value, or undefined if it is no JSON or nests too deeply. */
export function parseJson(text: string): unknown {
  if (depthOf(text) > deepest) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Computes how deep brackets nest, in one pass and without building anything. Brackets inside strings do not count. */
function depthOf(text: string) {
  let depth = 0
  let most = 0
  let isText = false
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    if (isText) {
      if (sign === 92)
        at++ // a backslash and the character that it escapes
      else if (sign === 34) isText = false
    } else if (sign === 34) isText = true
    else if (sign === 91 || sign === 123) most = Math.max(most, ++depth)
    else if (sign === 93 || sign === 125) depth--
  }
  return most
}
