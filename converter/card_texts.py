"""The words on the model cards. Figures are not here: they are counted or measured."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """What a network is, what goes in and comes out, and what it cannot do."""

    summary: str
    input: str
    outputs: str
    limits: tuple[str, ...]


PHOTOS = (
    "Trained on public photo collections that do not show all people equally; "
    "expect more mistakes for people who are rare in them."
)
UNMEASURED = "Whether it recognises attacks could not be measured here; only how many real faces it accepts."
ESTIMATE = "An estimate from one picture. Do not decide anything about a person by it."
DETECTOR_OUT = "A box and a score from 0 to 1 for each face"
DESCRIPTOR_LIMITS = (
    "Relatives and people who look alike can be closer than the threshold: a stranger can pass for somebody known.",
    "Trained mostly on photos of adults; children are mixed up more often.",
    PHOTOS,
    "It does not know whether a face is alive: a photograph of somebody is that somebody.",
)

TEXTS = {
    "ssd_mobilenetv1": Text(
        "Finds faces in one pass over the whole picture. The library's default detector.",
        "The whole picture, padded to a square and resized to 512 × 512",
        DETECTOR_OUT,
        (
            "Misses faces that fill the picture; a border around it helps.",
            "Misses faces smaller than about a fortieth of the picture's longer side, of which it sees 512 pixels.",
            "The slowest of the detectors without a graphics card.",
            PHOTOS,
        ),
    ),
    "tiny_face_detector": Text(
        "Finds faces fast and in few bytes, for cameras and phones. The Live page's default.",
        "The whole picture, padded to a square and resized to a side of 32–1,280 pixels (default 416)",
        DETECTOR_OUT,
        (
            "Misses small, turned and partly covered faces that the larger detectors find; a larger input size helps.",
            "Its boxes are drawn for landmarks and may cut off chin or forehead.",
            PHOTOS,
        ),
    ),
    "tiny_yolov2": Text(
        "The larger ancestor of the tiny face detector, for which you need a file of weights of your own.",
        "The whole picture, padded to a square and resized to a side of 32–1,280 pixels (default 416)",
        DETECTOR_OUT,
        ("Its weights could not be measured here, because they are in no package.", PHOTOS),
    ),
    "mtcnn": Text(
        "Finds faces, with five points each, in three stages over a pyramid of sizes; small faces, too.",
        "The whole picture at every size of the pyramid; then patches of 24 × 24 and 48 × 48 pixels",
        "A box, a score and five points (eyes, nose, corners of the mouth) for each face",
        (
            "Slow for large pictures with a small “smallest face”: the time grows with the picture.",
            "Finds more that is no face than the other detectors, unless its thresholds are raised.",
            "Skips pyramid levels above 4 million pixels, and with them the smallest faces of very large photos.",
            PHOTOS,
        ),
    ),
    "face_landmark_68": Text(
        "Places 68 points on eyes, brows, nose, mouth and chin of a face that was found.",
        "The face's box, padded to a square and resized to 112 × 112",
        "68 points in pixels of the picture",
        (
            "Always gives 68 points, also for what is no face; it has no confidence of its own.",
            "Less exact for turned heads, covered mouths and strong light from one side.",
            PHOTOS,
        ),
    ),
    "face_landmark_68_tiny": Text(
        "The same 68 points in a quarter of the bytes, a little less exactly.",
        "The face's box, padded to a square and resized to 112 × 112",
        "68 points in pixels of the picture",
        ("Less exact than the larger network; always gives 68 points, also for what is no face.", PHOTOS),
    ),
    "face_recognition": Text(
        "Familiar's recogniser: describes a face with 128 numbers, near one another for one and the same person.",
        "The face, turned upright by its landmarks and scaled to 150 × 150 (or cut out as face-api.js does)",
        "A descriptor of 128 numbers, compared by Euclidean distance",
        DESCRIPTOR_LIMITS,
    ),
    "facenet": Text(
        "Another recogniser, larger and slower. Its descriptors never meet those of the first.",
        "A square around the face's box, 160 × 160, each picture brought to mean 0 and deviation 1",
        "A descriptor of 128 numbers of length one, compared by Euclidean distance",
        (
            "46 MB and five times the work of Familiar's own recogniser: an extra for servers and fast machines.",
            *DESCRIPTOR_LIMITS,
        ),
    ),
    "face_expression": Text(
        "Tells which of seven expressions a face shows.",
        "The face, cut out by its landmarks and resized to 112 × 112",
        "Seven probabilities: neutral, happy, sad, angry, fearful, disgusted, surprised",
        (
            "What a face shows is not what a person feels.",
            "Glasses, beards and covered mouths lower its accuracy.",
            "Fear, disgust and sadness are often taken for something else.",
            PHOTOS,
        ),
    ),
    "age_gender": Text(
        "Guesses the age in years, and whether a face looks more like a man's or a woman's.",
        "The face, cut out by its landmarks and resized to 112 × 112",
        "Age in years; the probabilities of male and female",
        (
            ESTIMATE,
            "Knows two genders only and judges by looks: wrong for many people, whatever they say of themselves.",
            "Old people are guessed too young; the gender of small children is no more than a guess.",
            PHOTOS,
        ),
    ),
    "antispoof": Text(
        "Guesses whether a face is a real one rather than a manipulated picture or a print of one.",
        "The face's box, padded to a square and resized to 128 × 128",
        "A probability from 0 to 1 that the face is real",
        (
            "Never rely on it for access: it was trained on few attacks, and new ones pass.",
            "Pictures of noise, or of one colour, pass it too: by itself an answer above one half says almost nothing.",
            UNMEASURED,
        ),
    ),
    "liveness": Text(
        "Guesses whether a live face is before the camera rather than a picture on a screen.",
        "The face's box, padded to a square and resized to 32 × 32",
        "A probability from 0 to 1 that the face is live",
        (
            "Never rely on it for access: it was trained on very few people and screens.",
            "Which of its two numbers means “live” is not documented; it is read so that real faces are live.",
            UNMEASURED,
        ),
    ),
}
