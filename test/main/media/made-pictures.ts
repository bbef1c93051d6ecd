import sharp, { type Sharp } from 'sharp'

/** A picture with something to see: noise, so that no two rows are alike and nothing packs to nothing. */
export function noise(width: number, height: number): Sharp {
  return sharp({
    create: { width, height, channels: 3, background: '#808080', noise: { type: 'gaussian', mean: 128, sigma: 30 } }
  })
}

export async function jpeg(width = 120, height = 80): Promise<Uint8Array> {
  return noise(width, height).jpeg().toBuffer()
}

export const formats = ['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const

export async function pictureAs(format: (typeof formats)[number], width = 120, height = 80): Promise<Uint8Array> {
  return noise(width, height).toFormat(format).toBuffer()
}

export function joined(...parts: (string | Uint8Array)[]): Uint8Array {
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)))
}
