/** A picture of the site's library, as WordPress exports it: named, never fetched. */
export interface Attachment {
  id: string
  url: string
  caption: string
  alt: string
}

const attribute = (text: string, name: string) => new RegExp(`${name}\\s*=\\s*["']([^"']*)["']`).exec(text)?.[1] ?? ''
const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')

/**
 * What WordPress makes HTML of when it shows a post: shortcodes of captions, galleries and embeds, an address alone on a
 * line, and in copy without blocks the lines that stand for paragraphs.
 */
export function asHtml(content: string, attachments: Map<string, Attachment>): string {
  const html = content
    .replace(/\[(?:wp_)?caption([^\]]*)\]([\s\S]*?)\[\/(?:wp_)?caption\]/g, (_, given: string, inner: string) => {
      const [image = ''] = /^\s*(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*<\/a>)?/i.exec(inner) ?? []
      const words = inner.slice(image.length).trim() || attribute(given, 'caption')
      return `<figure>${image}<figcaption>${words}</figcaption></figure>`
    })
    .replace(/\[gallery([^\]]*)\]/g, (whole, given: string) => {
      const pictures = attribute(given, 'ids')
        .split(',')
        .map((id) => attachments.get(id.trim()))
        .filter((each) => each !== undefined)
      return pictures.length === 0 ? whole : `<figure class="gallery">${pictures.map(pictureHtml).join('')}</figure>`
    })
    .replace(/\[embed[^\]]*\]\s*(https?:[^\s[]+)\s*\[\/embed\]/g, '\n$1\n')
    .replace(/^[ \t]*(https?:\/\/[^\s<>"[\]]+)[ \t]*$/gm, '<p class="embed"><a href="$1">$1</a></p>')
  return /<!--\s*wp:|<p[\s>]/i.test(html.replaceAll('<p class="embed">', ''))
    ? html
    : html
        .replace(/\r\n?/g, '\n')
        .replace(/\n[ \t]*\n\s*/g, '<br><br>')
        .replace(/(?<!>)\n(?!\s*<(?:\/|ul|ol|li|table|tr|figure|blockquote|h\d|div|p)\b)/g, '<br>')
}

export function pictureHtml({ url, alt, caption }: Attachment): string {
  return `<figure><img src="${escaped(url)}" alt="${escaped(alt)}"><figcaption>${caption}</figcaption></figure>`
}
