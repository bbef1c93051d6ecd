import { roundFraction, smallestCrop, type Crop, type Point } from '#shared/document/crop.ts'

export const wholePicture: Crop = { x: 0, y: 0, width: 1, height: 1 }

export type Edge =
  'move' | 'left' | 'right' | 'top' | 'bottom' | 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right'

/** Moves a crop, or one or two of its edges, by fractions of the picture; it stays in the picture and is never too small. */
export function dragCrop(crop: Crop, edge: Edge, dx: number, dy: number): Crop {
  const limit = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most)
  let [left, right, top, bottom] = [crop.x, crop.x + crop.width, crop.y, crop.y + crop.height]
  if (edge === 'move') {
    const [x, y] = [limit(dx, -left, 1 - right), limit(dy, -top, 1 - bottom)]
    ;[left, right, top, bottom] = [left + x, right + x, top + y, bottom + y]
  }
  if (edge.includes('left')) left = limit(left + dx, 0, right - smallestCrop)
  if (edge.includes('right')) right = limit(right + dx, left + smallestCrop, 1)
  if (edge.includes('top')) top = limit(top + dy, 0, bottom - smallestCrop)
  if (edge.includes('bottom')) bottom = limit(bottom + dy, top + smallestCrop, 1)
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** The largest part of a picture with this shape (width by height), about the middle of `crop`. */
export function shapeCrop(crop: Crop, shape: number, picture: { width: number; height: number }): Crop {
  const ratio = (shape * picture.height) / picture.width
  const width = Math.min(1, ratio)
  const height = Math.min(1, 1 / ratio)
  const middle = (from: number, size: number, now: number) => Math.min(Math.max(from + size / 2 - now / 2, 0), 1 - now)
  return { x: middle(crop.x, crop.width, width), y: middle(crop.y, crop.height, height), width, height }
}

/** As it is stored: rounded, within the picture, and null where nothing is cut off. */
export function storedCrop({ x, y, width, height }: Crop): Crop | null {
  const [left, top] = [roundFraction(x), roundFraction(y)]
  const crop = {
    x: left,
    y: top,
    width: Math.min(roundFraction(width), roundFraction(1 - left)),
    height: Math.min(roundFraction(height), roundFraction(1 - top))
  }
  return crop.x === 0 && crop.y === 0 && crop.width === 1 && crop.height === 1 ? null : crop
}

export function storedPoint({ x, y }: Point): Point {
  const within = (value: number) => roundFraction(Math.min(Math.max(value, 0), 1))
  return { x: within(x), y: within(y) }
}

/** Draws a picture in its box so that only the crop is seen. */
export function showCrop(
  box: HTMLElement,
  img: HTMLElement,
  crop: Crop | null,
  size: { width: number | null; height: number | null }
): void {
  const { width, height } = size
  if (width && height)
    box.style.setProperty('aspect-ratio', `${width * (crop?.width ?? 1)} / ${height * (crop?.height ?? 1)}`)
  else box.style.removeProperty('aspect-ratio')
  box.classList.toggle('cropped', crop !== null)
  const place = crop && {
    width: 1 / crop.width,
    height: 1 / crop.height,
    left: -crop.x / crop.width,
    top: -crop.y / crop.height
  }
  for (const side of ['width', 'height', 'left', 'top'] as const)
    if (place) img.style.setProperty(side, `${place[side] * 100}%`)
    else img.style.removeProperty(side)
}
