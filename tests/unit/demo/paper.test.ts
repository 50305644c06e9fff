// What the demo looks for on the disks. It must never be a text so short that it stands in any noise.
import { expect, test } from 'vitest'
import { telling } from '../../../scripts/demo/paper.ts'
import { scanBytes } from '../../support/plaintext-scan.ts'

test('short lines of a paper are not looked for, and every other can be', () => {
  const secrets = telling([
    'I.',
    '',
    'No. 3',
    'Freedom of peaceful assembly in public places',
    'Twelve chars',
  ])
  expect(secrets).toEqual(['Freedom of peaceful asse', 'Twelve chars'])
  expect(scanBytes(new TextEncoder().encode('… Freedom of peaceful assembly …'), secrets)).toHaveLength(1)
})
