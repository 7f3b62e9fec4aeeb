/**
 * What makes the square pleasant; every page works without it. It says times as people do, remembers how somebody came,
 * names forms so that sending twice takes once, and asks what pictures show.
 */
const language = document.documentElement.lang || 'fr';
const DAY = 86_400_000;

function dayOf(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

function daysAgo(date, now) {
  return Math.round((dayOf(now) - dayOf(date)) / DAY);
}

function hour(date) {
  if (language === 'en') {
    return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(date);
  }
  const minutes = date.getMinutes();
  return `${date.getHours()}\u00a0h${minutes === 0 ? '' : `\u00a0${String(minutes).padStart(2, '0')}`}`;
}

function format(options, date) {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'fr-FR', options).format(date);
}

/** "aujourd’hui", "hier", "vendredi", then the date. */
function day(date, now) {
  const ago = daysAgo(date, now);
  if (ago === 0 || ago === 1) {
    return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-ago, 'day');
  }
  if (ago > 1 && ago < 7) {
    return format({ weekday: 'long' }, date);
  }
  const sameYear = date.getFullYear() === now.getFullYear();
  return format({ day: 'numeric', month: 'long', year: sameYear ? undefined : 'numeric' }, date);
}

function moment(date, now) {
  return `${day(date, now)}${language === 'en' ? ' at ' : ' à '}${hour(date)}`;
}

/** "14 h", "lundi 9 h", "3 janvier 2027 9 h": as the server says what is to come (Moments.ahead), on the reader's clock. */
function ahead(date, now) {
  const days = -daysAgo(date, now);
  if (days === 0) {
    return hour(date);
  }
  const name =
    days > -7 && days < 7
      ? format({ weekday: 'long' }, date)
      : format({ day: 'numeric', month: 'long', year: 'numeric' }, date);
  return `${name} ${hour(date)}`;
}

function full(date) {
  const name = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }, date).replace(',', '');
  return `${name}${language === 'en' ? ' at ' : ' à '}${hour(date)}`;
}

function ago(date, now) {
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'always' });
  const minutes = Math.max(1, Math.round((now - date) / 60_000));
  if (minutes < 60) {
    return relative.format(-minutes, 'minute');
  }
  return minutes < 48 * 60
    ? relative.format(-Math.round(minutes / 60), 'hour')
    : relative.format(-Math.round(minutes / (24 * 60)), 'day');
}

const says = { day, moment, ahead, full, ago };

function sayTimes(root) {
  const now = new Date();
  for (const time of root.querySelectorAll('time[data-says]')) {
    const date = new Date(time.dateTime);
    if (!Number.isNaN(date.getTime()) && says[time.dataset.says]) {
      time.textContent = says[time.dataset.says](date, now);
      time.title = full(date);
    }
  }
}

/* Where this visit began: told with what somebody does here, and to nobody else. */
const SEARCHES = /(^|\.)(google|bing|duckduckgo|qwant|ecosia|yahoo|startpage|brave)\./;

function cameFrom() {
  const campaign = new URLSearchParams(location.search).get('utm_source');
  if (campaign) {
    return `campaign:${campaign.replace(/[^\p{L}\p{N} ._-]/gu, '').slice(0, 100)}`;
  }
  const from = document.referrer ? new URL(document.referrer) : null;
  if (!from || from.host === location.host) {
    return 'direct';
  }
  const search = SEARCHES.exec(from.hostname);
  return search ? `search:${search[2]}` : `site:${from.hostname.slice(0, 100)}`;
}

function came() {
  try {
    const known = sessionStorage.getItem('came') ?? cameFrom();
    sessionStorage.setItem('came', known);
    return known;
  } catch {
    return 'direct'; // a browser that keeps nothing
  }
}

function fillIn(root) {
  for (const field of root.querySelectorAll('input[data-came]')) {
    field.value = came();
  }
  for (const field of root.querySelectorAll('input[data-submission]')) {
    if (!field.value) {
      field.value = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
    }
  }
}

/** One field for each chosen picture, to say what it shows. Those held since before have theirs already. */
function describePictures(input) {
  const place = input.closest('.field')?.querySelector('[data-alts]');
  const template = input.closest('.field')?.querySelector('template[data-alt]');
  if (!place || !template) {
    return;
  }
  place.replaceChildren(
    ...Array.from(input.files, (file) => {
      const field = template.content.cloneNode(true);
      field.querySelector('[data-name]').textContent = place.dataset.label.replace('{0}', file.name);
      return field;
    }),
  );
}

document.addEventListener('change', (event) => {
  if (event.target instanceof HTMLInputElement && event.target.hasAttribute('data-pictures')) {
    describePictures(event.target);
  }
});

function prepare(root) {
  sayTimes(root);
  fillIn(root);
}

prepare(document);
document.addEventListener('htmx:afterSwap', () => prepare(document));
// Back to a form that was sent: what is written there now is something new.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) {
    for (const field of document.querySelectorAll('input[data-submission]')) {
      field.value = '';
    }
    prepare(document);
  }
});

if (document.querySelector('[hx-get], [hx-post]')) {
  import('./htmx.min.js');
}
