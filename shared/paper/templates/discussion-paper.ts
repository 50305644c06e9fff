// A discussion paper: a question, what is known, options with what speaks for and against each, questions to those who will discuss it.
import type { Template } from './template.ts'

export const discussionPaper: Template = {
  id: 'discussion-paper',
  kind: 'discussion-paper',
  en: {
    name: 'Discussion paper',
    about: 'A question, what is known, options with what speaks for and against each.',
    body: `
# The question

*One sentence that can be answered. Then why it has to be answered now, and by whom.*

# What we know

*The agreed facts, with sources. Say where the evidence is thin.*

# What is disputed

*Where members differ, put so that each side would recognise itself. Positions, not names.*

# Options

## Option A: [name]

*What would be done, by whom, with what means.*

- For: [what speaks for it]
- Against: [risks, costs, whom it leaves out]
- Needed: [what would have to be true for it to work]

## Option B: [name]

*As above.*

- For: [what speaks for it]
- Against: [risks, costs, whom it leaves out]
- Needed: [what would have to be true for it to work]

## Option C: go on as before

*Doing nothing is a choice as well: what happens then?*

# Questions for discussion

1. [A question that cannot be answered with yes or no]
2. [What would change your mind?]
3. [Who is missing from this discussion?]

# A first proposal

*Only if the authors agree on one; mark it as a proposal.*

Recommendation: [Addressee] should [what] by [date].

# Next steps

*Comments until [date], to whom; who revises the paper; when and how it is decided.*
`,
  },
  ru: {
    name: 'Дискуссионный документ',
    about: 'Вопрос, известное о нём, варианты с доводами за и против каждого.',
    body: `
# Вопрос

*Одно предложение, на которое можно ответить. Затем — почему ответить нужно сейчас и кому.*

# Что мы знаем

*Факты, с которыми согласны все, с источниками. Скажите, где данных мало.*

# О чём спорят

*В чём расходятся участники, изложите это так, чтобы каждая сторона узнала себя. Позиции, а не имена.*

# Варианты

## Вариант А: [название]

*Что было бы сделано, кем и какими средствами.*

- За: [что говорит в его пользу]
- Против: [риски, затраты, кого он оставляет в стороне]
- Нужно: [при каких условиях он сработает]

## Вариант Б: [название]

*Так же, как выше.*

- За: [что говорит в его пользу]
- Против: [риски, затраты, кого он оставляет в стороне]
- Нужно: [при каких условиях он сработает]

## Вариант В: оставить как есть

*Ничего не делать — тоже выбор: что будет тогда?*

# Вопросы для обсуждения

1. [Вопрос, на который нельзя ответить «да» или «нет»]
2. [Что заставило бы вас передумать?]
3. [Кого не хватает в этом обсуждении?]

# Первое предложение

*Только если авторы сошлись на одном; отметьте, что это предложение.*

Рекомендация: [Адресату] следует [что] до [даты].

# Дальнейшие шаги

*Замечания до [даты], кому; кто дорабатывает документ; когда и как принимается решение.*
`,
  },
}
