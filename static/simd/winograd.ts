/**
 * Convolution by a 3 × 3 kernel with a fourth of the multiplications: F(4 × 4, 3 × 3) of Lavin and Gray, "Fast algorithms for
 * convolutional neural networks", 2015, at the points 0, ±1, ±2 and infinity. Tiles of 6 × 6 pixels and the kernel are transformed, multiplied at
 * each of 36 points, over all channels, and transformed back into 4 × 4 pixels.
 */
import { gemm, PANEL } from './gemm'
import { clamp, times } from './lanes'
import { copy, copyPatch, isInside } from './patch'

const TILE: usize = 4
const FIELD: usize = 6
const POINTS: usize = FIELD * FIELD
/** Bytes of a field of four channels. */
const GRID: usize = POINTS * 16

/** Bytes that `winograd` needs to work in: the points before and after the product, a field of all channels, one of four, a bias of zeros. */
export function winogradSpace(channels: usize, outChannels: usize, block: usize): usize {
  return POINTS * (block * (channels + outChannels) + max(channels, outChannels)) * 4 + GRID + outChannels * 4
}

/**
 * Transforms a kernel, once.
 * @param filter  [3, 3, channels, outChannels], the latter a multiple of 16
 * @param to      [36][outChannels / 16][channels][16]
 * @param space   576 bytes to work in
 */
export function winogradFilter(filter: usize, channels: usize, outChannels: usize, to: usize, space: usize): void {
  const tap = channels * outChannels * 4
  for (let i: usize = 0; i < channels; i++) {
    for (let o: usize = 0; o < outChannels; o += 4) {
      const from = filter + (i * outChannels + o) * 4
      const point = to + ((o / PANEL * channels + i) * PANEL + o % PANEL) * 4
      for (let x: usize = 0; x < 3; x++) transformKernel(from + x * tap, 3 * tap, space + x * 16, FIELD * 16)
      for (let y: usize = 0; y < FIELD; y++) transformKernel(space + y * FIELD * 16, 16, point + y * FIELD * tap, tap)
    }
  }
}

/**
 * @param x         [count, height, width, channels], the latter a multiple of 4
 * @param filter    as `winogradFilter` writes it
 * @param bias      [outChannels]
 * @param top,left  rows and columns of zeros before the picture
 * @param out       [count, outHeight, outWidth, outChannels]
 * @param space     of `winogradSpace` bytes
 * @param block     tiles at a time
 */
export function winograd(x: usize, count: usize, height: usize, width: usize, channels: usize, filter: usize, bias: usize,
  outChannels: usize, top: isize, left: isize, out: usize, outHeight: usize, outWidth: usize, space: usize, block: usize,
  least: f32, most: f32): void {
  const across = (outWidth + TILE - 1) / TILE, ofOne = (outHeight + TILE - 1) / TILE * across
  const before = space, after = before + POINTS * block * channels * 4
  const field = after + POINTS * block * outChannels * 4
  const grid = field + POINTS * max(channels, outChannels) * 4, zeros = grid + GRID
  memory.fill(zeros, 0, outChannels * 4)
  const none = f32x4.splat(-Infinity), all = f32x4.splat(Infinity), low = f32x4.splat(least), high = f32x4.splat(most)
  for (let first: usize = 0; first < count * ofOne; first += block) {
    const tiles = min(block, count * ofOne - first)
    const step = tiles * channels * 4, outStep = tiles * outChannels * 4
    for (let i: usize = 0; i < tiles; i++) {
      const tile = (first + i) % ofOne
      take(x + (first + i) / ofOne * height * width * channels * 4, height, width, channels, <isize>(tile / across * TILE) - top,
        <isize>(tile % across * TILE) - left, before + i * channels * 4, step, field, grid)
    }
    for (let point: usize = 0; point < POINTS; point++) {
      gemm(before + point * step, tiles, channels * 4, 1, 0, channels * 4, filter + point * channels * outChannels * 4, zeros,
        after + point * outStep, outChannels, none, all)
    }
    for (let i: usize = 0; i < tiles; i++) {
      const tile = (first + i) % ofOne
      put(after + i * outChannels * 4, outStep, out + (first + i) / ofOne * outHeight * outWidth * outChannels * 4, outHeight, outWidth, outChannels,
        tile / across * TILE, tile % across * TILE, bias, low, high, field, grid)
    }
  }
}

/** Transforms the field at y, x into its 36 points, `step` bytes apart. */
function take(picture: usize, height: usize, width: usize, channels: usize, y: isize, x: isize, to: usize, step: usize, field: usize, grid: usize): void {
  let from = picture + (y * width + x) * channels * 4
  let row = width * channels * 4
  if (!isInside(height, width, y, x, FIELD, FIELD)) {
    copyPatch(picture, height, width, channels, y, x, FIELD, FIELD, field)
    from = field
    row = FIELD * channels * 4
  }
  for (let c: usize = 0; c < channels * 4; c += 16) {
    for (let j: usize = 0; j < FIELD; j++) transformInput(from + j * channels * 4 + c, row, grid + j * 16, FIELD * 16)
    for (let i: usize = 0; i < FIELD; i++) transformInput(grid + i * FIELD * 16, 16, to + i * FIELD * step + c, step)
  }
}

