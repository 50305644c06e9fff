// Finds an invitation in a picture: a screenshot or a photograph of its QR code. Nothing leaves the page, and a picture that
// would take the page down is turned away before it is unpacked.
import { decodeQR } from 'qr/decode.js'
import type { ErrorCode } from '../../../../shared/contract/errors.ts'

const MOST_BYTES = 20 * 1024 * 1024
const MOST_PIXELS = 50_000_000
/** Longest sides at which the code is looked for: large photographs read better made smaller. */
const SIDES = [1_600, 800, 3_200] as const
/** Milliseconds to look, at each size. */
const PATIENCE = 1_500

export type QrOutcome = { readonly text: string } | { readonly code: ErrorCode }

export async function readQr(picture: Blob): Promise<QrOutcome> {
  if (picture.size > MOST_BYTES) return { code: 'E_IMAGE_TOO_LARGE' }
  const address = URL.createObjectURL(picture)
  try {
    const image = await load(address)
    if (image === undefined) return { code: 'E_IMAGE_UNREADABLE' }
    if (image.naturalWidth * image.naturalHeight > MOST_PIXELS) return { code: 'E_IMAGE_TOO_LARGE' }
    for (const side of SIDES) {
      const text = look(image, side)
      if (text !== undefined) return /rapporteur:/i.test(text) ? { text } : { code: 'E_QR_FOREIGN' }
    }
    return { code: 'E_QR_ABSENT' }
  } catch {
    return { code: 'E_IMAGE_UNREADABLE' }
  } finally {
    URL.revokeObjectURL(address)
  }
}

/** Its size is known once this resolves; it is unpacked only when drawn. */
function load(address: string): Promise<HTMLImageElement | undefined> {
  return new Promise((resolve) => {
    const image = new Image()
    image.onload = () => resolve(image.naturalWidth > 0 && image.naturalHeight > 0 ? image : undefined)
    image.onerror = () => resolve(undefined)
    image.src = address
  })
}

function look(image: HTMLImageElement, side: number): string | undefined {
  const scale = Math.min(1, side / Math.max(image.naturalWidth, image.naturalHeight))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale))
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale))
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) return undefined
  // Behind a transparent picture there is paper.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height)
  try {
    return decodeQR({ data, width, height }, { effort: 8, timeLimit: PATIENCE })
  } catch {
    return undefined
  }
}
