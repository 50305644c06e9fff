// A caret's colour from the device's id: the same on every screen, readable on light and dark pages.
import type { DeviceId } from '../../../shared/ids/ids.ts'

const COLOURS = [
  '#b3261e',
  '#1f6f54',
  '#2554a8',
  '#8a4b08',
  '#7a2e8e',
  '#0b6b7a',
  '#a8326b',
  '#4d5b12',
] as const

export function colourOf(device: DeviceId): string {
  return COLOURS[Number.parseInt(device.slice(0, 4), 16) % COLOURS.length] ?? COLOURS[0]
}
