// The texts of spelling in Russian.
import type { spellingEn } from './spelling.en.ts'

export const spellingRu: Record<keyof typeof spellingEn, string> = {
  'spelling.menu': 'Как пишется «{word}»',
  'spelling.none': 'Вариантов нет',
  'spelling.add': 'Добавить в словарь группы',
  'spelling.ignore': 'Пропускать здесь',
  'spelling.words.title': 'Словарь группы',
  'spelling.words.about':
    'Имена и термины, которые в этой группе считаются написанными верно. Добавить слово может каждый, кто пишет здесь документы: в меню подчёркнутого слова.',
  'spelling.words.none':
    'Имена и термины, которых нет в словарях, может добавить каждый, кто пишет документы: нажмите Shift+F10 или правую кнопку мыши на подчёркнутом слове.',
  'spelling.words.find': 'Найти слово',
  'spelling.words.shown': 'Показано: {shown} из {found}',
  'spelling.words.remove': 'Убрать',
  'spelling.words.remove.named': 'Убрать «{word}»',
  'preferences.spelling': 'Подчёркивать слова с ошибками',
  'preferences.spelling.why':
    'По-русски и по-английски, по словарям из самой программы: ни одно слово не уходит для этого с вашего компьютера.',
}
