import { gemm } from './gemm'
import { copyPatch, isInside } from './patch'

/** Numbers of a kernel up to which it is multiplied anew for each row of pixels: it stays in the processor's nearest cache. */
const SMALL: usize = 1 << 13

/** Bytes that `convolution` needs to work in. */
export function convolutionSpace(depth: usize, block: usize): usize {
  return depth * block * 4
}

/**
 * Convolution as a product of matrices: one row for each pixel that comes out, with all that its kernel covers.
 * @param x       [count, height, width, channels]
 * @param filter  [kernelHeight · kernelWidth · channels, outChannels], packed
 * @param bias    [outChannels], filled up to a multiple of 16
 * @param top     rows of zeros above the picture; `left` likewise
 * @param out     [count, outHeight, outWidth, outChannels]
 * @param space   of `convolutionSpace` bytes
 * @param block   pixels at a time, so that their rows stay in the processor's cache
 */
export function convolution(x: usize, count: usize, height: usize, width: usize, channels: usize, filter: usize, bias: usize,
  kernelHeight: usize, kernelWidth: usize, outChannels: usize, stride: usize, top: isize, left: isize,
  out: usize, outHeight: usize, outWidth: usize, space: usize, block: usize, least: f32, most: f32): void {
  const low = f32x4.splat(least), high = f32x4.splat(most)
  const pixel = channels * 4, depth = kernelHeight * kernelWidth * channels
  const pixels = outHeight * outWidth, picture = height * width * pixel
  const asItIs = depth === channels && stride === 1 && outHeight === height && outWidth === width
  if (depth * outChannels <= SMALL && !asItIs) {
    for (let row: usize = 0; row < count * outHeight; row++) {
      convolveRow(x + row / outHeight * picture, height, width, channels, <isize>(row % outHeight * stride) - top, filter, bias, kernelHeight, kernelWidth,
        outChannels, stride, left, out + row * outWidth * outChannels * 4, outWidth, space, low, high)
    }
    return
  }
  for (let first: usize = 0; first < count * pixels; first += block) {
    const rows = min(block, count * pixels - first)
    for (let i: usize = 0; !asItIs && i < rows; i++) {
      const at = (first + i) % pixels
      copyPatch(x + (first + i) / pixels * picture, height, width, channels, <isize>(at / outWidth * stride) - top,
        <isize>(at % outWidth * stride) - left, kernelHeight, kernelWidth, space + i * depth * 4)
    }
    gemm(asItIs ? x + first * pixel : space, rows, depth * 4, 1, 0, depth * 4, filter, bias, out + first * outChannels * 4, outChannels, low, high)
  }
}

/** One row of pixels: those whose kernel lies within the picture from where they are, the others from a copy with zeros around it. */
function convolveRow(picture: usize, height: usize, width: usize, channels: usize, y: isize, filter: usize, bias: usize, kernelHeight: usize, kernelWidth: usize,
  outChannels: usize, stride: usize, left: isize, out: usize, outWidth: usize, space: usize, least: v128, most: v128): void {
  const pixel = channels * 4, length = kernelWidth * pixel
  const inside = min(outWidth, (width + left - kernelWidth) / stride + 1)
  let j: usize = 0
  while (j < outWidth) {
    const x = <isize>(j * stride) - left
    let pixels: usize = 1
    if (isInside(height, width, y, x, kernelHeight, kernelWidth)) {
      pixels = inside - j
      gemm(picture + (y * width + x) * pixel, pixels, stride * pixel, kernelHeight, width * pixel, length, filter, bias, out, outChannels, least, most)
    } else {
      copyPatch(picture, height, width, channels, y, x, kernelHeight, kernelWidth, space)
      gemm(space, 1, 0, kernelHeight, length, length, filter, bias, out, outChannels, least, most)
    }
    j += pixels
    out += pixels * outChannels * 4
  }
}
