/** Attributes in a block's comment, as WordPress spells them: nothing in them can end the comment or begin a shortcode. */
export function blockAttributes(values: Record<string, unknown>): string {
  if (Object.keys(values).length === 0) return ''
  const json = JSON.stringify(values).replace(/\\"/g, '\\u0022').replace(/--/g, '\\u002d\\u002d')
  return ` ${json.replace(/[<>&[\]\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}`
}

/** HTML that WordPress shows as it stands: no shortcode begins in it. */
export function withoutShortcodes(html: string): string {
  return html.replaceAll('[', '&#91;')
}

/** An address in the copy that WordPress leaves as words: alone in a paragraph it would put what is found there in its place. */
export function withoutEmbeds(html: string): string {
  return html.replace(/(https?):(?=\/\/)/gi, '$1&#58;')
}
