// The texts of the paper page in Russian; the same keys as in English.
import type { paperEn } from './paper.en.ts'

export const paperRu: Record<keyof typeof paperEn, string> = {
  'paper.back': 'Назад: {group}',
  'paper.failed.title': 'Этот документ не открыт',
  'paper.reopen': 'Открыть снова',
  'paper.text': 'Текст документа',
  'paper.placeholder': 'Начните писать или вставьте текст.',
  'paper.recommendation': 'Рекомендация {number}',
  'paper.present': 'Сейчас здесь',
  'paper.formatting': 'Оформление',
  'paper.bold': 'Полужирный',
  'paper.italic': 'Курсив',
  'paper.underline': 'Подчёркнутый',
  'paper.style': 'Стиль абзаца',
  'paper.style.text': 'Текст',
  'paper.style.heading': 'Заголовок {level}',
  'paper.style.quote': 'Цитата',
  'paper.style.recommendation': 'Рекомендация',
  'paper.style.bullet': 'Маркированный список',
  'paper.style.ordered': 'Нумерованный список',
  'paper.style.mixed': 'Разные стили',
  'paper.bullets': 'Маркированный список',
  'paper.numbers': 'Нумерованный список',
  'paper.link': 'Ссылка',
  'paper.undo': 'Отменить',
  'paper.redo': 'Вернуть',
  'paper.addRecommendation': 'Добавить рекомендацию',
  'paper.counts':
    '{words, plural, one {# слово} few {# слова} many {# слов} other {# слова}}{recommendations, plural, =0 {} one { · # рекомендация} few { · # рекомендации} many { · # рекомендаций} other { · # рекомендации}}',
  'paper.link.title': 'Ссылка',
  'paper.link.address': 'Адрес',
  'paper.link.hint': 'Адрес сайта или электронной почты.',
  'paper.link.wrong': 'Это не адрес сайта и не адрес почты. Он выглядит так: https://example.org.',
  'paper.link.set': 'Поставить ссылку',
  'paper.link.remove': 'Убрать ссылку',
  'paper.sync': 'Состояние сохранения',
  'paper.sync.saving': 'Сохраняется…',
  'paper.sync.saved': 'Сохранено на этом устройстве',
  'paper.sync.on': 'На {held} из {devices} устройств',
  'paper.sync.all': 'На всех устройствах: {devices}',
  'paper.sync.waiting': 'Ожидаются изменения с устройств: {devices}',
  'paper.sync.notSaved': 'Не сохранено: {reason}',
  'paper.sync.about.saving': 'Последние слова записываются на диск этого компьютера.',
  'paper.sync.about.saved':
    'Всё написанное здесь лежит на диске этого компьютера. Других устройств оно ещё не достигло.',
  'paper.sync.about.on':
    'Всё написанное здесь есть на этом компьютере; из {devices} устройств, на которых можно читать документ, точно всё есть на {held}.',
  'paper.sync.about.all':
    'Каждое из устройств, на которых можно читать документ ({devices}), подтвердило, что на нём есть всё написанное.',
  'paper.sync.about.waiting':
    'Коллеги написали то, что ещё не дошло до этого компьютера. Оно придёт, как только одно из их устройств окажется на связи.',
  'paper.sync.about.notSaved':
    'Последние слова хранятся в этом окне, и Rapporteur пробует сохранить их снова. Не закрывайте окно. {reason}',
  'paper.trouble.over': 'Снова сохранено.',
}
