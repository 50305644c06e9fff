// The invitation as a QR code, drawn as shapes: dark on light in either theme, with the quiet margin that readers need.
import { encodeQR } from 'qr'
import { useMemo } from 'react'
import { useSay } from '../../i18n/say.ts'
import styles from './members.module.css'

/** On the screen, in CSS pixels; a long invitation has more modules and gets a larger picture. */
const MODULE = 4
const LEAST = 216
const MARGIN = 4

export function InvitationQr({ text }: { readonly text: string }) {
  const say = useSay()
  const { size, path } = useMemo(() => drawing(text), [text])
  const side = Math.max(LEAST, size * MODULE)
  return (
    <svg
      role="img"
      aria-label={say('invite.qr')}
      className={styles.qr}
      width={side}
      height={side}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

/** One rectangle for each run of dark modules in a row. */
function drawing(text: string): { size: number; path: string } {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', encoding: 'byte', border: MARGIN })
  const path = rows.flatMap((row, y) => {
    const runs: string[] = []
    for (let x = 0; x < row.length; x++) {
      const from = x
      while (row[x]) x++
      if (x > from) runs.push(`M${from} ${y}h${x - from}v1h-${x - from}z`)
    }
    return runs
  })
  return { size: rows.length, path: path.join('') }
}
