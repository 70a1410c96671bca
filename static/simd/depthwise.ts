import { clamp, plus } from './lanes'
import { copy, copyPatch, isInside } from './patch'

/** Pixels of a row that are computed together, so that the kernel's numbers are read once for all of them. */
const TOGETHER: usize = 4

/** Bytes that `depthwise` needs to work in: what four pixels see, and the four. */
export function depthwiseSpace(channels: usize, stride: usize): usize {
  return (3 * (3 + (TOGETHER - 1) * stride) + TOGETHER) * channels * 4
}

/**
 * Each channel by a 3 × 3 kernel of its own.
 * @param x       [count, height, width, channels], the latter a multiple of 4
 * @param filter  [3, 3, channels]
 * @param bias    [channels]
 * @param stride  1 or 2
 * @param top     rows of zeros above the picture; `left` likewise
 * @param out     [count, outHeight, outWidth, channels]
 * @param space   of `depthwiseSpace` bytes
 */
export function depthwise(x: usize, count: usize, height: usize, width: usize, channels: usize, filter: usize, bias: usize,
  stride: usize, top: isize, left: isize, out: usize, outHeight: usize, outWidth: usize, space: usize, least: f32, most: f32): void {
  const pixel = channels * 4
  const low = f32x4.splat(least), high = f32x4.splat(most)
  const columns: usize = 3 + (TOGETHER - 1) * stride
  const isNarrow = outWidth < TOGETHER
  for (let i: usize = 0; i < count * outHeight; i++) {
    const picture = x + i / outHeight * height * width * pixel
    const at = <isize>(i % outHeight * stride) - top
    for (let j: usize = 0; j < outWidth; j += TOGETHER) {
      const first: usize = isNarrow ? 0 : min(j, outWidth - TOGETHER) // the last four reach back over pixels that are computed already
      const column = <isize>(first * stride) - left
      let from = picture + (at * width + column) * pixel, row = width * pixel
      if (!isInside(height, width, at, column, 3, columns)) {
        copyPatch(picture, height, width, channels, at, column, 3, columns, space)
        from = space
        row = columns * pixel
      }
      const place = out + (i * outWidth + first) * pixel, to = isNarrow ? space + 3 * columns * pixel : place
      if (stride === 1) four(from, row, pixel, filter, bias, to, low, high)
      else fourApart(from, row, pixel, filter, bias, to, low, high)
      if (isNarrow) copy(place, to, outWidth * pixel)
    }
  }
}

/** Four neighbours from the 3 × 6 pixels that they see. */
function four(from: usize, row: usize, pixel: usize, filter: usize, bias: usize, to: usize, least: v128, most: v128): void {
  for (let c: usize = 0; c < pixel; c += 16) {
    let s0 = v128.load(bias + c), s1 = s0, s2 = s0, s3 = s0
    let at = from + c, tap = filter + c
    for (let i = 0; i < 3; i++) {
      const k0 = v128.load(tap), k1 = v128.load(tap + pixel), k2 = v128.load(tap + 2 * pixel)
      let x = v128.load(at)
      s0 = plus(s0, x, k0)
      x = v128.load(at + pixel)
      s0 = plus(s0, x, k1); s1 = plus(s1, x, k0)
      x = v128.load(at + 2 * pixel)
      s0 = plus(s0, x, k2); s1 = plus(s1, x, k1); s2 = plus(s2, x, k0)
      x = v128.load(at + 3 * pixel)
      s1 = plus(s1, x, k2); s2 = plus(s2, x, k1); s3 = plus(s3, x, k0)
      x = v128.load(at + 4 * pixel)
      s2 = plus(s2, x, k2); s3 = plus(s3, x, k1)
      x = v128.load(at + 5 * pixel)
      s3 = plus(s3, x, k2)
      at += row
      tap += 3 * pixel
    }
    put(to + c, pixel, clamp(s0, least, most), clamp(s1, least, most), clamp(s2, least, most), clamp(s3, least, most))
  }
}

/** Every other pixel, four of them, from the 3 × 9 that they see. */
function fourApart(from: usize, row: usize, pixel: usize, filter: usize, bias: usize, to: usize, least: v128, most: v128): void {
  for (let c: usize = 0; c < pixel; c += 16) {
    let s0 = v128.load(bias + c), s1 = s0, s2 = s0, s3 = s0
    let at = from + c, tap = filter + c
    for (let i = 0; i < 3; i++) {
      const k0 = v128.load(tap), k1 = v128.load(tap + pixel), k2 = v128.load(tap + 2 * pixel)
      s0 = plus(plus(s0, v128.load(at), k0), v128.load(at + pixel), k1)
      let x = v128.load(at + 2 * pixel)
      s0 = plus(s0, x, k2); s1 = plus(plus(s1, x, k0), v128.load(at + 3 * pixel), k1)
      x = v128.load(at + 4 * pixel)
      s1 = plus(s1, x, k2); s2 = plus(plus(s2, x, k0), v128.load(at + 5 * pixel), k1)
      x = v128.load(at + 6 * pixel)
      s2 = plus(s2, x, k2); s3 = plus(plus(s3, x, k0), v128.load(at + 7 * pixel), k1)
      s3 = plus(s3, v128.load(at + 8 * pixel), k2)
      at += row
      tap += 3 * pixel
    }
    put(to + c, pixel, clamp(s0, least, most), clamp(s1, least, most), clamp(s2, least, most), clamp(s3, least, most))
  }
}

// @ts-ignore: decorator
@inline
function put(to: usize, pixel: usize, v0: v128, v1: v128, v2: v128, v3: v128): void {
  v128.store(to, v0)
  v128.store(to + pixel, v1)
  v128.store(to + 2 * pixel, v2)
  v128.store(to + 3 * pixel, v3)
}
