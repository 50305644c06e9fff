// Devices have no names: four characters of their id tell two devices of one person apart, on every screen alike.

export function deviceCode(device: string): string {
  return device.slice(0, 4).toUpperCase()
}
