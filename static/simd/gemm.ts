import { clamp, plus } from './lanes'

/** Columns that are computed together: a panel of the packed filter. */
export const PANEL: usize = 16

/**
 * out = a · b + bias, held between two numbers.
 *
 * Two rows times sixteen columns at a time: eight sums, four vectors of b and one of a stay in registers. More sums, or a loop
 * unrolled by hand, spill in V8's compiler and are a third slower.
 *
 * A row of a lies in parts, so that a product can read what a convolution's kernel covers where it lies in the picture.
 *
 * @param a        first part of the first row; `next` bytes to the first part of the next
 * @param parts    of each row, `apart` bytes from one to the next
 * @param length   bytes of a part
 * @param b        [columns / 16][parts · length / 4][16] as `pack` writes it
 * @param bias     [columns], filled up with zeros to a multiple of 16
 * @param out      [rows, columns]
 * @param least    of four lanes: what a smaller result becomes; `most` likewise
 */
export function gemm(a: usize, rows: usize, next: usize, parts: usize, apart: usize, length: usize, b: usize, bias: usize,
  out: usize, columns: usize, least: v128, most: v128): void {
  const row = columns * 4
  const panel = parts * length * PANEL
  for (let column: usize = 0; column < columns; column += PANEL) {
    const width = min(PANEL, columns - column)
    const from = bias + column * 4, to = out + column * 4
    let m: usize = 0
    for (; m + 2 <= rows; m += 2) two(a + m * next, next, parts, apart, length, b, from, to + m * row, row, width, least, most)
    if (m < rows) one(a + m * next, parts, apart, length, b, from, to + m * row, width, least, most)
    b += panel
  }
}

function two(a: usize, next: usize, parts: usize, apart: usize, length: usize, b: usize, bias: usize, out: usize, row: usize, width: usize,
  least: v128, most: v128): void {
  let s0 = v128.load(bias), s1 = v128.load(bias, 16), s2 = v128.load(bias, 32), s3 = v128.load(bias, 48)
  let t0 = s0, t1 = s1, t2 = s2, t3 = s3
  for (let part: usize = 0; part < parts; part++) {
    let upper = a, lower = a + next
    for (const end = a + length; upper < end; upper += 4) {
      const b0 = v128.load(b), b1 = v128.load(b, 16), b2 = v128.load(b, 32), b3 = v128.load(b, 48)
      const x = v128.load32_splat(upper), y = v128.load32_splat(lower)
      s0 = plus(s0, x, b0); s1 = plus(s1, x, b1); s2 = plus(s2, x, b2); s3 = plus(s3, x, b3)
      t0 = plus(t0, y, b0); t1 = plus(t1, y, b1); t2 = plus(t2, y, b2); t3 = plus(t3, y, b3)
      b += 64
      lower += 4
    }
    a += apart
  }
  put(out, width, clamp(s0, least, most), clamp(s1, least, most), clamp(s2, least, most), clamp(s3, least, most))
  put(out + row, width, clamp(t0, least, most), clamp(t1, least, most), clamp(t2, least, most), clamp(t3, least, most))
}

function one(a: usize, parts: usize, apart: usize, length: usize, b: usize, bias: usize, out: usize, width: usize, least: v128, most: v128): void {
  let s0 = v128.load(bias), s1 = v128.load(bias, 16), s2 = v128.load(bias, 32), s3 = v128.load(bias, 48)
  for (let part: usize = 0; part < parts; part++) {
    let at = a
    for (const end = a + length; at < end; at += 4) {
      const x = v128.load32_splat(at)
      s0 = plus(s0, x, v128.load(b)); s1 = plus(s1, x, v128.load(b, 16)); s2 = plus(s2, x, v128.load(b, 32)); s3 = plus(s3, x, v128.load(b, 48))
      b += 64
    }
    a += apart
  }
  put(out, width, clamp(s0, least, most), clamp(s1, least, most), clamp(s2, least, most), clamp(s3, least, most))
}

// @ts-ignore: decorator
@inline
function put(out: usize, width: usize, v0: v128, v1: v128, v2: v128, v3: v128): void {
  if (width === PANEL) {
    v128.store(out, v0)
    v128.store(out, v1, 16)
    v128.store(out, v2, 32)
    v128.store(out, v3, 48)
  } else putPart(out, width, v0, v1, v2, v3)
}

/** The first of sixteen numbers. */
function putPart(out: usize, width: usize, v0: v128, v1: v128, v2: v128, v3: v128): void {
  if (width & 8) {
    v128.store(out, v0)
    v128.store(out, v1, 16)
    v0 = v2
    v1 = v3
    out += 32
  }
  if (width & 4) {
    v128.store(out, v0)
    v0 = v1
    out += 16
  }
  if (width & 2) {
    v128.store64_lane(out, v0, 0)
    v0 = v128.shuffle<i32>(v0, v0, 2, 3, 2, 3)
    out += 8
  }
  if (width & 1) v128.store32_lane(out, v0, 0)
}

/**
 * Puts the columns of a matrix into panels; the last one is filled up with zeros.
 * @param from  [depth, columns]
 * @param to    [columns / 16][depth][16]
 */
export function pack(from: usize, depth: usize, columns: usize, to: usize): void {
  for (let column: usize = 0; column < columns; column += PANEL) {
    const width = min(PANEL, columns - column)
    for (let i: usize = 0; i < depth; i++) {
      const row = from + (i * columns + column) * 4
      if (width === PANEL) put(to, PANEL, v128.load(row), v128.load(row, 16), v128.load(row, 32), v128.load(row, 48))
      else {
        memory.fill(to, 0, PANEL * 4)
        memory.copy(to, row, width * 4)
      }
      to += PANEL * 4
    }
  }
}
