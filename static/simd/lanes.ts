/** Small functions of four numbers at a time. */

/** sum + x · y. Fused multiply-add (relaxed SIMD) is not in every browser, and on the processors measured gains nothing at this width. */
// @ts-ignore: decorator
@inline
export function plus(sum: v128, x: v128, y: v128): v128 {
  return f32x4.add(sum, f32x4.mul(x, y))
}

// @ts-ignore: decorator
@inline
export function times(x: v128, factor: f32): v128 {
  return f32x4.mul(x, f32x4.splat(factor))
}

// @ts-ignore: decorator
@inline
export function clamp(x: v128, least: v128, most: v128): v128 {
  return f32x4.pmin(most, f32x4.pmax(least, x))
}
