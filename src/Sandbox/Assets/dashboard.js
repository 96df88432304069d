// Keeps the sections fresh. Without script the page is as it was when it was loaded.
const pause = 2000;

const isInUse = part => part.contains(document.activeElement) || part.querySelector('details[open]') !== null;

const refresh = async part => {
  if (document.hidden || isInUse(part)) return;
  const answer = await fetch(part.dataset.live);
  const html = answer.ok ? await answer.text() : part.innerHTML;
  if (html !== part.dataset.last && !isInUse(part)) part.innerHTML = html;
  part.dataset.last = html;
};

setInterval(() => document.querySelectorAll('[data-live]').forEach(part => refresh(part).catch(() => {})), pause);
