// The storefront's own script: opens the chat in place and swaps the order part when an option is picked.
// Without it every link still leads somewhere that works.
const chat = document.querySelector("shop-chat");
let loading;

/** The chat is heavier than the page, so it comes when somebody wants it. */
const ready = () => (loading ??= import("/js/chat.js").then(() => customElements.whenDefined("shop-chat")));

const isPlain = (click) => !click.defaultPrevented && click.button === 0 && !click.metaKey && !click.ctrlKey && !click.shiftKey && !click.altKey;

async function openChat(link) {
  try {
    await ready();
    chat.open(link.dataset.chatRef);
  } catch {
    location.assign(link.href);
  }
}

async function swap(link) {
  const answer = await fetch(link.href).catch(() => null);
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  const fresh = page?.getElementById(link.dataset.swap);
  if (!fresh) {
    location.assign(link.href);
    return;
  }
  document.getElementById(link.dataset.swap).replaceWith(fresh);
  history.replaceState(null, "", link.href);
  [...fresh.querySelectorAll("a")].find((a) => a.href === link.href)?.focus({ preventScroll: true });
}

document.addEventListener("click", (click) => {
  const link = isPlain(click) && click.target.closest("a[data-chat-ref], a[data-swap]");
  if (!link) return;
  if (link.dataset.swap) {
    click.preventDefault();
    swap(link);
  } else if (chat) {
    click.preventDefault();
    openChat(link);
  }
});

if (chat?.dataset.mode === "page") {
  ready().then(() => chat.open(chat.dataset.reference)).catch(() => chat.querySelector("[data-failed]")?.removeAttribute("hidden"));
}
