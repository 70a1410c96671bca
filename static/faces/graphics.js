/** The graphics of this machine, without TensorFlow.js. */

/** @returns {string | null} the name of the machine that draws WebGL; null where there is no WebGL */
export function webglRenderer() {
  const canvas = typeof OffscreenCanvas === 'function' ? new OffscreenCanvas(1, 1) : globalThis.document?.createElement('canvas')
  const gl = /** @type {WebGLRenderingContext | null} */ (canvas?.getContext('webgl2') ?? canvas?.getContext('webgl') ?? null)
  if (!gl) return null
  const info = gl.getExtension('WEBGL_debug_renderer_info')
  const renderer = gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER)
  gl.getExtension('WEBGL_lose_context')?.loseContext() // browsers allow a page only a few contexts
  return String(renderer)
}

/** @returns {Promise<any>} null where there is none */
export async function webGpuAdapter() {
  const gpu = /** @type {any} */ (globalThis.navigator)?.gpu
  return await gpu?.requestAdapter().catch(() => null) ?? null
}

/** @returns {Promise<string | null>} the name of the machine behind WebGPU, as far as the browser tells; null where there is none */
export async function webGpuName() {
  const info = (await webGpuAdapter())?.info
  return info ? [info.vendor, info.architecture, info.description].filter(Boolean).join(', ') : null
}
