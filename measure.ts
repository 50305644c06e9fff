import { createServer } from 'node:http'
import { mkdtemp, rm, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import sodium from 'libsodium-wrappers'
import { Person } from './scripts/driver/person.ts'
import { VaultKeeper } from './electron/host/vault/vault-keeper.ts'
import { createCrypto } from './shared/crypto/crypto.ts'
import { systemRandom } from './electron/host/adapters/system-random.ts'
import { utf8 } from './shared/bytes/codec.ts'
void createServer
await sodium.ready
const crypto = createCrypto(sodium, systemRandom())
const root = await mkdtemp(join(tmpdir(), 'vault-measure-'))
const passphrase = 'granite otter ballot seventeen'
const person = await Person.start({ name: 'Ana', organisation: 'A', passphrase, profile: join(root, 'old') })
await person.createVault(); await person.createGroup('Big'); await person.createPaper('One'); await person.typeAtEnd('Hello backup.'); await person.untilStatus(/Saved/)
await person.quit()
const keeper = await VaultKeeper.open({ profileDir: join(root, 'old'), crypto })
const store = await keeper.unlock(utf8(passphrase))
for (let i = 0; i < 400; i++) await store.write([{ type: 'put', table: 'ballast', key: utf8(String(i)), value: new Uint8Array(randomBytes(250_000)) }], 'synced')
await store.write([{ type: 'put', table: 'ballast', key: utf8('large'), value: new Uint8Array(randomBytes(20_000_000)) }], 'synced')
await keeper.close()
await person.restart(); await person.unlock()
const page = person.page
let t = Date.now()
await page.getByRole('button', { name: 'Preferences' }).click()
await page.getByRole('button', { name: 'Save a backup' }).click()
const d = page.getByRole('dialog', { name: 'Save a backup' })
await d.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase)
const dl = page.waitForEvent('download', { timeout: 120_000 })
t = Date.now()
await d.getByRole('button', { name: 'Save backup file' }).click()
const file = await (await dl).path()
console.log('saved', (await readFile(file)).length, 'bytes in', Date.now() - t, 'ms; rss', (await readFile(`/proc/${person.app.pid}/status`, 'utf8')).match(/VmHWM:\s+(\d+)/)?.[1], 'kB peak')
await page.screenshot({ path: '/tmp/vault-pics/saved.png' })
const copy = join(root, 'x.backup'); await (await dl).saveAs(copy)
console.log(person.troubles()); await person.quit()
const other = await Person.start({ name: 'Ana', organisation: 'A', passphrase, profile: join(root, 'new') })
await other.page.getByRole('button', { name: 'Restore from a backup' }).click()
const ch = other.page.waitForEvent('filechooser'); await other.page.getByRole('button', { name: 'Choose backup file' }).click(); await (await ch).setFiles(copy)
await other.page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
t = Date.now()
await other.page.getByRole('button', { name: 'Restore', exact: true }).click()
await other.page.getByRole('progressbar').waitFor(); await other.page.screenshot({ path: '/tmp/vault-pics/restoring.png' })
await other.page.getByRole('dialog', { name: 'Your vault is restored' }).waitFor({ timeout: 120_000 })
console.log('restored in', Date.now() - t, 'ms; rss', (await readFile(`/proc/${other.app.pid}/status`, 'utf8')).match(/VmHWM:\s+(\d+)/)?.[1], 'kB peak')
await other.page.screenshot({ path: '/tmp/vault-pics/restored.png' })
await other.page.getByRole('button', { name: 'Close' }).click()
await other.openGroup('Big'); await other.openPaper('One'); await other.untilText('Hello backup.')
console.log(other.troubles()); await other.quit(); await rm(root, { recursive: true })
