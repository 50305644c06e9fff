// The texts of the calendar and of what a paper starts from, in Russian. Written as Russian, not translated word for word.
import type { calendarEn } from './calendar.en.ts'

export const calendarRu: Record<keyof typeof calendarEn, string> = {
  'group.calendar': 'Календарь',
  'calendar.badge': '{count, plural, one {# срок} few {# срока} many {# сроков} other {# срока}}',
  'calendar.add': 'Добавить дату',
  'calendar.change': 'Изменить дату',
  'calendar.submit': 'Добавить',
  'calendar.save': 'Сохранить',
  'calendar.view': 'Вид календаря',
  'calendar.month': 'Месяц',
  'calendar.list': 'Список',
  'calendar.previous': 'Предыдущий месяц',
  'calendar.next': 'Следующий месяц',
  'calendar.today': 'Сегодня',
  'calendar.day': '{day}; {count, plural, one {# дата} few {# даты} many {# дат} other {# даты}}: {titles}',
  'calendar.keys':
    'Стрелки ведут от дня к дню, Page Up и Page Down — от месяца к месяцу. Enter добавляет дату на выбранный день.',
  'calendar.keys.reader':
    'Стрелки ведут от дня к дню, Page Up и Page Down — от месяца к месяцу. Что намечено на выбранный день, написано ниже.',
  'calendar.nothing': 'На этот день ничего не намечено.',
  'calendar.nothing.ahead': 'Впереди ничего не намечено.',
  'calendar.past': 'Прошедшие даты ({count})',
  'calendar.more': 'Показать ещё',
  'calendar.more.past': 'Показать ещё прошедшие',
  'calendar.empty.title': 'Дат пока нет',
  'calendar.empty.text':
    'Добавьте первый срок, встречу или сессию. Их увидят все, кто читает документы группы.',
  'calendar.empty.reader': 'Когда кто-нибудь добавит срок, встречу или сессию, они появятся здесь.',
  'calendar.reader': 'Календарь ведут координаторы и составители; ваша роль позволяет его читать.',
  'calendar.endorser.title': 'Календарь вам не виден',
  'calendar.endorser.text': 'Вы подписант в этой группе: её сроки знают только те, кто пишет черновики.',
  'calendar.date': 'Дата',
  'calendar.lastDay': 'Последний день',
  'calendar.lastDay.hint': 'Только если продлится несколько дней.',
  'calendar.paper': 'Документ',
  'calendar.paper.none': 'Без документа',
  'calendar.note': 'Примечание',
  'calendar.note.hint': 'Например, место или час с часовым поясом.',
  'calendar.done': 'Сделано',
  'calendar.edit': 'Изменить',
  'calendar.delete': 'Удалить',
  'calendar.deleted': 'Дата «{title}» удалена для всех.',
  'calendar.undo': 'Вернуть',
  'calendar.overdue':
    '{count, plural, one {Просрочено на # день} few {Просрочено на # дня} many {Просрочено на # дней} other {Просрочено на # дня}}',
  'calendar.due': 'Ближайшие сроки',
  'calendar.due.open': 'Открыть календарь',
  'calendar.due.more':
    '{count, plural, one {Ещё # в календаре} few {Ещё # в календаре} many {Ещё # в календаре} other {Ещё # в календаре}}',
  'calendar.targets': 'Сроки рекомендаций',
  'calendar.target': 'Срок рекомендации',
  'calendar.target.title': 'Рекомендация {number}: {text}',

  'papers.start': 'Шаблон',
  'papers.start.empty': 'Пустой документ',
  'papers.start.language': 'Язык документа',
  'papers.start.outline': 'Что в нём есть',
  'papers.start.recommendations':
    '{count, plural, one {Место для # рекомендации} few {Место для # рекомендаций} many {Место для # рекомендаций} other {Место для # рекомендации}}',
  'papers.start.limit': 'Не больше {limit, number} слов',
}
