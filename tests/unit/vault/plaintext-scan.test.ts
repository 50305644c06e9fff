// The scanner is proved able to find what it looks for, before anything is called clean on its word.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolders } from '../../support/folder.ts'
import { scanBytes, scanFolder } from '../../support/plaintext-scan.ts'

const folder = temporaryFolders()
const SECRETS = ['Annual review of Article 12', 'Заседание группы'] as const

const ENCODERS: readonly (readonly [string, (secret: string) => Buffer])[] = [
  ['UTF-8', (secret) => Buffer.from(secret)],
  ['UTF-16LE', (secret) => Buffer.from(secret, 'utf16le')],
  ['UTF-16BE', (secret) => Buffer.from(secret, 'utf16le').swap16()],
]

describe('the plaintext scanner', () => {
  for (const secret of SECRETS) {
    for (const [name, encode] of ENCODERS) {
      it(`finds «${secret}» in ${name}, plain and in base64 at all three alignments`, () => {
        const plain = Buffer.concat([Buffer.from('xx'), encode(secret), Buffer.from('yy')])
        expect(scanBytes(plain, [secret]).map((finding) => finding.disguise)).toContain(name)
        for (const shift of [0, 1, 2]) {
          for (const behind of [0, 1, 2]) {
            const around = Buffer.concat([
              Buffer.alloc(shift, 0xa7),
              encode(secret),
              Buffer.alloc(behind, 0x5c),
            ])
            for (const text of [around.toString('base64'), around.toString('base64url')]) {
              const found = scanBytes(Buffer.from(text), [secret]).map((finding) => finding.disguise)
              expect(found, `${shift} before, ${behind} behind`).toContain(
                `base64 of ${name}, alignment ${shift}`,
              )
            }
          }
        }
      })
    }
  }

  it('finds nothing in other text, and counts what it read', async () => {
    const path = await folder()
    await mkdir(join(path, 'deep'))
    await writeFile(join(path, 'deep', 'other'), 'Annual review of Article 13 and more')
    expect(await scanFolder(path, SECRETS)).toEqual({ findings: [], files: 1, bytes: 36 })
  })

  it('finds a secret deep in a folder, and in a file name', async () => {
    const path = await folder()
    await mkdir(join(path, 'deep'))
    await writeFile(join(path, 'deep', 'hidden'), `xx${SECRETS[0]}xx`)
    await writeFile(join(path, SECRETS[1]), '')
    const { findings } = await scanFolder(path, SECRETS)
    expect(findings.map((finding) => finding.secret).sort()).toEqual([...SECRETS].sort())
  })

  it('refuses a secret that noise would contain', () => {
    expect(() => scanBytes(new Uint8Array(), ['abc'])).toThrow(RangeError)
  })
})
