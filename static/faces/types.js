/**
 * The shapes that travel through the library. Types only: nothing here exists at run time.
 *
 * @typedef {{width: number, height: number}} Size  pixels
 * @typedef {{x: number, y: number, width: number, height: number}} Box  origin top left; pixels unless said otherwise
 * @typedef {[number, number]} Pair  x, y in pixels
 *
 * @typedef {object} Pixels  a picture in memory, rows from the top
 * @property {ArrayLike<number>} data  0–255, width · height · channels values
 * @property {number} width
 * @property {number} height
 * @property {number} channels  3 (RGB) or 4 (RGBA, opaque)
 *
 * @typedef {'male' | 'female'} Gender
 *
 * @typedef {object} Face  pixels of the original image; absent parts are absent
 * @property {Box} box
 * @property {number} score        0–1
 * @property {Pair[]} [keypoints]  5, from MTCNN: eyes, nose, corners of the mouth; the left of each pair as seen in the image first
 * @property {Pair[]} [landmarks]  68 points
 * @property {Float32Array} [descriptor]  128 numbers
 * @property {Record<string, number>} [expressions]  0–1 by name, together 1
 * @property {number} [age]                years
 * @property {Gender} [gender]
 * @property {number} [genderProbability]  0.5–1
 * @property {number} [real]       0–1, that the face is no picture of a face
 * @property {number} [live]       0–1, that the face is a living one
 *
 * @typedef {object} InputSpec
 * @property {string} name
 * @property {number} size         side of the square input, pixels
 * @property {{min: number, max: number, multiple: number}} [sizes]  where several sizes are allowed
 * @property {'end' | 'centre'} padding
 * @property {number[]} mean       subtracted, a channel
 * @property {number} scale        factor after that
 * @property {boolean} [standardise]  instead, each picture by its own mean and deviation
 *
 * @typedef {object} CropSpec  how a recogniser's input is cut from the image; `share`, `points` and `margin` go with one rule each
 * @property {string} name
 * @property {string} version      of the descriptors that are made with it
 * @property {'eyes-mouth' | 'similarity' | 'box' | 'as-given'} rule  as-given: the pixels of the face's own box
 * @property {number} [share]      of the crop's side that the distance from eyes to mouth takes
 * @property {number[]} [centre]   where the middle of eyes and mouth lies in it, across and down
 * @property {number[]} [points]   indices of landmarks
 * @property {number[][]} [template]  where those points lie in the chip, 0–1
 * @property {number} [margin]     added to the box's longer side, a share of it
 *
 * @typedef {object} DetectorOptions  a detector's defaults; each detector has some of them
 * @property {number} [maxResults]
 * @property {number} [minFaceSize]        pixels
 * @property {number} [scaleFactor]        from one size of the image to the next
 * @property {number} [maxNumScales]
 * @property {number[]} [scoreThresholds]  one for each of the three stages, 0–1
 * @property {number} [cell]               pixels a side that the first stage sees
 * @property {number} [stride]             pixels from one such cell to the next
 * @property {number} [largestLevel]       pixels of the image at the largest size that is looked at
 * @property {{scale: number, pyramid: number, refine: number, output: number}} [iou]
 *
 * @typedef {'detection' | 'landmarks' | 'recognition' | 'expression' | 'age-gender' | 'antispoof' | 'liveness'} TaskName
 *
 * @typedef {object} Spec  what the converter wrote beside a network's shards
 * @property {string} name
 * @property {string} title
 * @property {TaskName} task
 * @property {string} version      of a recogniser: of the descriptors that its first crop makes
 * @property {InputSpec} input
 * @property {InputSpec[]} [stages]  further inputs of a network of several stages
 * @property {Record<string, Array<number | null>>} outputs  shapes by name
 * @property {number[][]} [anchors]  width, height in cells
 * @property {string[]} [classes]    names of an output's numbers
 * @property {CropSpec[]} [crops]    of a recogniser, the first is the default
 * @property {Record<string, number>} thresholds
 * @property {DetectorOptions} [options]
 * @property {Record<string, {bytes: number, sha256: string}>} files
 * @property {SelfTest} selftest
 * @property {Recipe} [published]    of a network whose weights face-api.js's format can hold
 *
 * @typedef {object} Recipe  how published parameters become the weights of the graph
 * @property {[string, number[]][]} parameters  name and shape, in the order of flat files
 * @property {string} prefix                    of the graph's names
 * @property {Record<string, [string, ...number[]]>} weights  name without the prefix → operation, numbers of the parameters
 * @property {boolean} [outputsFirst]           whether flat files hold the axes of outputs and inputs before those of rows and columns
 *
 * @typedef {object} SelfTest  what the network must answer to a known picture
 * @property {Record<string, number>} sizes  side of each input, pixels
 * @property {Record<string, {shape: number[], step?: number, values: number[], tolerance: number}>} outputs
 *   values: every step-th number of the output; tolerance: a share of the largest of them, or of 1
 *
 * @typedef {object} DetectorSettings  the spec's value for what is absent; a setting that the detector does not know is refused
 * @property {number} [inputSize]          pixels
 * @property {number} [scoreThreshold]     0–1
 * @property {number} [maxResults]         1 or more
 * @property {number} [minFaceSize]        pixels, more than 0
 * @property {number} [scaleFactor]        more than 0 and less than 1
 * @property {number} [maxNumScales]       1 or more
 * @property {number[]} [scoreThresholds]  three, 0–1
 * @property {number[]} [scaleSteps]       the scales of the image themselves, in place of the three above
 * @typedef {{name: string} & DetectorSettings} DetectorRequest
 *
 * @typedef {object} Request  what to find; a network that is not named is the library's default if loaded, else any for the task
 * @property {DetectorRequest} [detector]
 * @property {Box[]} [boxes]  in place of detection: where faces are, each with the score 1; a box may reach over the image, also
 *   without end (Infinity), and takes what is inside
 * @property {boolean | {name: string}} [landmarks]
 * @property {boolean | {name?: string, crop?: string}} [descriptors]  implies landmarks where the crop needs them; crop: a name
 *   in the recogniser's spec, its first when absent; or "as-given", for boxes that are aligned already
 * @property {boolean | {name: string}} [expressions]
 * @property {boolean | {name: string}} [ageGender]
 * @property {boolean | {name: string}} [antispoof]
 * @property {boolean | {name: string}} [liveness]
 *
 * @typedef {object} Timings  ms; of the parts that were asked for
 * @property {number} capture
 * @property {number} detection
 * @property {number} [landmarks]
 * @property {number} [descriptors]
 * @property {number} [expressions]
 * @property {number} [ageGender]
 * @property {number} [antispoof]
 * @property {number} [liveness]
 * @property {number} total
 *
 * @typedef {{faces: Face[], size: Size, timings: Timings}} Result  faces with the highest score first
 *
 * @typedef {{pictures: {faces: Face[], size: Size}[], timings: {capture: number, total: number}}} Many  of several pictures, in their
 *   order; ms for all of them together
 *
 * @typedef {object} BackendReport
 * @property {string} name
 * @property {number} threads
 * @property {{name: string, reason: string}[]} dropped  tried before and found wanting
 *
 * @typedef {{stage: 'download', name: string, loadedBytes: number, totalBytes: number}} DownloadEvent
 * @typedef {{stage: 'self-test', backend: string, name?: string}} SelfTestEvent  without a network: the backend starts
 * @typedef {{stage: 'backend', backend: BackendReport}} BackendEvent  the backend changed after loading
 * @typedef {(event: DownloadEvent | SelfTestEvent | BackendEvent) => void} OnProgress
 *
 * @typedef {object} Patience  how long to wait before a part counts as dead, ms
 * @property {number} selfTest  one backend, start and all networks
 * @property {number} frame     one picture
 * @property {number} start     the worker's first answer
 * @property {number} silence   the worker, beyond the longest piece of its work
 *
 * @typedef {object} LocalOptions
 * @property {string} models             absolute address of the folder of networks, with the slash
 * @property {string[]} [backends]       names in the order to try; otherwise what suits the machine
 * @property {OnProgress} [onProgress]
 * @property {Partial<Patience>} [patience]
 * @property {BackendReport['dropped']} [dropped]  ways to compute that are not to be tried again, each once
 */
export {}
