// Where a profile lives when nobody says: the operating system's folder for a program's own data.
// It must never be a folder that is synchronised to other machines: two devices with one profile would fork.
import { homedir } from 'node:os'
import { join } from 'node:path'

/** The same for both shells, so that changing shells keeps the vault. */
export function defaultProfile(
  platform: NodeJS.Platform = process.platform,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const home = homedir()
  switch (platform) {
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Rapporteur', 'profile')
    case 'win32':
      return join(environment.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'Rapporteur', 'profile')
    default:
      return join(environment.XDG_DATA_HOME || join(home, '.local', 'share'), 'rapporteur', 'profile')
  }
}
