/** The part of a picture that is shown, as fractions of its upright width and height. */
export interface Crop {
  x: number
  y: number
  width: number
  height: number
}

/** A place in a picture, as fractions of its upright width and height. */
export interface Point {
  x: number
  y: number
}

/** The least part of a picture's width or height that may be shown. */
export const smallestCrop = 0.05
const slack = 1e-6

export function isCrop(value: unknown): value is Crop {
  if (!hasNumbers(value, ['x', 'y', 'width', 'height'])) return false
  const { x = -1, y = -1, width = 0, height = 0 } = value
  const inside = x >= 0 && y >= 0 && x + width <= 1 + slack && y + height <= 1 + slack
  return inside && width >= smallestCrop - slack && height >= smallestCrop - slack
}

export function isPoint(value: unknown): value is Point {
  if (!hasNumbers(value, ['x', 'y'])) return false
  return Object.values(value).every((fraction) => fraction >= 0 && fraction <= 1)
}

function hasNumbers(value: unknown, keys: string[]): value is Record<string, number> {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== keys.length) return false
  return keys.every((key) => Number.isFinite((value as Record<string, unknown>)[key]))
}

/** Fractions to a ten-thousandth: finer than a pixel of any picture, and the same text in every copy. */
export function roundFraction(value: number): number {
  return Math.round(value * 10_000) / 10_000
}

/** Where a place of the whole picture lies in what a crop leaves of it; at its edge where the crop leaves it out. */
export function pointWithin({ x, y }: Point, { x: left, y: top, width, height }: Crop): Point {
  const within = (value: number) => roundFraction(Math.min(Math.max(value, 0), 1))
  return { x: within((x - left) / width), y: within((y - top) / height) }
}

/** The pixels that a crop leaves of a picture: whole ones, within it, at least one. */
export function cropPixels({ x, y, width, height }: Crop, picture: { width: number; height: number }) {
  const left = Math.min(picture.width - 1, Math.round(x * picture.width))
  const top = Math.min(picture.height - 1, Math.round(y * picture.height))
  return {
    left,
    top,
    width: Math.max(1, Math.min(picture.width - left, Math.round(width * picture.width))),
    height: Math.max(1, Math.min(picture.height - top, Math.round(height * picture.height)))
  }
}
