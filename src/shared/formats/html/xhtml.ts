import { allowedXml } from '../xml.ts'

/** The HTML of our own writers as XML: void elements closed, no character that XML has not. Their texts hold no `<` or `>`. */
export function xhtml(html: string): string {
  return allowedXml(html).replace(/<(br|hr|img)((?: [^<>]*)?)>/g, '<$1$2/>')
}
