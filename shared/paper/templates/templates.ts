// What a paper may start from. An id is sent to the host and never stored: a paper does not remember its template.
import type { Language } from '../../contract/editor-api.ts'
import type { DraftBlock } from '../block.ts'
import { draftsFromMarkdown } from '../import-text.ts'
import { discussionPaper } from './discussion-paper.ts'
import { jointAppeal } from './joint-appeal.ts'
import { minutes } from './minutes.ts'
import { monitoringNote } from './monitoring-note.ts'
import { parallelConference } from './parallel-conference.ts'
import { speakingNote } from './speaking-note.ts'
import type { Template } from './template.ts'
import { uprSubmission } from './upr-submission.ts'
import { womenPeaceSecurity } from './women-peace-security.ts'
import { writtenContribution } from './written-contribution.ts'

export const TEMPLATES: readonly Template[] = [
  parallelConference,
  writtenContribution,
  jointAppeal,
  uprSubmission,
  womenPeaceSecurity,
  discussionPaper,
  monitoringNote,
  minutes,
  speakingNote,
]

/** The first lines of every paper that starts from a template. */
const GUIDE: Readonly<Record<Language, string>> = {
  en: '*Words in italics say what belongs in a place: write over them or delete them. Fill in what stands in square brackets.*',
  ru: '*Курсив подсказывает, что здесь должно быть: пишите вместо него или удалите. Заполните то, что стоит в квадратных скобках.*',
}

export function templateOf(id: string): Template | undefined {
  return TEMPLATES.find((template) => template.id === id)
}

/** The blocks that a paper in this language starts with. */
export function templateBlocks(template: Template, language: Language): DraftBlock[] {
  return draftsFromMarkdown(`${GUIDE[language]}\n\n${template[language].body}`)
}
