// Keeps the open phones as they are now. Without script the page is as it was when it was loaded, and every button still works.
const query = document.body.dataset.query;
const shown = new Map();

const localTime = root => root.querySelectorAll('time[datetime]').forEach(time => {
  time.textContent = new Date(time.dateTime).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
});

const toEnd = screen => { screen.scrollTop = screen.scrollHeight; };

const isAtEnd = screen => screen.scrollHeight - screen.scrollTop - screen.clientHeight < 80;

// Messages that have not changed stay the same elements, so that what is open or focused in them stays so.
const patchTalk = (old, fresh) => {
  const kept = new Set();
  [...fresh.children].forEach((item, place) => {
    kept.add(item.id);
    const html = item.outerHTML;
    const there = document.getElementById(item.id);
    const isNew = there === null;
    if (isNew || shown.get(item.id) !== html) {
      localTime(item);
      if (isNew) item.classList.add('fresh');
      if (isNew) old.insertBefore(item, old.children[place] ?? null); else there.replaceWith(item);
    }
    shown.set(item.id, html);
  });
  [...old.children].filter(item => !kept.has(item.id)).forEach(item => item.remove());
};

const patchRest = (old, fresh) => {
  const rest = root => [...root.children].filter(part => !part.matches('.log'));
  const html = parts => parts.map(part => part.outerHTML).join('');
  if (html(rest(old)) === html(rest(fresh))) return;
  rest(old).forEach(part => part.remove());
  old.append(...rest(fresh));
};

const refresh = async screen => {
  const answer = await fetch('/phones/screen?open=' + encodeURIComponent(screen.dataset.screen));
  if (!answer.ok) return;
  const fresh = document.createElement('div');
  fresh.innerHTML = await answer.text();
  const follow = isAtEnd(screen);
  patchTalk(screen.querySelector('.talk'), fresh.querySelector('.talk'));
  patchRest(screen, fresh);
  if (follow) toEnd(screen);
};

// One look at a time for each screen; a change meanwhile means one more look.
const looking = new Map();
const look = async screen => {
  if (looking.has(screen)) { looking.set(screen, true); return; }
  do {
    looking.set(screen, false);
    await refresh(screen).catch(() => {});
  } while (looking.get(screen));
  looking.delete(screen);
};

const screens = [...document.querySelectorAll('[data-screen]')];
screens.forEach(screen => {
  localTime(screen);
  toEnd(screen);
  screen.addEventListener('load', () => { if (isAtEnd(screen)) toEnd(screen); }, true);
});

const say = (form, text) => {
  const note = form.closest('.phone, section')?.querySelector('.trouble') ?? document.createElement('p');
  note.className = 'trouble';
  note.setAttribute('role', 'alert');
  note.textContent = text;
  form.before(note);
};

document.addEventListener('submit', async event => {
  const form = event.target;
  if (!form.matches('[data-act]')) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  const isWriting = form.matches('.write');
  if (isWriting) form.reset();
  form.closest('details.act, details.more, details.list')?.removeAttribute('open');
  form.closest('details.sheet')?.removeAttribute('open');
  try {
    const answer = await fetch(form.action, { method: 'POST', body, redirect: 'manual' });
    form.closest('.phone, section')?.querySelector('.trouble')?.remove();
    if (answer.type !== 'opaqueredirect') say(form, (await answer.text()) || 'That did not work.');
  } catch {
    say(form, 'The sandbox does not answer.');
  }
  const live = form.closest('[data-live]');
  if (live) {
    const answer = await fetch(live.dataset.live);
    if (answer.ok) live.innerHTML = await answer.text();
  }
});

const live = new EventSource('/phones/live' + query);
live.addEventListener('ready', () => screens.forEach(look));
live.addEventListener('chat', event => {
  const screen = screens.find(one => one.dataset.screen === event.data);
  if (screen) look(screen);
});

// On a narrow page the chooser would hide the phones it opened.
if (matchMedia('(max-width: 60rem)').matches && screens.length > 0) document.querySelector('.chooser details')?.removeAttribute('open');
