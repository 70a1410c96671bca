/** The convolutions of static/faces/networks/simd.js, in AssemblyScript: TypeScript that becomes WebAssembly. Addresses are bytes in TensorFlow.js's memory. */
export { pack } from './gemm'
export { convolution, convolutionSpace } from './convolution'
export { depthwise, depthwiseSpace } from './depthwise'
export { winograd, winogradFilter, winogradSpace } from './winograd'
