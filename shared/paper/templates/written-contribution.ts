// A written contribution to one session of a human dimension conference: one issue, one or two pages, recommendations at the end.
import type { Template } from './template.ts'

export const writtenContribution: Template = {
  id: 'written-contribution',
  kind: 'written-contribution',
  en: {
    name: 'Written contribution to a conference',
    about: 'One issue for one session: facts, commitments, recommendations. One or two pages.',
    body: `
Contribution of [organisation or coalition] to the [name and year of the conference], session [number]: [title of the session]

# In short

*Three sentences for those who read no further: what is wrong, whom it hurts, what should be done.*

# The situation

*What has happened since the last conference, with dates and places. Separate what you have documented yourselves from what others report,
and leave out what could lead to a person at risk.*

# Commitments

*Which commitments the State has undertaken in this matter: document, year, paragraph. Add binding law where there is any.*

# What the authorities say

*Their answer in one paragraph, fairly put, and why it does not suffice. It makes the rest more credible.*

# Recommendations

## To [the State]

Recommendation: The government of [State] should [a step that can be checked] by [date].

Recommendation: The parliament of [State] should [amend or repeal which provision] before [date].

## To the OSCE

Recommendation: [ODIHR or another institution] should [review, monitor, visit] [what] by [date].

# Contact

*An address that may be public. A contribution appears on the website of the organisers: check that no name, telephone number or place has
slipped in that should not be there.*
`,
  },
  ru: {
    name: 'Письменный вклад в конференцию',
    about: 'Один вопрос для одной сессии: факты, обязательства, рекомендации. Одна-две страницы.',
    body: `
Вклад [организации или коалиции] в [название и год конференции], сессия [номер]: [название сессии]

# Коротко

*Три предложения для тех, кто дальше читать не будет: что не так, кто от этого страдает, что нужно сделать.*

# Положение дел

*Что произошло после прошлой конференции, с датами и местами. Отделите то, что вы задокументировали сами, от того, что сообщают другие.
Уберите всё, что может вывести на человека, которому грозит опасность.*

# Обязательства

*Какие обязательства государство взяло на себя в этом вопросе: документ, год, пункт. Если есть нормы, имеющие обязательную силу, добавьте их.*

# Что говорят власти

*Их ответ в одном абзаце, без искажений, и почему его недостаточно. Так остальному поверят больше.*

# Рекомендации

## [Государству]

Рекомендация: Правительству [какого государства] следует [шаг, который можно проверить] до [даты].

Рекомендация: Парламенту [какого государства] следует [изменить или отменить какую норму] до [даты].

## ОБСЕ

Рекомендация: [БДИПЧ или другому институту] следует [провести обзор, вести мониторинг, посетить] [что] до [даты].

# Контакты

*Адрес, который можно сделать публичным. Вклад появится на сайте организаторов: проверьте, не попали ли в него имя, телефон или место,
которых там быть не должно.*
`,
  },
}
