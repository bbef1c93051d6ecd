/** Words that stand before a name in a picture's credit and are no part of it. */
const labels =
  /^(?:©|\(c\)|copyright|photo(?:s|graph|graphs|graphy|grafie|graphie|graphies)?|pictures?|image|bild(?:er)?|fotos?|fotograf(?:i|ía|ías)?|foto af|by|by:|von|par|por|av|de)(?![\p{L}\p{M}])[\s:.]*/iu

/**
 * The names that a picture's credit line puts together: "Photo: Ines Moreau/Harbour Gazette" → Ines Moreau, Harbour
 * Gazette. Labels go; nothing is guessed about who is a person and who a house.
 */
export function namesInCreditLine(line: string): string[] {
  const parts = line
    .split(
      /\s*(?:[/|;,\n•·]|\s[–—-]\s|\svia\s|\sfor\s|\sfür\s|\spour\s|\spara\s|\sand\s|\sund\s|\set\s|\sy\s|\sog\s|&)\s*/iu
    )
    .map(withoutLabels)
    .filter((part) => /\p{L}/u.test(part))
  return [...new Set(parts)]
}

function withoutLabels(part: string): string {
  let text = part.trim()
  for (let next = text.replace(labels, ''); next !== text; next = text.replace(labels, '')) text = next.trim()
  return text
    .replace(/^[("“]+|[)"”.]+$/gu, '')
    .replace(/^\d{4}\s+/, '')
    .trim()
}
