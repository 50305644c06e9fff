// The outcome of a civil society conference held beside a meeting of ministers: a common preamble, a chapter for each working group,
// recommendations by addressee, adoption.
import type { Template } from './template.ts'

export const parallelConference: Template = {
  id: 'parallel-conference',
  kind: 'recommendation-paper',
  en: {
    name: 'Outcome of a parallel conference',
    about: 'A common preamble, a chapter for each working group, recommendations by addressee.',
    body: `
# Preamble

We, the participants of the civil society conference held in [city] on [dates] ahead of the [number] meeting of the OSCE Ministerial Council,
have discussed the state of human rights and security in the region and adopt the following recommendations.

*Two or three sentences on who took part: how many organisations from how many countries, and which working groups prepared the text. Leave out
every name whose owner has not agreed.*

# What has changed since last year

*The three or four developments that every reader has to know, one paragraph each. Give the source of every figure and say what became of
last year’s recommendations.*

# [Theme of the first working group]

## What we see

*Facts first, then the pattern behind them. Two or three cases are enough; choose those whose people have agreed to be mentioned.*

## What was promised

*The commitments that apply, each with document, year and paragraph, for example Copenhagen 1990, paragraph 9.1.*

## What we recommend

### To the participating States

Recommendation: [All participating States, or one by name] should [repeal, adopt, release, investigate] [what exactly] by [date].

Recommendation: [Addressee] should [the next step that can be checked] by [date].

### To the Chairpersonship and the OSCE institutions

Recommendation: The [Chairpersonship, ODIHR, Representative on Freedom of the Media] should [what lies within its mandate] before [meeting or date].

### To civil society

Recommendation: Members of the coalition should [what we ourselves undertake] by [date].

# [Theme of the second working group]

## What we see

*As above. Refer to the first chapter instead of repeating it.*

## What was promised

*The commitments that apply.*

## What we recommend

### To the participating States

Recommendation: [Addressee] should [what] by [date].

### To the Chairpersonship and the OSCE institutions

Recommendation: [Addressee] should [what] by [date].

# Follow-up

*Who hands the text over to whom and when, who asks for an answer, and when the coalition looks at what was done.*

# Adoption

Adopted in [city] on [date].

*Say how: by consensus, or by silence procedure until a given day. Organisations that endorse with a reservation are listed with it.*
`,
  },
  ru: {
    name: 'Итоговый документ параллельной конференции',
    about: 'Общая преамбула, глава от каждой рабочей группы, рекомендации по адресатам.',
    body: `
# Преамбула

Мы, участники конференции гражданского общества, прошедшей в [городе] [такого-то числа] накануне встречи Совета министров ОБСЕ [номер и год],
обсудили положение с правами человека и безопасностью в регионе и принимаем следующие рекомендации.

*Два-три предложения о том, кто участвовал: сколько организаций, из скольких стран, какие рабочие группы готовили текст. Не называйте
никого, кто не дал на это согласия.*

# Что изменилось за год

*Три-четыре события, о которых должен знать каждый читатель, по абзацу на каждое. Укажите источник каждой цифры и скажите, что стало
с прошлогодними рекомендациями.*

# [Тема первой рабочей группы]

## Что происходит

*Сначала факты, затем закономерность, которая за ними стоит. Достаточно двух-трёх случаев; выберите те, где пострадавшие
согласны, чтобы о них рассказали.*

## Что было обещано

*Обязательства, которые здесь применимы: документ, год и пункт, например Копенгаген, 1990, пункт 9.1.*

## Что мы рекомендуем

### Государствам-участникам

Рекомендация: [Всем государствам-участникам или одному из них] следует [отменить, принять, освободить, расследовать] [что именно] до [даты].

Рекомендация: [Адресату] следует [следующий шаг, который можно проверить] до [даты].

### Председательству и институтам ОБСЕ

Рекомендация: [Председательству, БДИПЧ, Представителю по вопросам свободы СМИ] следует [что входит в мандат] до [встречи или даты].

### Гражданскому обществу

Рекомендация: Участникам коалиции следует [что мы берём на себя] до [даты].

# [Тема второй рабочей группы]

## Что происходит

*Так же, как выше. Не повторяйте первую главу, сошлитесь на неё.*

## Что было обещано

*Обязательства, которые здесь применимы.*

## Что мы рекомендуем

### Государствам-участникам

Рекомендация: [Адресату] следует [что] до [даты].

### Председательству и институтам ОБСЕ

Рекомендация: [Адресату] следует [что] до [даты].

# Дальнейшие действия

*Кто, кому и когда передаёт текст, кто запрашивает ответ и когда коалиция проверяет, что сделано.*

# Принятие

Принято: [город], [дата].

*Скажите, как именно: консенсусом или по процедуре молчания до определённого дня. Организации, которые присоединяются с оговоркой,
указываются вместе с ней.*
`,
  },
}
