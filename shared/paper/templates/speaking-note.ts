// What one reads out in three minutes. About 130 English words a minute and 110 Russian ones: interpreters ask for no more.
import type { Template } from './template.ts'

export const speakingNote: Template = {
  id: 'speaking-note',
  kind: 'speaking-note',
  en: {
    name: '3-minute speaking note',
    about: 'To be read out: one fact, one commitment, two or three recommendations.',
    limit: 390,
    body: `
Session [number]: [title], [date]. Speaker for [organisation or coalition].

# Opening

[Madam or Mr] Moderator, Excellencies, colleagues, I speak on behalf of [whom].

# One fact

*One case or one figure that stays in the memory. Two sentences.*

# What it breaks

*One commitment, with year and paragraph. One sentence.*

# What we recommend

Recommendation: We call on [State] to [one step] by [date].

Recommendation: We call on [institution] to [one step].

# Closing

*One sentence that leads from the case to everyone in the room. Say where the written contribution can be read. Thank you.*

*Read it aloud with a clock before you go. Delete the headings if they confuse you at the microphone.*
`,
  },
  ru: {
    name: 'Выступление на 3 минуты',
    about: 'Чтобы прочесть вслух: один факт, одно обязательство, две-три рекомендации.',
    limit: 330,
    body: `
Сессия [номер]: [название], [дата]. Выступление от [организации или коалиции].

# Обращение

Уважаемый модератор, уважаемые делегаты, коллеги! Я выступаю от имени [кого].

# Один факт

*Один случай или одна цифра, которые запомнятся. Два предложения.*

# Что нарушено

*Одно обязательство, с годом и пунктом. Одно предложение.*

# Что мы рекомендуем

Рекомендация: Мы призываем [государство] [сделать один шаг] до [даты].

Рекомендация: Мы призываем [институт] [сделать один шаг].

# Завершение

*Одно предложение, которое ведёт от этого случая ко всем в зале. Скажите, где можно прочесть письменный вклад. Спасибо за внимание.*

*Заранее прочтите текст вслух с секундомером. Если заголовки мешают у микрофона, удалите их.*
`,
  },
}
