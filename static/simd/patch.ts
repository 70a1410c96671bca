/** Pictures in memory: [height, width, channels] of float32. */

/**
 * Copies a rectangle of a picture, with zeros for what is beyond its edges.
 * @param picture   address of its first pixel
 * @param y,x       of the rectangle's corner, negative where it begins before the picture
 * @param to        [rows, columns, channels]
 */
export function copyPatch(picture: usize, height: isize, width: isize, channels: usize, y: isize, x: isize, rows: isize, columns: isize, to: usize): void {
  const first = min(columns, max<isize>(0, -x)), last = max(first, min(columns, width - x))
  const pixel = channels * 4
  for (let i: isize = 0; i < rows; i++) {
    const at = y + i
    const row = to + i * columns * pixel
    if (at < 0 || at >= height) clear(row, columns * pixel)
    else {
      if (first > 0) clear(row, first * pixel)
      copy(row + first * pixel, picture + (at * width + x + first) * pixel, (last - first) * pixel)
      if (last < columns) clear(row + last * pixel, (columns - last) * pixel)
    }
  }
}

/** Whether a rectangle lies within a picture. */
// @ts-ignore: decorator
@inline
export function isInside(height: isize, width: isize, y: isize, x: isize, rows: isize, columns: isize): bool {
  return y >= 0 && x >= 0 && y + rows <= height && x + columns <= width
}

/** A loop of our own: engines leave WebAssembly for `memory.copy`, which costs more than a few numbers do. */
export function copy(to: usize, from: usize, bytes: usize): void {
  const end = to + bytes
  for (; to + 16 <= end; to += 16) {
    v128.store(to, v128.load(from))
    from += 16
  }
  for (; to < end; to += 4) {
    store<f32>(to, load<f32>(from))
    from += 4
  }
}

function clear(to: usize, bytes: usize): void {
  const end = to + bytes
  for (; to + 16 <= end; to += 16) v128.store(to, f32x4.splat(0))
  for (; to < end; to += 4) store<f32>(to, 0)
}
