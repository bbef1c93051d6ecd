/** Draws the app's icon, a sheet of copy with a blue pencil mark, in the sizes that packaging takes. */
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import sharp from 'sharp'

const folder = resolve(import.meta.dirname, '../resources/icons')

const line = (y, width) => `<rect x="312" y="${y}" width="${width}" height="28" rx="14" fill="#b9b4aa"/>`
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1024 1024">
  <rect x="64" y="64" width="896" height="896" rx="200" fill="#1f5fbf"/>
  <rect x="232" y="176" width="560" height="672" rx="36" fill="#fffefc"/>
  <rect x="312" y="264" width="400" height="64" rx="20" fill="#1b1a18"/>
  ${[400, 468, 536].map((y) => line(y, 400)).join('')}
  ${line(604, 250)}
  <path d="M312 730 q50 -56 100 0 t100 0 t100 0 t100 0" fill="none" stroke="#1f5fbf" stroke-width="32" stroke-linecap="round"/>
</svg>`

await mkdir(folder, { recursive: true })
for (const size of [1024, 512, 256, 128, 64, 48, 32, 16]) {
  const name = size === 1024 ? 'icon.png' : `${size}x${size}.png`
  await sharp(Buffer.from(icon), { density: 288 })
    .resize(size, size)
    .png({ compressionLevel: 9, palette: size > 64 })
    .toFile(join(folder, name))
}