/** Transforms 36 points, `step` bytes apart, into the tile at y, x, as far as it lies within the picture. */
function put(from: usize, step: usize, picture: usize, height: usize, width: usize, channels: usize, y: usize, x: usize, bias: usize,
  least: v128, most: v128, field: usize, grid: usize): void {
  const pixel = channels * 4
  const place = picture + (y * width + x) * pixel
  const whole = isInside(height, width, y, x, TILE, TILE)
  const to = whole ? place : field, row = (whole ? width : TILE) * pixel
  for (let c: usize = 0; c < pixel; c += 16) {
    const shift = v128.load(bias + c)
    for (let j: usize = 0; j < FIELD; j++) transformSums(from + j * step + c, FIELD * step, grid + j * 16, FIELD * 16)
    for (let i: usize = 0; i < TILE; i++) finish(grid + i * FIELD * 16, to + i * row + c, pixel, shift, least, most)
  }
  if (whole) return
  for (let i: usize = 0; i < min(TILE, height - y); i++) copy(place + i * width * pixel, field + i * row, min(TILE, width - x) * pixel)
}

/** 3 → 6 numbers of four channels; `step` and `toStep` are bytes from one to the next. */
// @ts-ignore: decorator
@inline
function transformKernel(from: usize, step: usize, to: usize, toStep: usize): void {
  const g0 = v128.load(from), g1 = v128.load(from + step), g2 = v128.load(from + 2 * step)
  const ends = times(f32x4.add(g0, g2), -1.0 / 6), middle = times(g1, 1.0 / 6)
  const farEnds = f32x4.add(times(g0, 1.0 / 24), times(g2, 1.0 / 6)), farMiddle = times(g1, 1.0 / 12)
  v128.store(to, times(g0, 0.25))
  v128.store(to + toStep, f32x4.sub(ends, middle))
  v128.store(to + 2 * toStep, f32x4.add(ends, middle))
  v128.store(to + 3 * toStep, f32x4.add(farEnds, farMiddle))
  v128.store(to + 4 * toStep, f32x4.sub(farEnds, farMiddle))
  v128.store(to + 5 * toStep, g2)
}

/** 6 → 6 */
// @ts-ignore: decorator
@inline
function transformInput(from: usize, step: usize, to: usize, toStep: usize): void {
  const d0 = v128.load(from), d1 = v128.load(from + step), d2 = v128.load(from + 2 * step)
  const d3 = v128.load(from + 3 * step), d4 = v128.load(from + 4 * step), d5 = v128.load(from + 5 * step)
  const even = f32x4.sub(d4, times(d2, 4)), odd = f32x4.sub(d3, times(d1, 4))
  const farEven = f32x4.sub(d4, d2), farOdd = times(f32x4.sub(d3, d1), 2)
  v128.store(to, f32x4.add(f32x4.sub(times(d0, 4), times(d2, 5)), d4))
  v128.store(to + toStep, f32x4.add(even, odd))
  v128.store(to + 2 * toStep, f32x4.sub(even, odd))
  v128.store(to + 3 * toStep, f32x4.add(farEven, farOdd))
  v128.store(to + 4 * toStep, f32x4.sub(farEven, farOdd))
  v128.store(to + 5 * toStep, f32x4.add(f32x4.sub(times(d1, 4), times(d3, 5)), d5))
}

/** 6 → 4 */
// @ts-ignore: decorator
@inline
function transformSums(from: usize, step: usize, to: usize, toStep: usize): void {
  const m0 = v128.load(from), m1 = v128.load(from + step), m2 = v128.load(from + 2 * step)
  const m3 = v128.load(from + 3 * step), m4 = v128.load(from + 4 * step), m5 = v128.load(from + 5 * step)
  const even = f32x4.add(m1, m2), odd = f32x4.sub(m1, m2), farEven = f32x4.add(m3, m4), farOdd = f32x4.sub(m3, m4)
  v128.store(to, f32x4.add(f32x4.add(m0, even), farEven))
  v128.store(to + toStep, f32x4.add(odd, times(farOdd, 2)))
  v128.store(to + 2 * toStep, f32x4.add(even, times(farEven, 4)))
  v128.store(to + 3 * toStep, f32x4.add(f32x4.add(odd, times(farOdd, 8)), m5))
}

/** The last row of sums → four pixels, with bias and activation. */
// @ts-ignore: decorator
@inline
function finish(from: usize, to: usize, pixel: usize, bias: v128, least: v128, most: v128): void {
  transformSums(from, 16, to, pixel)
  for (let i: usize = 0; i < TILE; i++) v128.store(to + i * pixel, clamp(f32x4.add(v128.load(to + i * pixel), bias), least, most))
}
