// Minutes of a meeting of the group: decisions and tasks, not speeches. A list of those present is evidence: it asks for initials.
import type { Template } from './template.ts'

export const minutes: Template = {
  id: 'minutes',
  kind: 'minutes',
  en: {
    name: 'Minutes',
    about: 'Decisions and tasks, not speeches. Who was present only as far as it is safe.',
    body: `
Meeting of [group] on [date], [place or online], from [hour] to [hour] [time zone]

Chair: [initials]. Minutes: [initials].

# Present

*Initials or the names used in this group, if at all: minutes get about. Say whether there were enough people to decide.*

# Agenda

1. [Item]
2. [Item]
3. Any other business

# 1. [Item]

*The question in one sentence and the main arguments, without saying whose they are.*

Decided: [what, word for word; by consensus, or who asked for a reservation to be noted]

# 2. [Item]

*As above.*

Decided: [what]

# Tasks

- [Who]: [what] by [date]
- [Who]: [what] by [date]

# Open questions

*What was not decided, and when it comes back.*

# Next meeting

[Date, hour, time zone, place]

*The minutes count as agreed if nobody objects by [date].*
`,
  },
  ru: {
    name: 'Протокол',
    about: 'Решения и поручения, а не выступления. Кто присутствовал — лишь насколько это безопасно.',
    body: `
Встреча группы [название], [дата], [место или онлайн], с [часа] до [часа], [часовой пояс]

Ведёт: [инициалы]. Протокол: [инициалы].

# Присутствовали

*Инициалы или имена, принятые в этой группе, — если их вообще указывать: протоколы расходятся дальше, чем думают. Отметьте, достаточно ли
было людей для решений.*

# Повестка

1. [Пункт]
2. [Пункт]
3. Разное

# 1. [Пункт]

*Вопрос одним предложением и главные доводы, без указания, чьи они.*

Решили: [что, дословно; консенсусом или кто просил отметить оговорку]

# 2. [Пункт]

*Так же, как выше.*

Решили: [что]

# Поручения

- [Кто]: [что] до [даты]
- [Кто]: [что] до [даты]

# Открытые вопросы

*О чём не договорились и когда к этому вернутся.*

# Следующая встреча

[Дата, час, часовой пояс, место]

*Протокол считается согласованным, если до [даты] никто не возразит.*
`,
  },
}
