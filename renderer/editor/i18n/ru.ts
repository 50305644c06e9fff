// Every text of the screens in Russian. Written as Russian, not translated word for word; «вы» throughout.
// The type demands every message of the English record and no other.
import { calendarRu } from './calendar.ru.ts'
import type { MessageId } from './en.ts'
import { errorsRu } from './errors.ru.ts'
import { inviteRu } from './invite.ru.ts'
import { membersRu } from './members.ru.ts'
import { paperRu } from './paper.ru.ts'
import { recommendationRu } from './recommendation.ru.ts'
import { spellingRu } from './spelling.ru.ts'
import { vaultRu } from './vault.ru.ts'

export const ru: Record<MessageId, string> = {
  ...calendarRu,
  ...errorsRu,
  ...inviteRu,
  ...membersRu,
  ...paperRu,
  ...recommendationRu,
  ...spellingRu,
  ...vaultRu,

  'app.name': 'Rapporteur',
  'app.lock': 'Заблокировать',
  'app.failed': 'Не удалось показать эту страницу',
  'app.cancel': 'Отмена',
  'app.close': 'Закрыть',
  'app.tryAgain': 'Попробовать ещё раз',
  'app.reconnect': 'Подключиться снова',
  'app.broken':
    'В Rapporteur что-то пошло не так, и эта страница остановилась: перезагрузите её, чтобы продолжить с того, что сохранено.',
  'app.reload': 'Перезагрузить',
  'app.required': 'Заполните это поле.',
  'app.notices': 'Сообщения',
  'app.notice.dismiss': 'Скрыть сообщение',
  'app.notice.more':
    '{count, plural, one {ещё # сообщение} few {ещё # сообщения} many {ещё # сообщений} other {ещё # сообщения}}',

  'leave.title': 'Уйти без сохранения?',
  'leave.text': 'Последние изменения в документе ещё не сохранены. Если уйти сейчас, они могут пропасть.',
  'leave.anyway': 'Всё равно уйти',

  'vault.create.title': 'Создайте хранилище',
  'vault.create.lead':
    'Всё, что вы здесь пишете, хранится на этом компьютере под одной парольной фразой, которую знаете только вы.',
  'vault.language': 'Язык',
  'vault.passphrase': 'Парольная фраза',
  'vault.repeat': 'Повторите парольную фразу',
  'vault.show': 'Показать парольную фразу',
  'vault.advice': 'Не меньше 12 знаков. Хорошо подходят пять-шесть не связанных между собой слов.',
  'vault.nobody':
    'Восстановить её не сможет никто. Если вы её забудете, всё, что Rapporteur хранит на этом компьютере, пропадёт.',
  'vault.create': 'Создать хранилище',
  'vault.creating':
    'Создаётся ключ. Это нарочно занимает немного времени, чтобы помешать тем, кто станет подбирать фразу.',
  'vault.differ': 'Фразы не совпадают. Введите вторую ещё раз.',
  'vault.weak':
    'Эту фразу легко подобрать. Она подойдёт, но несколько не связанных между собой слов гораздо надёжнее.',
  'vault.more':
    '{count, plural, one {Нужен ещё # знак.} few {Нужно ещё # знака.} many {Нужно ещё # знаков.} other {Нужно ещё # знака.}}',
  'vault.browser': 'Если браузер предложит запомнить парольную фразу, откажитесь.',
  'vault.unlock.title': 'Разблокировка',
  'vault.unlock.lead': 'Ваши документы заблокированы. Введите парольную фразу, чтобы их открыть.',
  'vault.unlock': 'Разблокировать',
  'vault.unlocking': 'Открывается. Это нарочно занимает немного времени.',

  'about.lead':
    'Рабочие группы пишут рекомендации вместе, напрямую с устройства на устройство, без сервера-посредника.',
  'about.does.title': 'От чего он защищает',
  'about.does.disk':
    'От потери или изъятия компьютера, пока Rapporteur заблокирован или выключен: без парольной фразы на диске ничего не прочесть.',
  'about.does.wire':
    'От прослушивания при передаче: между вашими компьютерами никто не прочтёт ни текста, ни имени, ни названия группы.',
  'about.does.members':
    'От посторонних в группе: в ней только те, кого принял координатор, и каждый — только в своей роли.',
  'about.not.title': 'От чего он не защитит',
  'about.not.spy': 'От шпионской программы на компьютере и от того, кто смотрит вам через плечо.',
  'about.not.member': 'От участника, который копирует, фотографирует или передаёт то, что ему можно читать.',
  'about.not.gone': 'От забытой парольной фразы. Обойти её не может никто.',

  'groups.title': 'Рабочие группы',
  'groups.new': 'Новая рабочая группа',
  'groups.join': 'Вступить в группу',
  'groups.empty.title': 'Рабочих групп пока нет',
  'groups.empty.text':
    'Создайте группу и пригласите коллег или вступите в существующую по присланному вам приглашению.',
  'groups.arriving': 'Группа передаётся с устройств коллег…',
  'groups.new.lead':
    'Вы станете её координатором: будете приглашать и принимать участников. Другие увидят то, что вы здесь укажете.',
  'groups.name': 'Название группы',
  'groups.yourName': 'Ваше имя в этой группе',
  'groups.yourName.hint':
    'Можно взять псевдоним. Имя, организация и ключи из этой группы в других ваших группах не видны.',
  'groups.organisation': 'Организация',
  'groups.create': 'Создать группу',
  'groups.join.lead':
    'Вставьте присланное вам приглашение или картинку с его QR-кодом либо откройте их из файла.',
  'groups.invitation': 'Приглашение',
  'groups.openFile': 'Открыть файл приглашения',
  'groups.join.submit': 'Вступить',

  'joining.list': 'Заявки на вступление',
  'joining.item': 'Заявка {number}',
  'joining.status': 'Вступление',
  'joining.waiting': 'Ожидание приёма',
  'joining.admitted': 'Вас приняли',
  'joining.refused': 'Отказано',
  'joining.unreachable': 'Пока не получилось. {reason}',
  'joining.waiting.hint':
    'По возможности не закрывайте Rapporteur. Как только вас примут, группа появится выше.',
  'joining.words.hint':
    'Прочитайте эти слова тому, кто вас пригласил, — по телефону или при встрече, но не там, куда пришло приглашение. Если хоть одно слово отличается, не вступайте: между вами кто-то есть.',
  'joining.dismiss': 'Убрать из списка',
  'joining.forget': 'Забыть эту заявку',

  'words.title': 'Слова для сверки',

  'group.back': 'Все рабочие группы',
  'group.tabs': 'Разделы группы',
  'group.about':
    '{role} · {count, plural, one {# участник} few {# участника} many {# участников} other {# участника}}',
  'group.papers': 'Документы',
  'group.members': 'Участники',
  'group.waiting': '{count, plural, one {# ожидает} other {# ожидают}}',
  'group.troubles.title':
    'Отклонено или найдено с ошибкой: {count, plural, one {# случай} few {# случая} many {# случаев} other {# случая}}',
  'group.troubles.item': '{count, plural, one {# раз} few {# раза} many {# раз} other {# раза}}: {sentence}',

  'papers.new': 'Новый документ',
  'papers.empty.title': 'Здесь пока ничего не написано',
  'papers.empty.text': 'Начните первый документ. Его увидят все в группе.',
  'papers.empty.reader': 'Когда кто-нибудь начнёт документ, он появится здесь.',
  'papers.empty.archived': 'Все документы в архиве.',
  'papers.empty.outside': 'До этого компьютера не дошло ни одного документа.',
  'papers.reader': 'Вы наблюдатель в этой группе: вы читаете её документы, но не меняете их.',
  'papers.title': 'Название',
  'papers.kind': 'Вид',
  'papers.create': 'Создать документ',

  'role.coordinator': 'Координатор',
  'role.drafter': 'Составитель',
  'role.observer': 'Наблюдатель',
  'role.reviewer': 'Рецензент',
  'role.expert': 'Эксперт',
  'role.endorser': 'Подписант',
  'role.coordinator.may': 'Пишет, приглашает и принимает участников.',
  'role.drafter.may': 'Пишет во всех документах группы.',
  'role.observer.may': 'Читает все документы группы, но не меняет их.',
  'role.reviewer.may': 'Читает все документы, но не меняет текст. Комментариев пока нет.',
  'role.expert.may': 'Рецензент до указанной вами даты.',
  'role.endorser.may':
    'Видит, кто состоит в группе; черновиков не видит. Подписывать готовые тексты пока нельзя.',

  'members.you': 'Это вы',
  'members.notVerified': 'Не проверено',
  'members.online': 'На связи',
  'members.online.direct': 'На связи напрямую',
  'members.offline': 'Не на связи',
  'members.verifyHint':
    '«Не проверено» значит, что вы ещё не сверяли слова с этим человеком. Чтобы сверить, нажмите «Проверить».',
  'members.invite': 'Пригласить',
  'members.invite.only': 'Приглашать могут только координаторы.',
  'members.waiting': 'Ждут приёма',
  'members.waiting.hint':
    'Попросите каждого прочитать вам свои шесть слов — по телефону или при встрече, но не там, куда ушло приглашение. Если хоть одно слово отличается, откажите: между вами кто-то есть.',
  'members.leaked':
    'С этим же приглашением {count, plural, one {пришло ещё # устройство} few {пришли ещё # устройства} many {пришли ещё # устройств} other {пришли ещё # устройства}}. Его видел кто-то ещё: сверьте слова особенно внимательно.',
  'members.asks': 'хочет вступить; роль: {role}',
  'members.admit': 'Принять',
  'members.refuse': 'Отказать',

  'invite.title': 'Пригласить участника',
  'invite.role': 'Роль',
  'invite.create': 'Создать приглашение',
  'invite.link': 'Ссылка-приглашение',
  'invite.copy': 'Скопировать ссылку',
  'invite.save': 'Сохранить в файл',
  'invite.copied': 'Скопировано. Отправьте так, чтобы прочесть мог только этот человек.',
  'invite.copyFailed': 'Выделите текст и нажмите Ctrl+C, чтобы скопировать.',
  'invite.saved': 'Сохранено в загрузках. Удалите файл, когда отправите его.',
  'invite.once': 'Действует один раз, до {date}.',
  'invite.trust':
    'Тот, у кого есть приглашение, может подать заявку, но ничего не прочтёт, пока вы его не примете.',
  'invite.closed':
    'Коллеги пока не могут подключаться к этому компьютеру, и откликнуться на приглашение не получится. Сначала разрешите это здесь.',

  'reach.title': 'Связь друг с другом',
  'reach.allow': 'Разрешить коллегам подключаться к этому компьютеру',
  'reach.why':
    'Ваши компьютеры связываются напрямую. Если межсетевой экран спросит, можно ли другим подключаться, разрешите; Windows спрашивает всегда.',
  'reach.why.windows':
    'Ваши компьютеры связываются напрямую, поэтому Windows спросит, можно ли другим подключаться: нажмите «Разрешить доступ».',
  'reach.addresses': 'Коллеги найдут этот компьютер по адресу {addresses}.',
  'reach.cannot': 'Нет связи с участником {name}. Возможно, адрес изменился.',
  'reach.address': 'Адрес',
  'reach.answered': 'Вызов по этому адресу отправлен.',

  'preferences.title': 'Настройки программы',
  'preferences.theme': 'Оформление',
  'preferences.theme.system': 'Как в системе',
  'preferences.theme.light': 'Светлое',
  'preferences.theme.dark': 'Тёмное',
  'preferences.version': 'Версия {version}',
}
