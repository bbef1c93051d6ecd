import { expect, test } from 'vitest'
import { recogniseImage } from '#main/media/recognise.ts'
import { formats, joined, jpeg, pictureAs } from './made-pictures.ts'

test.each(formats)('a %s is known by its first bytes', async (format) => {
  expect(recogniseImage(await pictureAs(format))).toEqual({ ok: true, value: { mediaType: `image/${format}` } })
})

const ftyp = (...brands: string[]) =>
  joined(
    '\0\0\0',
    Uint8Array.of(16 + 4 * (brands.length - 1)),
    'ftyp',
    brands[0] ?? '',
    '\0\0\0\0',
    ...brands.slice(1),
    'mdat'
  )

test.each<[string, Uint8Array, RegExp]>([
  [
    'an SVG',
    joined('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'),
    /^SVG pictures can carry programs.* Save it as PNG or JPEG\.$/
  ],
  ['an SVG behind a comment', joined('\n<!-- drawn by hand -->\n<svg width="5">'), /^SVG/],
  ['a PDF', joined('%PDF-1.7\n'), /PDF/],
  ['a Photoshop file', joined('8BPS\0\x01'), /Photoshop/],
  ['a PostScript file', joined('%!PS-Adobe-3.0 EPSF-3.0'), /PostScript/],
  ['an EMF drawing', joined('\x01\0\0\0', Buffer.alloc(36), ' EMF\0\0'), /EMF/],
  ['a WMF drawing', Uint8Array.of(0xd7, 0xcd, 0xc6, 0x9a, 0, 0), /WMF/],
  ['a BMP', joined('BM\x36\0\0\0'), /BMP/],
  ['a web page', joined('  <!DOCTYPE html><html><body><img src="x.jpg">'), /web page/],
  ['a zip', joined('PK\x03\x04\x14\0'), /zip/],
  ['an old Word document', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), /document/],
  ['a text', joined('Dear editor, the picture follows.\n'), /text file/],
  ['a HEIC', ftyp('heic', 'mif1', 'heic'), /HEIC/],
  ['a film', ftyp('isom', 'mp42'), /film/],
  ['a Canon raw file', joined('II*\0\x10\0\0\0CR\x02\0', Buffer.alloc(32)), /raw/],
  [
    'a raw file whose first picture is a thumbnail',
    joined('II*\0\x08\0\0\0\x01\0\xfe\0\x04\0\x01\0\0\0\x01\0\0\0', Buffer.alloc(8)),
    /raw/
  ],
  ['nothing', new Uint8Array(), /empty/],
  ['anything else', Uint8Array.of(9, 8, 7, 0, 6, 5), /not a picture that Copydesk knows/]
])('%s is refused in a whole plain sentence', (_, bytes, message) => {
  const result = recogniseImage(bytes)
  expect(result).toMatchObject({ ok: false, error: { message: expect.stringMatching(message) as unknown } })
  expect(!result.ok && result.error.message).toMatch(/^[A-Z].*\.$/)
})

test.each(['\n', '<html>', 'GIF', '%PDF-1.4\n', '\0\0\0\0'])('a JPEG behind %j is refused', async (junk) => {
  expect(recogniseImage(joined(junk, await jpeg()))).toMatchObject({ ok: false, error: { code: 'unsupported' } })
})

test('a beginning cut anywhere is refused or known, never thrown over', async () => {
  for (const format of formats) {
    const bytes = await pictureAs(format)
    for (let length = 0; length < 64; length++)
      expect(typeof recogniseImage(bytes.subarray(0, length)).ok).toBe('boolean')
  }
})
