const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\r': '&#13;'
}
// Characters that no page can show: a parser drops or replaces them.
// eslint-disable-next-line no-control-regex
const unshowable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

/** Text for HTML, within elements and quoted attributes alike. */
export function escapeHtml(text: string): string {
  return text.replace(unshowable, '').replace(/[&<>"'\r]/g, (character) => entities[character] ?? character)
}

/** ` name="value"` for each attribute that has one; true gives the bare name, an empty text is kept (`alt=""`). */
export function attributes(values: Record<string, string | number | boolean | null | undefined>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== null && value !== undefined && value !== false)
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`))
    .join('')
}

/** JSON that can stand inside a script element: no `</script`, no `<!--`, no line separators. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
}
