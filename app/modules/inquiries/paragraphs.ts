// Text that was typed with line breaks, to be shown in paragraphs.

export const toParagraphs = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
