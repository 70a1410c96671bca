/** The one door to TensorFlow.js. `tools/vendor.js` makes the bundle and lists what is in it. */
export * from '../vendor/tf/core.js'
