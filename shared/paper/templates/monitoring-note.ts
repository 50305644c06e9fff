// A monitoring note: what was observed, how it was checked, what it means, what is to be done.
import type { Template } from './template.ts'

export const monitoringNote: Template = {
  id: 'monitoring-note',
  kind: 'monitoring-note',
  en: {
    name: 'Monitoring note',
    about: 'What was observed, how it was checked, what it means, what should follow.',
    body: `
Subject: [what was monitored]. Period: [from – to]. Places: [regions, not addresses].

# Main findings

*Three to five sentences with the most important figures. Everything else in the note proves them.*

# Method and limits

*Who observed and how: presence on the spot, interviews, documents, open sources. How many sources a fact needed. What could not be checked.
How consent was asked.*

# What happened

*In order of time. For each event: day, place, what, who acted, who was affected, source and how sure you are. Use codes in place of names; keep the key
outside this paper.*

1. [Day, place: what happened; source; confirmed by]
2. [Day, place: what happened; source; confirmed by]

# Patterns

*What repeats itself: the same articles of law, the same units, the same groups. Compare with the previous period.*

# What the authorities did

*Answers, investigations, court decisions, silence. Say when you asked.*

# Assessment

*Measured by which commitments and which law, with paragraphs. Keep it apart from the facts above.*

# Recommendations

Recommendation: [Authority] should [investigate, stop, compensate] [what] by [date].

Recommendation: [Authority] should [change which rule or practice] by [date].

Recommendation: [International body] should [follow, visit, raise] [what] at [occasion].

# What we watch next

*Hearings, laws in preparation, dates. Who observes them.*
`,
  },
  ru: {
    name: 'Мониторинговая записка',
    about: 'Что наблюдали, как проверяли, что это значит и что должно последовать.',
    body: `
Предмет: [что отслеживали]. Период: [с – по]. Места: [регионы, а не адреса].

# Главное

*Три-пять предложений с самыми важными цифрами. Всё остальное в записке их подтверждает.*

# Методы и ограничения

*Кто и как наблюдал: на месте, в беседах, по документам, по открытым источникам. Сколько источников требовалось для каждого факта. Чего проверить
не удалось. Как спрашивали согласие.*

# Что произошло

*По порядку. О каждом событии: день, место, что, кто действовал, кого это затронуло, источник и насколько вы уверены. Вместо имён ставьте коды;
ключ к ним храните вне этого документа.*

1. [День, место: что произошло; источник; чем подтверждено]
2. [День, место: что произошло; источник; чем подтверждено]

# Закономерности

*Что повторяется: те же статьи, те же подразделения, те же группы людей. Сравните с прошлым периодом.*

# Что сделали власти

*Ответы, расследования, решения судов, молчание. Укажите, когда вы обращались.*

# Оценка

*Каким обязательствам и нормам это противоречит, с указанием пунктов. Не смешивайте оценку с фактами.*

# Рекомендации

Рекомендация: [Органу власти] следует до [даты] [расследовать, прекратить, возместить] [что].

Рекомендация: [Органу власти] следует до [даты] изменить [какое правило или практику].

Рекомендация: [Международному органу] следует [проследить, посетить, поднять вопрос] [о чём] на [каком заседании].

# За чем следим дальше

*Заседания, готовящиеся законы, даты. Кто за ними наблюдает.*
`,
  },
}
