// A joint stakeholder submission to the Universal Periodic Review. Submissions by several stakeholders together may have 5,630 words,
// one stakeholder's 2,815, notes and annexes not counted: the secretariat's technical guidelines say so, and refuse what is longer.
import type { Template } from './template.ts'

const MOST_WORDS = 5_630

export const uprSubmission: Template = {
  id: 'upr-joint-submission',
  kind: 'upr-submission',
  en: {
    name: 'UPR joint submission',
    about:
      'Follow-up to the last review, then issue by issue. For one organisation alone, set the limit to 2,815 words.',
    limit: MOST_WORDS,
    body: `
Joint stakeholder submission on [State] for the [number] session of the Working Group on the Universal Periodic Review, [month and year]

Submitted by: [organisations, each with its country; the first is the contact]

# About the submitting organisations

*One or two sentences on each: since when, on what, whether it has consultative status. Leave out what endangers anyone; the submission is
published.*

# Summary

*Four or five sentences: the period covered, the issues, the change you want most. The summary that the United Nations prepares is often
taken from here.*

# How this submission was prepared

*Sources, period, places; how statements were checked; who was consulted, and how those who gave information are protected.*

# Follow-up to the previous review

*For each recommendation that the State supported and that belongs to your issues: its number and who made it, what was done, what was not.
Say plainly: implemented, partly, not at all.*

# International obligations and institutions

*Treaties signed, ratified, or not; reservations; visits of special procedures asked for and allowed; the status of the national human rights
institution. Only what matters for the issues below.*

# [First issue]

## Findings

*Law, practice, cases, figures, in this order. One thought to a paragraph: paragraphs are numbered and quoted by number.*

## Previous recommendations on this issue

*Which were supported, which noted, and what came of them.*

## Recommendations

Recommendation: Amend [article of which law] so that [what is lawful afterwards], by [year of the mid-term report].

Recommendation: Establish [body or procedure] with [powers and means] by [date].

# [Second issue]

## Findings

*As above.*

## Previous recommendations on this issue

*As above.*

## Recommendations

Recommendation: Investigate [which cases] promptly and independently, and publish the results by [date].

Recommendation: Ratify [treaty] by [date].

# Notes and annexes

*Sources belong in notes. An annex may hold details; it is not translated and few read it. Reports of other organisations are not annexed.*
`,
  },
  ru: {
    name: 'Совместное представление для УПО',
    about:
      'Итоги прошлого обзора, затем вопрос за вопросом. Для одной организации поставьте предел 2 815 слов.',
    limit: MOST_WORDS,
    body: `
Совместное представление заинтересованных сторон о положении в [стране] к [номер] сессии Рабочей группы по универсальному периодическому обзору,
[месяц и год]

Представлено: [организации, у каждой указана страна; первая — для связи]

# О представивших организациях

*По одному-два предложения о каждой: с какого года, чем занимается, есть ли консультативный статус. Не пишите того, что может кому-то навредить:
представление публикуют.*

# Краткое изложение

*Четыре-пять предложений: за какой период, о чём, какой перемены вы добиваетесь прежде всего. В резюме, которое готовит ООН, часто попадает
именно это.*

# Как готовилось представление

*Источники, период, места; как проверялись сведения; с кем советовались и как защищены те, кто дал информацию.*

# Итоги предыдущего обзора

*По каждой поддержанной государством рекомендации, которая касается ваших вопросов: её номер и кто её дал, что сделано, что нет. Скажите прямо:
выполнена, частично, не выполнена.*

# Международные обязательства и институты

*Какие договоры подписаны и ратифицированы, какие нет; оговорки; запрошенные и состоявшиеся визиты специальных процедур; статус национального
правозащитного учреждения. Только то, что важно для вопросов ниже.*

# [Первый вопрос]

## Что установлено

*Закон, практика, случаи, цифры — в таком порядке. Одна мысль на абзац: абзацы нумеруют и цитируют по номерам.*

## Прежние рекомендации по этому вопросу

*Какие были поддержаны, какие приняты к сведению и что из них вышло.*

## Рекомендации

Рекомендация: Изменить [статью какого закона] так, чтобы [что станет законным], до [года среднесрочного доклада].

Рекомендация: Создать [орган или процедуру] с [полномочия и средства] до [даты].

# [Второй вопрос]

## Что установлено

*Так же, как выше.*

## Прежние рекомендации по этому вопросу

*Так же, как выше.*

## Рекомендации

Рекомендация: Быстро и независимо расследовать [какие случаи] и опубликовать результаты до [даты].

Рекомендация: Ратифицировать [договор] до [даты].

# Примечания и приложения

*Источники указывают в примечаниях. В приложение можно вынести подробности; его не переводят, и читают его немногие. Доклады других организаций
не прилагают.*
`,
  },
}
