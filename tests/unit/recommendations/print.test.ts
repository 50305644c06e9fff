// What stands below a recommendation in an exported paper, as Word and as Markdown.
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { docxOf } from '../../../renderer/editor/features/paper/export/docx.ts'
import type { DraftBlock } from '../../../shared/paper/block.ts'
import { markdownOf } from '../../../shared/paper/export-markdown.ts'

const BLOCKS: readonly DraftBlock[] = [
  {
    kind: 'recommendation',
    level: 1,
    indent: 0,
    runs: [{ text: 'Repeal the law.', marks: {} }],
    notes: ['Addressed to: Belarus; *us*', 'By: 2027-05-01'],
  },
  { kind: 'recommendation', level: 1, indent: 0, runs: [{ text: 'Pay.', marks: {} }], notes: [] },
]

test('Markdown: a list below it', () => {
  expect(markdownOf(BLOCKS, 'Recommendation')).toBe(
    'Recommendation 1: Repeal the law.\n\n- Addressed to: Belarus; \\*us\\*\n- By: 2027-05-01\n\nRecommendation 2: Pay.\n',
  )
})

test('Word: paragraphs of a style of their own, and the same bytes each time', async () => {
  const [first, second] = [await docxOf('Title', BLOCKS), await docxOf('Title', BLOCKS)]
  expect(first).toEqual(second)
  const document = strFromU8(unzipSync(first)['word/document.xml'] ?? new Uint8Array())
  expect(document.match(/RecommendationDetails/g)).toHaveLength(2)
  expect(document).toContain('Addressed to: Belarus; *us*')
})
